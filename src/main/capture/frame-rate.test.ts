import { expect, test } from 'vitest'
import { measureRate } from './frame-rate.ts'

test('the rate is that of the last two seconds', () => {
  const rate = measureRate()
  for (let atMs = 0; atMs < 10_000; atMs += 40) rate.count(atMs)
  expect(rate.perSecond(10_000)).toBe(24.5)
  expect(rate.perSecond(11_000)).toBe(12)
  expect(rate.perSecond(13_000)).toBe(0)
})

test('a camera that just began is not said to be faster than it is', () => {
  const rate = measureRate()
  rate.count(0)
  rate.count(1)
  expect(rate.perSecond(2)).toBe(2)
})
