import { expect, test } from 'vitest'
import { createAttempts } from './attempts.ts'

const HOUR_MS = 3_600_000

test('twenty wrong codes within an hour shut one address, and no other', () => {
  let at = 0
  const attempts = createAttempts(() => at)
  for (let i = 1; i < 20; i += 1) expect(attempts.failed('one')).toBe(false)
  expect(attempts.isLocked('one')).toBe(false)
  expect(attempts.failed('one')).toBe(true)
  expect(attempts.isLocked('one')).toBe(true)
  expect(attempts.isLocked('two')).toBe(false)
  at += HOUR_MS
  expect(attempts.isLocked('one')).toBe(false)
})

test('two hundred of many addresses shut all of them, for an hour', () => {
  let at = 0
  const attempts = createAttempts(() => at)
  const told = Array.from({ length: 200 }, (_, i) => attempts.failed(`address ${i}`))
  expect(told.indexOf(true)).toBe(199)
  expect(attempts.isLocked('new')).toBe(true)
  at += HOUR_MS
  expect(attempts.isLocked('new')).toBe(false)
})
