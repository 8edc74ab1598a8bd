import { expect, test } from 'vitest'
import { daysToChoose, draftOf, FRESH, toLocalEntry, toPartialPlate, withinRules } from './entry-draft.ts'

const DAY = 86_400_000
const draft = { ...FRESH, plate: 'ab 12-345', state: 'il', reason: 'Left the scene of a crash' }

test('a plate is sent as it is compared, with what is known of the vehicle only', () => {
  const vehicle = { make: 'Honda', colour: ' ' }
  expect(toLocalEntry({ ...draft, vehicle, incident: ' 26-100 ' }, 1000)).toEqual({
    input: {
      plate: 'AB12345',
      state: 'IL',
      category: 'local-interest',
      reason: 'Left the scene of a crash',
      incident: '26-100',
      vehicle: { make: 'Honda' },
      expiresAt: 1000 + 3 * DAY,
    },
  })
})

test('what cannot be sent is named', () => {
  expect(toLocalEntry({ ...FRESH, plate: '--', state: 'XX' }, 0)).toEqual({
    missing: ['a plate of 1 to 10 letters and digits', 'a state of two letters, or none', 'the reason'],
  })
})

test('a partial plate is sent as its pattern', () => {
  const sent = toPartialPlate({ ...draft, plate: 'a?1 ?4*', state: '' }, 0)
  expect(sent).toMatchObject({ input: { pattern: 'A?1 ?4*', reason: 'Left the scene of a crash' } })
  expect('input' in sent && 'state' in sent.input).toBe(false)
})

test('a pattern that is none says why', () => {
  expect(toPartialPlate({ ...draft, plate: 'A?' }, 0)).toEqual({
    missing: ['a pattern: at least 2 characters must be known'],
  })
})

test('an entry comes back as it was filled in, with the days that are left', () => {
  const sent = toLocalEntry(draft, 0)
  if (!('input' in sent)) throw new Error('not sent')
  const entry = {
    id: '',
    version: 1,
    action: 'added' as const,
    by: { badge: '1', name: '' },
    at: 0,
    words: '',
    input: sent.input,
  }
  expect(draftOf(entry, 1.5 * DAY)).toEqual({ ...draft, plate: 'AB12345', state: 'IL', days: 2 })
})

test('lives end with the longest that the profile allows', () => {
  expect(daysToChoose(30, 3)).toEqual([1, 3, 7, 14, 30])
  expect(daysToChoose(10, 2)).toEqual([1, 2, 3, 7, 10])
})

test('what the profile does not offer gives way to what it does', () => {
  const rules = { mostDays: 2, categories: ['stolen-plate', 'missing-person'] as const }
  expect(withinRules(draft, rules)).toEqual({ ...draft, category: 'stolen-plate', days: 2 })
  expect(withinRules(draft, { mostDays: 30 })).toEqual(draft)
})
