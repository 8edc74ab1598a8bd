import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LintFinding } from '#shared/domain/policy.ts'
import { diffPolicies } from './diff.ts'
import { explain, explainedLines } from './explain.ts'
import { findIn, lawsIn, loadPolicy, loadProfile, policyOf } from './folder.ts'
import { lintPlainText } from './lint-plain.ts'
import { lintText } from './lint.ts'
import { tryPolicy } from './trial.ts'

const SHIPPED = join(import.meta.dirname, '../../../assets/policies')
const AGENCIES = ['alsip', 'oak-brook', 'parsons', 'rantoul', 'schaumburg']
const FIND = findIn([SHIPPED])
const LAWS = lawsIn(SHIPPED)
const yamlOf = (id: string): string => readFileSync(join(SHIPPED, `${id}.yaml`), 'utf8')
const lint = (yaml: string): LintFinding[] => lintText(yaml, 'x.yaml', FIND, LAWS)
const ofKind = (findings: readonly LintFinding[], kind: LintFinding['kind']): LintFinding[] =>
  findings.filter((finding) => finding.kind === kind)
const keysOf = (findings: readonly LintFinding[]): (string | undefined)[] => findings.map(({ key }) => key)

function changed(id: string, from: string | RegExp, to: string): string {
  const yaml = yamlOf(id).replace(from, to)
  expect(yaml).not.toBe(yamlOf(id))
  return yaml
}

const tightening = (of: string, rules: string): string =>
  `form: 1\nkind: tightening\nid: own-tightening\nversion: 1\ntitle: Our own\nof: ${of}\nrules:\n${rules}`

describe('the texts that ship', () => {
  test.each([...AGENCIES, 'standard', 'us-cjis-5.9.5', 'il-625-5-2-130', 'lookout-default'])(
    '%s is of the form, loosens nothing, and marks what has two readings',
    (id) => {
      const findings = lint(yamlOf(id))
      expect([...ofKind(findings, 'form'), ...ofKind(findings, 'loosens')]).toEqual([])
      expect(findings.filter(({ words }) => words.includes('is not marked'))).toEqual([])
    },
  )

  test('Alsip 709.2 s2 lacks a title, and 709.3 and 709.5 carry placeholders', () => {
    const findings = lint(yamlOf('alsip'))
    expect(keysOf(ofKind(findings, 'missing-title'))).toEqual(['roles.assigner'])
    expect(keysOf(ofKind(findings, 'placeholder'))).toEqual([
      'training.alpr',
      'data.classes_auth',
      'search.purposes',
    ])
    for (const id of AGENCIES.filter((one) => one !== 'alsip')) {
      const others = lint(yamlOf(id))
      expect([...ofKind(others, 'missing-title'), ...ofKind(others, 'placeholder')]).toEqual([])
    }
  })

  test('the texts of 2012 and 2019 are older than 625 ILCS 5/2-130; Rantoul has no date; Alsip is of 2025', () => {
    const older = (id: string): string[] =>
      ofKind(lint(yamlOf(id)), 'older-than-law').map(({ words }) => words)
    expect(older('schaumburg')).toEqual([expect.stringMatching(/2012-11-26 is older than 625 ILCS 5\/2-130/)])
    expect(older('oak-brook')).toEqual([expect.stringMatching(/2019-04-10 is older/)])
    expect(older('rantoul')).toEqual([expect.stringMatching(/carries no date/)])
    expect([...older('alsip'), ...older('parsons')]).toEqual([])
  })

  // clauses.md 4.8: which question stands with which agency's rule.
  test('each ambiguity is a question of the right agency', () => {
    const asked = (key: string): string[] =>
      AGENCIES.filter((id) =>
        loadPolicy(SHIPPED, id).rules.some((rule) => rule.key === key && rule.toConfirm !== undefined),
      )
    expect(asked('retention.least_days')).toEqual(['rantoul', 'schaumburg'])
    expect(asked('storage.department')).toEqual(['oak-brook', 'parsons'])
    expect(asked('transfer.max_interval_days')).toEqual(['alsip', 'oak-brook', 'parsons', 'schaumburg'])
    expect(asked('audit.kept_days')).toEqual(['oak-brook', 'parsons', 'rantoul'])
    expect(asked('verify.required')).toEqual(['alsip', 'parsons', 'schaumburg'])
    expect(asked('roles.assigner')).toEqual(['alsip'])
    expect(asked('data.classes_auth')).toEqual(['alsip', 'parsons', 'rantoul', 'schaumburg'])
    expect(asked('verify.items')).toEqual(['alsip', 'oak-brook', 'parsons', 'schaumburg'])
    expect(asked('sharing.approver')).toEqual(['alsip', 'parsons'])
    expect(asked('search.log_fields')).toEqual(AGENCIES)
    expect(asked('users.positions')).toEqual(['oak-brook'])
    expect(asked('audit.every_months')).toEqual(['alsip', 'parsons', 'rantoul', 'schaumburg'])
    expect(asked('training.alpr')).toEqual(AGENCIES)
  })
})

