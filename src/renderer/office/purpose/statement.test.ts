import { expect, test } from 'vitest'
import type { Profile } from '#shared/domain/profile.ts'
import { askedLine, FRESH_STATEMENT, statementOf } from './statement.ts'

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

test('without a choice the first purpose that the policy allows is stated', () => {
  expect(statementOf({ ...FRESH_STATEMENT, reason: ' stolen in Elm St ' }, { search })).toEqual({
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
