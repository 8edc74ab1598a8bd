import { expect, test } from 'vitest'
import { isTooOld, listAge } from './list-age.ts'

const HOUR = 3_600_000
const list = { writtenAt: 0, maxAgeMs: 24 * HOUR }

test('a list tells its age, and past its contract what it should be', () => {
  expect(listAge(list, 2 * HOUR)).toBe('2 h old')
  expect(listAge(list, 72 * HOUR)).toBe('3 days old, should be newer than 24 h')
})

test('a list of exactly the agreed age is not too old', () => {
  expect(isTooOld(list, 24 * HOUR)).toBe(false)
  expect(isTooOld(list, 24 * HOUR + 1)).toBe(true)
})
