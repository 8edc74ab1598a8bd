// Laws of the merge, over random texts: the effective rules are never looser than any text that binds, whatever the
// order, and saying a thing twice changes nothing.
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATALOGUE, ruleOf } from './catalogue.ts'
import { effectivePolicy, type LoadedPolicy, type PolicyTexts } from './effective.ts'
import { agencyIds, defaultsOf, mustFind } from './folder.ts'
import { parsePolicyText, type PolicyText } from './text.ts'

const SHIPPED = join(import.meta.dirname, '../../../assets/policies')
const find = (id: string): PolicyText => mustFind(SHIPPED, id)
const defaults = defaultsOf(find)
const SHIPPED_TEXTS = [
  ...agencyIds(SHIPPED).map((id) => find(id)),
  defaults,
  find('us-cjis-5.9.5'),
  find('il-625-5-2-130'),
]

// prettier-ignore
const CANDIDATES: readonly unknown[] = [
  true, false, null, 1, 2, 3, 4, 5, 8, 10, 12, 14, 15, 20, 30, 60, 90, 180, 365, 366, 400, 730,
  'shall', 'if-practicable', 'any-enforcement', 'solely-on-alert', 'declaration-required', 'as-law-permits',
  'automatic', 'reviewed', 'approved', 'department', 'provider', 'not-required', 'A title',
]

/** Values that a key takes: those of the shipped texts, subsets of their lists, and what else fits its form. */
function valuesOf(key: string): fc.Arbitrary<unknown> {
  const { schema } = ruleOf(key)
  const said = SHIPPED_TEXTS.flatMap(({ entries }) => entries.get(key)?.value ?? [])
  const lists = SHIPPED_TEXTS.map(({ entries }) => entries.get(key)?.value).filter(Array.isArray)
  if (lists.length > 0) {
    const members: unknown[] = [...new Set(lists.flat())]
    return fc.shuffledSubarray(members).filter((list) => schema.safeParse(list).success)
  }
  return fc.constantFrom(...said, ...CANDIDATES.filter((value) => schema.safeParse(value).success))
}

type Rules = Record<string, { value: unknown; cite: string }>
const someRules: fc.Arbitrary<Rules> = fc
  .subarray([...CATALOGUE.keys()], { minLength: 1, maxLength: 12 })
  .chain((keys) =>
    fc.record(
      Object.fromEntries(
        keys.map((key) => [
          key,
          fc.record({ value: valuesOf(key), cite: fc.constantFrom('default', '1.2', 'III.A') }),
        ]),
      ),
    ),
  )

// JSON is YAML, so the texts go through the real reader.
const head = (id: string, rules: Rules) => ({ form: 1, id, version: 1, title: id, rules })
const read = (text: unknown): PolicyText => parsePolicyText(JSON.stringify(text), 'random')
function overlay(id: string, rules: Rules): PolicyTexts['overlays'][number] {
  const text = read({ ...head(id, rules), kind: 'overlay', law: { name: id } })
  if (text.kind !== 'overlay') throw new Error('no overlay')
  return text
}
function tighteningOf(rules: Rules): NonNullable<PolicyTexts['tightening']> {
  const text = read({ ...head('tightened', rules), kind: 'tightening', of: 'some-agency' })
  if (text.kind !== 'tightening') throw new Error('no tightening')
  return text
}
function agencyText(rules: Rules): PolicyTexts['agency'] {
  const text = read({
    ...head('some-agency', rules),
    kind: 'agency',
    agency: 'Some agency',
    state: 'IL',
    policy: { number: '1' },
    overlays: ['law-one', 'law-two'],
  })
  if (text.kind !== 'agency') throw new Error('no agency')
  return text
}

const someTexts = fc.record({ agency: someRules, one: someRules, two: someRules, own: fc.option(someRules) })
type Some = typeof someTexts extends fc.Arbitrary<infer T> ? T : never
const textsOf = ({ agency, one, two, own }: Some): PolicyTexts => ({
  agency: agencyText(agency),
  overlays: [overlay('law-one', one), overlay('law-two', two)],
  tightening: own === null ? undefined : tighteningOf(own),
  defaults,
})

/** Texts that leave a list nothing make no policy, and say so. */
function policyOf(texts: PolicyTexts): LoadedPolicy | undefined {
  try {
    return effectivePolicy(texts)
  } catch (error) {
    expect(String(error)).toContain('leave a rule nothing')
    return undefined
  }
}

const valuesIn = ({ rules }: LoadedPolicy): Record<string, unknown> =>
  Object.fromEntries(rules.map(({ key, effective }) => [key, effective.value]))
const RUNS = { numRuns: 100 }

