import { expect, test } from 'vitest'
import type { Profile } from '#shared/domain/profile.ts'
import { askedLine, FRESH, queryOf, statementOf } from './search-draft.ts'

const search: Profile['search'] = {
  value: {
    isReasonRequired: true,
    leastCharacters: 10,
    isCaseRequired: false,
    areFactsRequired: true,
    kinds: ['administrative-action', 'criminal-case'],
  },
  clause: '131.7',
}

test('an empty query asks for everything, and what is typed narrows it', () => {
  expect(queryOf(FRESH)).toEqual({ query: { limit: 200 } })
  const typed = { ...FRESH, plate: ' A?1* ', state: 'il', from: '2026-11-22T10:00', to: '2026-11-22T12:00' }
  expect(queryOf(typed)).toEqual({
    query: {
      limit: 200,
      plate: 'A?1*',
      state: 'IL',
      from: Date.parse('2026-11-22T10:00'),
      to: Date.parse('2026-11-22T12:00'),
    },
  })
})

test('what cannot be understood is named before anything is sent', () => {
  const typed = { ...FRESH, plate: 'AB[', state: 'QQ', from: '2026-11-22T12:00', to: '2026-11-22T10:00' }
  const answer = queryOf(typed)
  expect('missing' in answer && answer.missing).toHaveLength(3)
})

test('without a choice the first purpose that the policy allows is stated', () => {
  expect(statementOf({ ...FRESH, reason: ' stolen in Elm St ' }, { search })).toEqual({
    purpose: 'administrative-action',
    reason: 'stolen in Elm St',
    caseNumber: '',
    facts: '',
  })
})

test('the line says what this policy asks, and no more', () => {
  expect(askedLine({ search })).toBe(
    'Clause 131.7: stored reads open with a legitimate purpose, a reason, facts that tie the data to the case. It is kept in the audit with your name.',
  )
})
