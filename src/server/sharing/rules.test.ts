import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '#main/policy/index.ts'
import type { Officer, Role } from '#shared/domain/officer.ts'
import type { Agency, Declaration } from '#shared/records/sharing.ts'
import { approverRefusal, isValid, missingOf, missingRefusal, requestRefusal, type Asked } from './rules.ts'

const NOW = Date.UTC(2026, 4, 4)
const DAY = 86_400_000
const STATUTE = '625 ILCS 5/2-130(c)'
const profileOf = (id: string) => loadProfile('assets/policies', id)

function agencyOf(said: Partial<Agency> = {}): Agency {
  return {
    id: randomUUID(),
    name: 'Elgin Police Department',
    state: 'IL',
    kind: 'law-enforcement',
    contacts: 'records desk',
    verified: { how: 'ori', at: NOW, by: 'Officer M-1 (M-1)' },
    declarations: [],
    isOutOfState: false,
    ...said,
  }
}

function declarationOf(said: Partial<Declaration> = {}): Declaration {
  return {
    id: randomUUID(),
    signer: 'Chief',
    signedAt: NOW - DAY,
    documentName: 'declaration.pdf',
    documentSha256: '0'.repeat(64),
    addedBy: 'Officer M-1 (M-1)',
    addedAt: NOW - DAY,
    ...said,
  }
}

const asked = (said: Partial<Asked> = {}): Asked => ({
  purpose: 'burglary series on the north side',
  legalBasis: 'criminal investigation',
  caseNumber: '26-1042',
  hasWriting: true,
  query: { plate: 'AB12345' },
  ...said,
})

const officerOf = (...roles: readonly Role[]): Officer => ({
  badge: 'X-1',
  name: 'Officer',
  position: 'sworn',
  roles: [...roles],
  authorisations: [],
})

describe('out of the state', () => {
  const missouri = agencyOf({ state: 'MO', isOutOfState: true })

  test.each([
    ['schaumburg', STATUTE],
    ['rantoul', STATUTE],
    ['alsip', `709.6 out-of-state; ${STATUTE}`],
    ['oak-brook', STATUTE],
  ])('%s asks the written declaration, and names the statute', (id, clause) => {
    const profile = profileOf(id)
    expect(missingRefusal(missingOf(missouri, profile, NOW))).toMatchObject({
      clause,
      missing: [expect.stringContaining('written declaration of this agency of MO')],
    })
    expect(missingOf(agencyOf(), profile, NOW)).toEqual([])
    const declared = { ...missouri, declarations: [declarationOf()] }
    expect(missingOf(declared, profile, NOW)).toEqual([])
  })

  test('parsons of Kansas asks none, of whichever state the agency is', () => {
    expect(missingOf(missouri, profileOf('parsons'), NOW)).toEqual([])
  })

  test('a declaration counts while it is signed, not over and not withdrawn', () => {
    expect(isValid(declarationOf(), NOW)).toBe(true)
    expect(isValid(declarationOf({ validUntil: NOW + 1 }), NOW)).toBe(true)
    expect(isValid(declarationOf({ validUntil: NOW }), NOW)).toBe(false)
    expect(isValid(declarationOf({ signedAt: NOW + 1 }), NOW)).toBe(false)
    expect(isValid(declarationOf({ withdrawn: { at: NOW, why: 'taken back' } }), NOW)).toBe(false)
  })
})

describe('who may be given records', () => {
  test.each([
    ['alsip', 'prosecutor', 'criminal prosecution', undefined],
    ['parsons', 'prosecutor', 'criminal prosecution', undefined],
    ['oak-brook', 'prosecutor', 'criminal prosecution', 'the law that permits it'],
    ['schaumburg', 'prosecutor', 'criminal prosecution', 'the law that permits it'],
    ['rantoul', 'prosecutor', 'criminal prosecution', 'the law that permits it'],
    ['oak-brook', 'prosecutor', 'subpoena of 2 May 2026', undefined],
    ['rantoul', 'prosecutor', '725 ILCS 5/115', undefined],
    ...['schaumburg', 'rantoul', 'alsip', 'oak-brook', 'parsons'].map(
      (id) => [id, 'other', 'court order of 2 May 2026', 'law enforcement or a prosecutor'] as const,
    ),
  ] as const)('under %s a %s by "%s"', (id, kind, legalBasis, missing) => {
    const profile = profileOf(id)
    const refusal = requestRefusal(asked({ legalBasis }), agencyOf({ kind }), profile)
    if (missing === undefined) {
      expect(refusal).toBeUndefined()
      return
    }
    expect(refusal).toMatchObject({
      clause: profile.sharing.clause,
      missing: [expect.stringContaining(missing)],
    })
    if (kind === 'other') expect(refusal?.next).toContain(profile.otherRequests.value)
  })

  test('nobody for a use that the law forbids, whichever field names it', () => {
    for (const id of ['schaumburg', 'rantoul', 'alsip', 'oak-brook']) {
      const profile = profileOf(id)
      for (const words of ['locate for an immigration detainer', 'to enforce the abortion statute']) {
        for (const field of ['purpose', 'legalBasis', 'caseNumber'] as const) {
          const refusal = requestRefusal(asked({ [field]: words }), agencyOf(), profile)
          expect(refusal?.clause).toContain('625 ILCS 5/2-130(b)')
        }
      }
    }
  })
})

test('the writing is asked where the policy asks it', () => {
  const isAsked = (id: string) =>
    requestRefusal(asked({ hasWriting: false }), agencyOf(), profileOf(id))?.missing[0] ===
    'the written request'
  expect(['schaumburg', 'rantoul', 'alsip', 'oak-brook', 'parsons'].map(isAsked)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ])
})

test('a request says what it is for and what it asks for', () => {
  const profile = profileOf('alsip')
  const missingIn = (said: Partial<Asked>) => requestRefusal(asked(said), agencyOf(), profile)?.missing[0]
  expect(missingIn({ purpose: 'police investigation' })).toContain('the intended purpose')
  expect(missingIn({ query: { state: 'IL', from: NOW } })).toContain('what is asked for')
  expect(missingIn({ query: { from: NOW - DAY, to: NOW } })).toBeUndefined()
})

test.each([
  ['alsip', ['approver'], ['supervisor', 'manager', 'administrator']],
  ['oak-brook', ['approver', 'supervisor'], ['manager', 'administrator']],
  ['parsons', ['approver', 'manager'], ['supervisor', 'administrator']],
  ['schaumburg', ['approver', 'supervisor', 'manager'], []],
] as const)('under %s the approver is one of the titles that it lists', (id, may, mayNot) => {
  const profile = profileOf(id)
  for (const role of may) expect(approverRefusal(officerOf(role), profile)).toBeUndefined()
  for (const role of mayNot) {
    expect(approverRefusal(officerOf(role), profile)).toMatchObject({ clause: profile.sharing.clause })
  }
})
