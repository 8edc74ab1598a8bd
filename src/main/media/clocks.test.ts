import { expect, test } from 'vitest'
import type { Profile } from '#shared/domain/profile.ts'
import { clocksNow } from './clocks.ts'

const DAY_MS = 86_400_000
const rules = (days: number) => ({
  readsMs: days * DAY_MS,
  hitsMs: days * DAY_MS,
  contextImagesMs: days * DAY_MS,
})
const profile = (value: Partial<Profile['retention']['value']>): Pick<Profile, 'retention'> => ({
  retention: { value: { purge: 'automatic', ...value } },
})

test('the ceiling of the profile binds longer settings; with a server it binds hits too', () => {
  const most = profile({ mostDays: 30 })
  expect(clocksNow(rules(365), most, true)).toEqual(rules(30))
  expect(clocksNow(rules(365), most, false)).toEqual({ ...rules(30), hitsMs: 365 * DAY_MS })
  expect(clocksNow(rules(7), most, true)).toEqual(rules(7))
})

test('the floor of the profile binds the car that is the only store; a server holds it itself', () => {
  const exactly = profile({ leastDays: 30, mostDays: 30 })
  expect(clocksNow(rules(7), exactly, false)).toEqual(rules(30))
  expect(clocksNow(rules(7), exactly, true)).toEqual(rules(7))
})

test('a profile that names no days changes nothing', () => {
  for (const isRequired of [true, false]) {
    expect(clocksNow(rules(90), profile({}), isRequired)).toEqual(rules(90))
    expect(clocksNow(rules(90), undefined, isRequired)).toEqual(rules(90))
  }
})
