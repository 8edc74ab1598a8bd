import { expect, test } from 'vitest'
import { createBackOff } from './back-off.ts'

test('the wait doubles to its longest and begins again after a reset', () => {
  const backOff = createBackOff(500, 10_000)
  expect(Array.from({ length: 7 }, () => backOff.next())).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ])
  backOff.reset()
  expect(backOff.next()).toBe(500)
})