describe('lint', () => {
  test('a placeholder in a value, in the head and in a clause', () => {
    expect(
      keysOf(
        ofKind(lint(changed('parsons', 'Not open to public review', '[to be filled in]')), 'placeholder'),
      ),
    ).toEqual(['marking.text'])
    expect(lint(changed('parsons', 'Parsons Police Department', "'[department/office]'"))[0]).toMatchObject({
      kind: 'placeholder',
    })
    expect(keysOf(ofKind(lint(changed('parsons', 'cite: 427.4(d)', 'cite: TBD')), 'placeholder'))).toEqual([
      'training.alpr',
    ])
  })

  test('a title that a cited clause does not give', () => {
    const yaml = changed(
      'parsons',
      'value: Administration Division Commander, cite: 427.3 ¶2 s1',
      'value: null, cite: 427.3 ¶2 s1',
    )
    expect(ofKind(lint(yaml), 'missing-title')).toMatchObject([{ key: 'roles.manager' }])
  })

  test('a value with two readings that nobody marked', () => {
    const yaml = changed('parsons', /\n {4}confirm: Which reasons[^\n]*/, '')
    expect(lint(yaml)).toContainEqual(
      expect.objectContaining({
        kind: 'two-readings',
        key: 'verify.required',
        words: expect.stringContaining('is not marked'),
      }),
    )
  })

  test('an agency that asks less than the law over it, and a tightening that loosens', () => {
    const loose = `${yamlOf('alsip')}  audit.log_review_days: { value: 30, cite: 709.5(c) }\n`
    expect(ofKind(lint(loose), 'loosens')).toMatchObject([
      { key: 'audit.log_review_days', line: yamlOf('alsip').split('\n').length },
    ])
    expect(policyOf(loose, 'x', FIND).profile.logReviewDays).toEqual({ value: 7, clause: 'CJIS AU-6' })
    const own = tightening(
      'schaumburg',
      "  verify.required: { value: shall, cite: 'Order 7' }\n  session.idle_minutes: { value: 30, cite: default }\n" +
        "  training.alpr: { value: false, cite: 'Order 8' }\n",
    )
    expect(lint(own)).toMatchObject([{ kind: 'loosens', key: 'training.alpr', line: 10 }])
    const { profile } = policyOf(own, 'x', FIND)
    expect(profile.verification).toMatchObject({ value: { modal: 'shall' }, clause: 'Order 7; III.A.5' })
    expect(profile.trainingAlpr).toMatchObject({ value: { isRequired: true }, clause: 'III.A.1' })
  })

  test('an agency that leaves out the law of its state, or the standard of all', () => {
    expect(LAWS('IL')).toEqual(['us-cjis-5.9.5', 'il-625-5-2-130'])
    expect(LAWS('KS')).toEqual(['us-cjis-5.9.5'])
    expect(LAWS('WI')).toEqual(['us-cjis-5.9.5'])
    const leftOut = (yaml: string): string[] => ofKind(lint(yaml), 'loosens').map(({ words }) => words)
    expect(leftOut(changed('alsip', ', il-625-5-2-130]', ']'))).toEqual([
      'the text leaves out the overlay il-625-5-2-130, which binds every agency of IL.',
    ])
    expect(leftOut(changed('parsons', 'overlays: [us-cjis-5.9.5]', 'overlays: []'))).toHaveLength(1)
  })

  test('an immigration record cannot be made to alert in Illinois by a text', () => {
    const yaml = changed(
      'rantoul',
      '        stolen-boat,\n',
      '        stolen-boat,\n        immigration-violator,\n',
    )
    expect(keysOf(ofKind(lint(yaml), 'loosens'))).toEqual(['lists.categories_allowed'])
    expect(policyOf(yaml, 'x', FIND).profile.allowedCategories.value).not.toContain('immigration-violator')
  })

  test('an overlay that is not there, an agency that nobody knows, no YAML at all', () => {
    expect(lint(changed('alsip', 'us-cjis-5.9.5', 'us-cjis-1'))).toContainEqual({
      kind: 'form',
      words: expect.stringContaining('no policy text "us-cjis-1"'),
    })
    expect(lint(tightening('nowhere', '  {}\n'))).toMatchObject([{ kind: 'form' }])
    expect(lint('{')).toMatchObject([{ kind: 'form', line: 1 }])
  })

  test("an agency's published text is looked over by its lines", () => {
    const findings = lintPlainText(
      [
        'managed by the Deputy Chief of Police. The will assign personnel under their command.',
        'without first completing [department/office]-approved training',
        'If practicable, the officer should verify. Audits should be conducted on a regular basis.',
        'data shall be stored for thirty (30) days unless',
        'The policy will be followed. The Chief will decide.',
      ].join('\n'),
    )
    expect(findings.map(({ kind, line }) => [kind, line])).toEqual([
      ['missing-title', 1],
      ['placeholder', 2],
      ['two-readings', 3],
      ['two-readings', 3],
      ['two-readings', 4],
    ])
  })
})

