import { expect, test } from 'vitest'
import { alignTo, editDistance } from './align.ts'

test.each([
  ['AB12345', 'AB12345', 0],
  ['AB12345', '8B12345', 1],
  ['AB12345', 'B12345', 1],
  ['AB12345', '1AB12345', 1],
  ['', 'ABC', 3],
  ['KITTEN', 'SITTING', 3],
])('%s and %s differ by %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance)
})

test('a rival without the first character leaves its place empty', () => {
  expect(alignTo('1AB12', 'AB12')).toEqual(['', 'A', 'B', '1', '2'])
  expect(alignTo('AB12', '1A812')).toEqual(['A', '8', '1', '2'])
})
