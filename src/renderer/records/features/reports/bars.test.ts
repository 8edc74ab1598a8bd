import { expect, test } from 'vitest'
import { barsOf } from './bars.ts'

const table = { title: 'Searches', columns: ['Purpose', 'Count'] }

test('a number that is suppressed is drawn by no bar', () => {
  const rows = [
    ['Criminal case', 12],
    ['Civil action', 'fewer than 5'],
  ]
  expect(barsOf({ ...table, rows, chart: 1 })).toEqual([{ label: 'Criminal case', value: 12 }])
})

test('a table that is not to be drawn has no bars, and neither has a long one', () => {
  expect(barsOf({ ...table, rows: [['Criminal case', 12]] })).toEqual([])
  const rows = Array.from({ length: 25 }, (_, at) => [`row ${at}`, at])
  expect(barsOf({ ...table, rows, chart: 1 })).toEqual([])
})