describe('diff and explain', () => {
  test('a policy does not differ from itself', () => {
    for (const id of AGENCIES)
      expect(diffPolicies(loadPolicy(SHIPPED, id), loadPolicy(SHIPPED, id))).toEqual([])
  })

  test('what is tighter one way is looser the other way', () => {
    const rantoul = loadPolicy(SHIPPED, 'rantoul')
    const alsip = loadPolicy(SHIPPED, 'alsip')
    const there = new Map(diffPolicies(rantoul, alsip).map((one) => [one.key, one]))
    const back = new Map(diffPolicies(alsip, rantoul).map((one) => [one.key, one]))
    expect([...there.keys()]).toEqual([...back.keys()])
    expect(there.get('verify.required')).toMatchObject({
      direction: 'looser',
      before: { value: 'shall', clause: '438.3(e)' },
      after: { value: 'if-practicable', clause: '709.3(f)' },
    })
    expect(back.get('verify.required')?.direction).toBe('tighter')
    expect(there.get('training.alpr_max_age_days')?.direction).toBe('looser')
    expect(there.get('sharing.written_request')?.direction).toBe('tighter')
    expect(there.get('roles.manager')?.direction).toBe('other')
  })

  test('explains what binds, from which text, and what the others say', () => {
    const policy = loadPolicy(SHIPPED, 'oak-brook')
    const [rule] = explain(policy, 'sharing.out_of_state')
    expect(rule).toMatchObject({
      effective: {
        value: 'declaration-required',
        clause: '625 ILCS 5/2-130(c)',
        from: { id: 'il-625-5-2-130' },
      },
      others: [{ value: 'as-law-permits', from: { id: 'lookout-default' } }],
    })
    expect(explain(policy, 'verify').map(({ key }) => key)).toEqual([
      'verify.required',
      'verify.scope',
      'verify.items',
      'verify.channels',
    ])
    expect(
      explain(policy, 'verify.items')
        .flatMap((one) => explainedLines(one))
        .join('\n'),
    ).toMatch(
      /binds: characters, state, status {2}\(131\.6 a-b; oak-brook 1\)[^]*also:[^]*our default; lookout-default 1[^]*to be confirmed/,
    )
    expect(() => explain(policy, 'nothing')).toThrow(/no rule "nothing".*verify\.required/)
  })
})

describe('the trial', () => {
  test.each([...AGENCIES, 'standard'])('%s passes', (id) => {
    const trial = tryPolicy(loadProfile(SHIPPED, id), 1_800_000_000_000)
    expect(trial).toMatchObject({ at: 1_800_000_000_000, failed: [] })
    expect(trial.passed).toBeGreaterThan(40)
  })

  const failing = (rules: string, id = 'rantoul'): string[] =>
    tryPolicy(policyOf(tightening(id, rules), 'x', FIND).profile, 1_800_000_000_000).failed

  test('a policy under which nobody without an authorisation can verify fails', () => {
    expect(failing('  verify.channels: { value: [leads, ncic], cite: own }\n')).toEqual([
      'hit: who is not authorised for any database can still have a plate verified',
    ])
  })

  test('a retention whose floor is above its ceiling fails', () => {
    expect(failing('  retention.read_days: { value: 7, cite: own }\n')).toEqual([
      'retention: reads are kept no longer at least than at most',
    ])
  })

  test('officers who may enter what may not alert, and training that consists of nothing, fail', () => {
    expect(
      failing(
        '  lists.categories_allowed: { value: [stolen-vehicle, unsorted, local-interest], cite: own }\n',
      ),
    ).toEqual(['local list: officers enter only what may alert'])
    const profile = loadProfile(SHIPPED, 'parsons')
    const none = { ...profile, trainingAlpr: { value: { isRequired: true, modules: [] } } }
    expect(tryPolicy(none, 1_800_000_000_000).failed).toEqual([
      'training: a training that is asked names what it consists of',
    ])
  })

  test('an assigner without a title, and a warning after the limit, fail', () => {
    expect(failing('  roles.assigner: { value: null, cite: own }\n')).toEqual([
      'roles: the assigner, who makes members operators, has a title and may do it',
    ])
    expect(failing('  transfer.max_interval_days: { value: 2, cite: own }\n')).toEqual([
      'transfer: the warnings come before the limit',
    ])
  })

  test('rules that are too strict for the machine to obey would be seen: the plate type is asked and answered', () => {
    expect(
      failing('  verify.items: { value: [plate-type, record, confirmation, vehicle], cite: own }\n'),
    ).toEqual([])
  })
})
