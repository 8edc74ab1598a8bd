import { expect, test } from 'vitest'
import { bytesWords, clockWords, countWords, utcDay } from './figures.ts'

test('a size is told in the unit that reads best', () => {
  expect([0, 842, 1500, 999_499, 999_600, 123_456_789, 1.5e12].map(bytesWords)).toEqual([
    '0 bytes',
    '842 bytes',
    '1.5 kB',
    '999 kB',
    '1.0 MB',
    '123 MB',
    '1.5 TB',
  ])
})

test('one is not called many', () => {
  expect([countWords(1, 'copy', 'copies'), countWords(1234, 'read')]).toEqual(['1 copy', '1,234 reads'])
})

test('a clock is told in days, hours or minutes, and a day as its date', () => {
  expect([86_400_000, 90 * 86_400_000, 6 * 3_600_000, 1_200_000].map(clockWords)).toEqual([
    '1 day',
    '90 days',
    '6 h',
    '20 min',
  ])
  expect(utcDay(20_000)).toBe('2024-10-04')
})
