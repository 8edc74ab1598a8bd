import { expect, test } from 'vitest'
import { clockTime, dayOf, secondsUntil, span, timeLeft } from './when.ts'

test('spans are told in the largest whole unit', () => {
  expect([0, 999, 59_999, 60_000, 3_599_999, 7_200_000, 47 * 3_600_000, 72 * 3_600_000].map(span)).toEqual([
    '0 s',
    '0 s',
    '59 s',
    '1 min',
    '59 min',
    '2 h',
    '47 h',
    '3 days',
  ])
})

test('a time of another day carries its day', () => {
  const at = new Date(2025, 10, 12, 14, 2, 11).getTime()
  expect(clockTime(at, at + 1000)).toBe('14:02:11')
  expect(clockTime(at, at + 86_400_000)).toBe('Nov 12 14:02:11')
})

test('a countdown ends at none', () => {
  expect(secondsUntil(5000, 1500)).toBe(4)
  expect(secondsUntil(5000, 9000)).toBe(0)
})

test('the time that is left is in minutes and seconds, and overdue once it is over', () => {
  expect([600_000, 599_001, 61_000, 0, -70_000].map((ms) => timeLeft(ms, 0))).toEqual([
    '10:00',
    '10:00',
    '1:01',
    '0:00',
    'overdue by 1:10',
  ])
})

test('a day is told without its year', () => {
  expect(dayOf(new Date(2026, 10, 12, 12).getTime())).toBe('Nov 12')
})
