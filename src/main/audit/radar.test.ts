import { describe, expect, test } from 'vitest'
import type { AuditEntry, RadarFinding } from '#shared/domain/audit.ts'
import { radarFindings, type RadarOptions } from './radar.ts'

const NOW = Date.UTC(2026, 5, 30, 12)
const DAY = 86_400_000
const HOUR = 3_600_000
const PLATE = 'a'.repeat(32)
const OTHER = 'b'.repeat(32)

const OPTIONS: RadarOptions = {
  now: NOW,
  dutyHours: () => undefined,
  ownPlates: () => new Set(),
  localTime: (at) => ({
    day: new Date(at).toISOString().slice(0, 10),
    minute: Math.floor((at % DAY) / 60_000),
  }),
}

let counter = 0
function entry(at: number, changes: Partial<AuditEntry> = {}): AuditEntry {
  counter += 1
  return {
    form: 1,
    counter,
    at: new Date(at).toISOString(),
    device: '0'.repeat(16),
    policy: 'standard 1 0',
    badge: '4711',
    name: 'Patrol one',
    action: 'reads.search',
    subject: 'reads',
    outcome: 'done',
    caseNumber: `26-${counter}`,
    reason: `Burglary number ${counter}`,
    detail: {},
    previous: '0'.repeat(64),
    ...changes,
  }
}

const find = (entries: AuditEntry[], changes: Partial<RadarOptions> = {}): RadarFinding[] =>
  radarFindings(entries, { ...OPTIONS, ...changes })
const kinds = (found: readonly RadarFinding[]): string[] => found.map(({ kind }) => kind)

describe('one officer and one plate again', () => {
  const onDays = (days: readonly number[], changes: Partial<AuditEntry> = {}): AuditEntry[] =>
    days.map((day) => entry(NOW - day * DAY, { plate: PLATE, ...changes }))

  test('on three days, or five times in all, within 30 days', () => {
    expect(kinds(find(onDays([9, 5])))).toEqual([])
    expect(kinds(find(onDays([9, 9, 9, 9])))).toEqual([])
    expect(kinds(find(onDays([9, 9, 9, 9, 9])))).toEqual(['same-plate-again'])
    const [found] = find(onDays([9, 5, 1]))
    expect(found).toMatchObject({
      kind: 'same-plate-again',
      officer: { badge: '4711', name: 'Patrol one' },
      words: 'Looked for one plate 3 times on 3 days within 30 days.',
      firstAt: NOW - 9 * DAY,
      lastAt: NOW - DAY,
    })
    expect(found?.entries).toHaveLength(3)
  })

  test('not by two officers, of two plates, longer ago, or in hits, which come by themselves', () => {
    expect(kinds(find([...onDays([9, 5]), ...onDays([1], { badge: '4712' })]))).toEqual([])
    expect(kinds(find([...onDays([9, 5]), ...onDays([1], { plate: OTHER })]))).toEqual([])
    expect(kinds(find(onDays([40, 35, 1])))).toEqual([])
    expect(kinds(find(onDays([9, 5, 1], { action: 'hit.step' })))).toEqual([])
    expect(kinds(find(onDays([9, 5, 1], { badge: 'PROGRAM' })))).toEqual([])
  })

  test("in the department's records as in one car's", () => {
    expect(kinds(find(onDays([9, 5, 1], { action: 'records.search' })))).toEqual(['same-plate-again'])
    expect(kinds(find(onDays([9, 5, 1], { action: 'records.found' })))).toEqual([])
  })

  test('its id stays when more is seen', () => {
    expect(find(onDays([9, 5, 1, 0]))[0]?.id).toBe(find(onDays([9, 5, 1]))[0]?.id)
  })
})

test('searches without a case are counted by officer and month', () => {
  const none = { caseNumber: '' }
  const found = find([
    entry(NOW - DAY, none),
    entry(NOW, none),
    entry(NOW, { ...none, badge: '4712' }),
    entry(NOW),
  ])
  expect(found.map(({ officer, entries }) => [officer.badge, entries.length])).toEqual([
    ['4711', 2],
    ['4712', 1],
  ])
  expect(found[0]?.words).toBe('2 searches of stored reads without a case number in one month.')
})

describe('looks outside the duty hours', () => {
  const midnight = Date.UTC(2026, 5, 29)
  const looks = [2, 7, 12, 21, 23].map((hour) =>
    entry(midnight + hour * HOUR, { action: 'hit.view', subject: `at ${hour}` }),
  )
  const hoursFound = (from: string, to: string): string[] => {
    const [found] = find(looks, { dutyHours: () => ({ from, to }) })
    return looks.filter((look) => found?.entries.includes(look.counter)).map(({ subject }) => subject)
  }

  test('by day, and over midnight', () => {
    expect(hoursFound('07:00', '15:00')).toEqual(['at 2', 'at 21', 'at 23'])
    expect(hoursFound('22:00', '06:00')).toEqual(['at 7', 'at 12', 'at 21'])
    expect(hoursFound('00:00', '00:00')).toEqual([])
  })

  test('without known hours nothing is said, but for a search that says itself that no shift ran', () => {
    expect(find(looks)).toEqual([])
    expect(kinds(find([entry(NOW, { detail: { isOnShift: false } })]))).toEqual(['off-duty'])
  })

  test('signing in or out early is no look', () => {
    const early = entry(midnight + HOUR, { action: 'session.begin' })
    expect(find([early], { dutyHours: () => ({ from: '07:00', to: '15:00' }) })).toEqual([])
  })
})

describe('the same reason', () => {
  const same = (reason: string, plate: string, changes: Partial<AuditEntry> = {}): AuditEntry =>
    entry(NOW, { reason, plate, ...changes })

  test('for three searches of different cases, however it is written', () => {
    const found = find([
      same('Checking the lot.', PLATE),
      same('checking  the lot', OTHER),
      same('Checking, the lot', 'c'.repeat(32)),
    ])
    expect(kinds(found)).toEqual(['reused-reason'])
    expect(found[0]?.words).toBe('The same reason for 3 searches of 3 plates: "Checking the lot.".')
  })

  test('within one case it is that case', () => {
    const one = { caseNumber: '26-1000' }
    const reasons = [PLATE, OTHER, 'c'.repeat(32)].map((plate) => same('Bank robbery on Main', plate, one))
    expect(find(reasons)).toEqual([])
  })
})

test('own and family plates are found by their pseudonyms, whatever was done with them', () => {
  const ownPlates = (badge: string) => new Set(badge === '4711' ? [PLATE] : [])
  const found = find(
    [entry(NOW, { action: 'hit.view', plate: PLATE }), entry(NOW, { plate: PLATE, badge: '4712' })],
    { ownPlates },
  )
  expect(found).toMatchObject([{ kind: 'own-plate', officer: { badge: '4711' } }])
})

test('no finding says that anything was wrong', () => {
  const entries = [0, 1, 2, 3, 4].map((day) =>
    entry(NOW - day * DAY, {
      plate: PLATE,
      reason: 'Same words',
      caseNumber: '',
      detail: { isOnShift: false },
    }),
  )
  const found = find(entries, { ownPlates: () => new Set([PLATE]) })
  expect(new Set(kinds(found)).size).toBe(5)
  for (const { words } of found) expect(words).not.toMatch(/misuse|abuse|wrong|illegal|violat|guilt/i)
})
