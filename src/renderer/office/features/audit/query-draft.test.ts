import { expect, test } from 'vitest'
import { FRESH_QUERY, toQuery } from './query-draft.ts'

test('an empty form asks for the newest entries', () => {
  expect(toQuery(FRESH_QUERY)).toEqual({ query: { limit: 100 } })
})

test('what is filled in is asked for, a day to its last millisecond', () => {
  const draft = { ...FRESH_QUERY, who: ' 4711 ', plate: 'AB12345', from: '2026-11-20', to: '2026-11-20' }
  expect(toQuery({ ...draft, outcome: 'refused', action: 'reads.search' })).toEqual({
    query: {
      who: '4711',
      plate: 'AB12345',
      from: new Date(2026, 10, 20).getTime(),
      to: new Date(2026, 10, 21).getTime() - 1,
      outcome: 'refused',
      action: 'reads.search',
      limit: 100,
    },
  })
})

test('what is no moment is said', () => {
  expect(toQuery({ ...FRESH_QUERY, from: 'monday' })).toEqual({
    missing: ['a moment such as 2026-11-22 14:05 in From'],
  })
  expect(toQuery({ ...FRESH_QUERY, from: '2026-11-22', to: '2026-11-21' })).toEqual({
    missing: ['an end after the beginning'],
  })
})