describe('the merge', () => {
  test('is never looser than any text that binds', () => {
    fc.assert(
      fc.property(someTexts, (some) => {
        const texts = textsOf(some)
        const policy = policyOf(texts)
        fc.pre(policy !== undefined)
        for (const { key, effective } of policy.rules) {
          for (const text of [texts.agency, ...texts.overlays, texts.tightening]) {
            const entry = text?.entries.get(key)
            if (entry === undefined) continue
            expect([key, ruleOf(key).merge.isLooser(effective.value, entry.value)]).toEqual([key, false])
          }
        }
      }),
      RUNS,
    )
  })

  test('does not depend on the order of the texts', () => {
    fc.assert(
      fc.property(someTexts, (some) => {
        const texts = textsOf(some)
        const policy = policyOf(texts)
        fc.pre(policy !== undefined)
        const turned = effectivePolicy({ ...texts, overlays: texts.overlays.toReversed() })
        expect(turned.rules).toEqual(policy.rules)
        expect(turned.stamp).toEqual(policy.stamp)
      }),
      RUNS,
    )
  })

  test('changes nothing when a law is said twice', () => {
    fc.assert(
      fc.property(someTexts, (some) => {
        const texts = textsOf(some)
        const policy = policyOf(texts)
        fc.pre(policy !== undefined)
        const twice = effectivePolicy({
          ...texts,
          overlays: [...texts.overlays, overlay('law-zero', some.one)],
        })
        const isOwn = (key: string): boolean => ruleOf(key).merge.isOwn
        const strict = (values: Record<string, unknown>) =>
          Object.fromEntries(
            Object.entries(values)
              .filter(([key]) => !isOwn(key))
              // The order of a list is no part of how strict it is.
              .map(([key, value]) => [key, Array.isArray(value) ? new Set(value) : value]),
          )
        expect(strict(valuesIn(twice))).toEqual(strict(valuesIn(policy)))
      }),
      RUNS,
    )
  })

  test("an agency's tightening never loosens, and says where it tried", () => {
    fc.assert(
      fc.property(someTexts, someRules, (some, rules) => {
        const before = policyOf({ ...textsOf(some), tightening: undefined })
        fc.pre(before !== undefined)
        const after = policyOf({ ...textsOf(some), tightening: tighteningOf(rules) })
        fc.pre(after !== undefined)
        const was = valuesIn(before)
        for (const { key, effective } of after.rules) {
          const { merge } = ruleOf(key)
          expect([key, merge.isLooser(effective.value, was[key])]).toEqual([key, false])
          const tried = rules[key] !== undefined && merge.isLooser(rules[key].value, was[key])
          const isSaid = after.findings.some(
            (finding) => finding.key === key && finding.words.includes('of tightened'),
          )
          expect([key, isSaid]).toEqual([key, tried])
        }
      }),
      RUNS,
    )
  })
})

describe('what binds', () => {
  const base = { agency: agencyText({}), overlays: [], tightening: undefined, defaults }
  const ruleIn = (texts: PolicyTexts, key: string) =>
    effectivePolicy(texts).rules.find((rule) => rule.key === key)

  test('our default speaks only where nobody else does', () => {
    expect(ruleIn(base, 'verify.required')?.effective).toMatchObject({
      value: 'shall',
      from: { kind: 'default' },
    })
    const agency = agencyText({ 'verify.required': { value: 'if-practicable', cite: '5.1' } })
    expect(ruleIn({ ...base, agency }, 'verify.required')).toMatchObject({
      effective: { value: 'if-practicable', clause: '5.1', from: { kind: 'agency' } },
      others: [{ value: 'shall', from: { kind: 'default' } }],
    })
  })

  test('a law binds over a looser agency; the stricter agency binds over the law', () => {
    const law = overlay('law-one', { 'session.idle_minutes': { value: 30, cite: 'L 1' } })
    const idle = (value: number) => agencyText({ 'session.idle_minutes': { value, cite: '5.2' } })
    expect(ruleIn({ ...base, agency: idle(10), overlays: [law] }, 'session.idle_minutes')).toMatchObject({
      effective: { value: 10, clause: '5.2' },
      others: [{ value: 30, clause: 'L 1' }, { from: { kind: 'default' } }],
    })
    const strict = overlay('law-one', { 'session.idle_minutes': { value: 5, cite: 'L 1' } })
    const loosened = effectivePolicy({ ...base, agency: idle(10), overlays: [strict] })
    expect(loosened.profile.idleMinutes).toEqual({ value: 5, clause: 'L 1' })
    expect(loosened.findings).toMatchObject([{ kind: 'loosens', key: 'session.idle_minutes', line: 1 }])
  })

  test('a list that several texts make names the clauses of all', () => {
    const agency = agencyText({ 'hold.kinds': { value: ['evidence'], cite: '5.3' } })
    const law = overlay('law-one', { 'hold.kinds': { value: ['discovery'], cite: 'L 2' } })
    expect(ruleIn({ ...base, agency, overlays: [law] }, 'hold.kinds')?.effective).toMatchObject({
      value: ['evidence', 'discovery'],
      clause: '5.3; L 2',
    })
  })

  test('floor and ceiling of the retention stand beside each other', () => {
    const agency = agencyText({ 'retention.least_days': { value: 20, cite: '5.4' } })
    const law = overlay('law-one', {
      'retention.least_days': { value: 10, cite: 'L 3' },
      'retention.read_days': { value: 25, cite: 'L 3' },
    })
    expect(effectivePolicy({ ...base, agency, overlays: [law] }).profile.retention).toMatchObject({
      value: { leastDays: 20, mostDays: 25 },
      clause: '5.4; L 3',
    })
  })

  test('any byte of any text changes the stamp', () => {
    const hashOf = (texts: PolicyTexts): string => effectivePolicy(texts).stamp.hash
    const again = agencyText({ 'password.least_characters': { value: 9, cite: '5.5' } })
    const hashes = [
      hashOf(base),
      hashOf({ ...base, agency: again }),
      hashOf({ ...base, overlays: [overlay('law-one', {})] }),
      hashOf({ ...base, tightening: tighteningOf({}) }),
      hashOf({ ...base, agency: { ...base.agency, yaml: `${base.agency.yaml} ` } }),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(hashOf(base)).toBe(hashes[0])
    expect(hashes.every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true)
  })
})
