import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ForbiddenUse, SearchPurpose, type Profile } from './profile.ts'
import { forbiddenUseRefusal, purposeRefusal, PurposeStatement } from './purpose.ts'

type Rules = Pick<Profile, 'search' | 'forbiddenUses'>

function rules(search: Partial<Rules['search']['value']> = {}): Rules {
  return {
    search: {
      value: {
        isReasonRequired: true,
        leastCharacters: 10,
        isCaseRequired: true,
        areFactsRequired: true,
        kinds: ['criminal-case', 'civil-action'],
        ...search,
      },
      clause: '131.7 s(a),(b)',
    },
    forbiddenUses: { value: [...ForbiddenUse.options], clause: '131.6 a-e' },
  }
}

const WHOLE: PurposeStatement = {
  purpose: 'criminal-case',
  reason: 'burglary on Golf Road, red pickup',
  caseNumber: '26-00417',
  facts: 'A witness saw the pickup leave the house at noon.',
}
const missingOf = (change: Partial<PurposeStatement>, asked = rules()) =>
  purposeRefusal({ ...WHOLE, ...change }, asked)?.missing

test('a whole statement opens stored reads; each part that is left out is named, with the clause', () => {
  expect(purposeRefusal(WHOLE, rules())).toBeUndefined()
  expect(purposeRefusal({ ...WHOLE, reason: '', caseNumber: '', facts: '' }, rules())).toEqual({
    missing: [
      'a reason of at least 10 characters',
      'the case number',
      'articulable facts: a reason of at least 20 characters',
    ],
    next: 'Say what you look for and why. It is kept in the audit.',
    clause: '131.7 s(a),(b)',
  })
})

test('a purpose that the policy does not name, a case number of signs, the reason said twice', () => {
  expect(missingOf({ purpose: 'other-legitimate' })).toEqual(['a purpose that this policy allows'])
  for (const caseNumber of ['--', '...', '1-', '      '])
    expect(missingOf({ caseNumber })).toEqual(['the case number'])
  expect(missingOf({ facts: WHOLE.reason })).toEqual(['articulable facts beside the reason'])
  expect(missingOf({ reason: 'official use only' })).toHaveLength(1)
})

test('what a profile does not ask may be left out, and is looked at where it is given', () => {
  const open = rules({ isReasonRequired: false, isCaseRequired: false, areFactsRequired: false })
  expect(missingOf({ reason: '', caseNumber: '', facts: '' }, open)).toBeUndefined()
  expect(missingOf({ reason: 'police business' }, open)).toHaveLength(1)
})

test('a forbidden use is refused in every field, with its own clause', () => {
  const words = 'where my ex-wife parks at night'
  for (const field of ['reason', 'facts', 'caseNumber'] as const) {
    expect(purposeRefusal({ ...WHOLE, [field]: words }, rules())).toMatchObject({
      missing: ['a permitted purpose: the words name a personal use'],
      clause: '131.6 a-e',
    })
  }
  expect(forbiddenUseRefusal([words], { value: ['harassment'] })).toBeUndefined()
})

test('under any rules and any words: nothing is let through that the rules ask and the words lack', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom('', WHOLE.reason, WHOLE.facts, 'police business'),
  )
  const statement = fc.record({
    purpose: fc.constantFrom(...SearchPurpose.options),
    reason: text,
    caseNumber: fc.oneof(fc.string({ maxLength: 12 }), fc.constant('26-1')),
    facts: text,
  })
  const asked = fc.record({
    isReasonRequired: fc.boolean(),
    leastCharacters: fc.integer({ min: 1, max: 50 }),
    isCaseRequired: fc.boolean(),
    areFactsRequired: fc.boolean(),
    kinds: fc.subarray([...SearchPurpose.options], { minLength: 1 }),
  })
  fc.assert(
    fc.property(statement, asked, (said, search) => {
      const refusal = purposeRefusal(PurposeStatement.parse(said), rules(search))
      if (refusal !== undefined) {
        expect(refusal.missing.length).toBeGreaterThan(0)
        return
      }
      expect(search.kinds).toContain(said.purpose)
      if (search.isReasonRequired) {
        expect(said.reason.trim().length).toBeGreaterThanOrEqual(search.leastCharacters)
      }
      if (search.isCaseRequired) expect(said.caseNumber.trim().length).toBeGreaterThanOrEqual(3)
      if (search.areFactsRequired) expect(said.facts.trim().length).toBeGreaterThanOrEqual(20)
    }),
    { numRuns: 3000 },
  )
})
