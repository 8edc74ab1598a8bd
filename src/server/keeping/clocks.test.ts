import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockOf, clocksOf, cutoffOf, DAY_MS, endOf, spanWords, type ClockRules } from './clocks.ts'

const rules = (value: ClockRules['retention']['value']): ClockRules => ({
  retention: { value, clause: 'IV.C s1a' },
  auditKeptDays: { value: 365, clause: 'AU-11' },
})

const Purge = fc.constantFrom('automatic' as const, 'reviewed' as const, 'approved' as const)
const Days = fc.option(fc.integer({ min: 1, max: 4000 }), { nil: undefined })

/** Rules with floor, ceiling, both or none, and a setting of the department within them. */
const Case = fc
  .record({
    purge: Purge,
    one: Days,
    two: Days,
    minutes: Days,
    at: fc.nat(4000 * DAY_MS),
    age: fc.nat(5000 * DAY_MS),
  })
  .map(({ purge, one, two, minutes, at, age }) => {
    const isTwo = one !== undefined && two !== undefined
    const leastDays = isTwo ? Math.min(one, two) : one
    const mostDays = isTwo ? Math.max(one, two) : two
    const own = minutes === undefined ? undefined : minutes * 97
    const isWithin =
      own !== undefined &&
      own >= (leastDays ?? 0) * 1440 &&
      own <= (mostDays ?? Number.MAX_SAFE_INTEGER) * 1440
    const value: ClockRules['retention']['value'] = { purge }
    if (leastDays !== undefined) value.leastDays = leastDays
    if (mostDays !== undefined) value.mostDays = mostDays
    return { at, age, value, settings: isWithin ? { readsMinutes: own } : {} }
  })

test('nothing goes before its floor, and nothing that goes by itself is past its ceiling', () => {
  fc.assert(
    fc.property(Case, ({ value, settings, at, age }) => {
      const clock = clockOf(clocksOf(rules(value), settings), 'reads')
      const now = at + age
      const cutoffAt = cutoffOf(clock, now)
      if (cutoffAt === undefined) return clock.keptMs === undefined
      const goes = at < cutoffAt
      if (goes && age < (value.leastDays ?? 0) * DAY_MS) return false
      const isPast = value.mostDays !== undefined && age > value.mostDays * DAY_MS
      return (
        goes || !isPast || (value.purge !== 'automatic' && age <= (value.mostDays ?? 0) * DAY_MS + DAY_MS)
      )
    }),
    { numRuns: 5000 },
  )
})

test('the end of a record is the instant at which the cutoff passes it', () => {
  fc.assert(
    fc.property(Case, ({ value, settings, at }) => {
      const clock = clockOf(clocksOf(rules(value), settings), 'reads')
      const end = endOf(clock, at)
      if (end === undefined) return true
      const before = cutoffOf(clock, end - 1) ?? 0
      const after = cutoffOf(clock, end + 1) ?? 0
      return at >= before && at < after
    }),
    { numRuns: 5000 },
  )
})

test('a setting below the floor or above the ceiling is refused with the clause', () => {
  const both = rules({ purge: 'automatic', leastDays: 30, mostDays: 60 })
  expect(() => clocksOf(both, { hitsDays: 29 })).toThrow(/at least 30 days/)
  expect(() => clocksOf(both, { readsMinutes: 60 * 24 * 61 })).toThrow(/at most 60 days/)
  try {
    clocksOf(both, { canvassesDays: 61 })
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ refusal: { clause: 'IV.C s1a' } })
  }
  expect(clockOf(clocksOf(both, { hitsDays: 45 }), 'hits').keptMs).toBe(45 * DAY_MS)
})

test('without a number nothing has an end; a number of the department is one', () => {
  const none = rules({ purge: 'approved' })
  expect(cutoffOf(clockOf(clocksOf(none, {}), 'reads'), 1e12)).toBeUndefined()
  expect(clockOf(clocksOf(none, { readsMinutes: 1440 }), 'reads')).toMatchObject({
    keptMs: DAY_MS,
    way: 'floor',
  })
})

test('a context image never outlives its read', () => {
  const most = rules({ purge: 'automatic', mostDays: 30 })
  const clocks = clocksOf(most, { readsMinutes: 3, contextImagesDays: 20 })
  expect(clockOf(clocks, 'context-images').keptMs).toBe(180_000)
  expect(clockOf(clocksOf(most, { contextImagesDays: 5 }), 'context-images').keptMs).toBe(5 * DAY_MS)
})

test('the audit of cars is kept as long as the policy says, and then only goes when somebody approves it', () => {
  expect(clockOf(clocksOf(rules({ purge: 'automatic', mostDays: 1 }), {}), 'car-audit')).toMatchObject({
    leastMs: 365 * DAY_MS,
    purge: 'approved',
    clause: 'AU-11',
  })
})

test('spans in words', () => {
  expect([3 * 60_000, 60_000, DAY_MS, 30 * DAY_MS].map(spanWords)).toEqual([
    '3 minutes',
    '1 minute',
    '1 day',
    '30 days',
  ])
})
