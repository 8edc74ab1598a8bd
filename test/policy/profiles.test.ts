// What the shipped profiles say, clause by clause: titles, numbers, and the rules of what is not built yet.
import { describe, expect, test } from 'vitest'
import { type Agency, AGENCIES, findingsOf, policyOf, profileOf, ruleOf, testClauses } from './agencies.ts'

type Said = readonly [Agency, key: string, value: unknown, clause: string]

/** Each rule as the text has it, resting on its clause. */
function testRules(rules: Readonly<Record<string, Said>>): void {
  for (const [title, [id, key, value, clause]] of Object.entries(rules)) {
    test(title, () => expect(ruleOf(id, key)).toEqual({ value, clause }))
  }
}

describe('heads', () => {
  test('Schaumburg head: the profile carries number, date and accreditation', () => {
    expect(profileOf('schaumburg').policy).toMatchObject({
      number: '40-270',
      effective: '2012-11-26',
      accreditation: expect.stringContaining('41.3.9'),
    })
  })

  test('Alsip head: the profile carries both dates, effective and revised', () => {
    expect(profileOf('alsip').policy).toMatchObject({ effective: '2023-12-19', revised: '2025-06-13' })
  })

  test('Oak Brook head: the profile carries number, date and accreditation', () => {
    expect(profileOf('oak-brook').policy).toMatchObject({
      number: 'ADM-131',
      effective: '2019-04-10',
      accreditation: expect.stringContaining('41.3.9'),
    })
  })

  test('Oak Brook 131.1 s2: the CJIS Security Policy and the law of the state lie over the text', () => {
    expect(profileOf('oak-brook').overlays).toEqual(['us-cjis-5.9.5', 'il-625-5-2-130'])
  })
})

describe('who', () => {
  testRules({
    'Schaumburg II.A s1: the manager is the Records Supervisor': [
      'schaumburg',
      'roles.manager',
      'Records Supervisor',
      'II.A s1',
    ],
    'Schaumburg II.A s2: the Traffic Commander assigns': [
      'schaumburg',
      'roles.assigner',
      'Traffic Commander',
      'II.A s2',
    ],
    'Schaumburg sign: the Chief approves': [
      'schaumburg',
      'roles.approver',
      'Chief of Police',
      'order of the Chief',
    ],
    'Rantoul 438.2 s1: the manager is the Administrative Deputy Chief': [
      'rantoul',
      'roles.manager',
      'Administrative Deputy Chief',
      '438.2 s1',
    ],
    'Alsip 709.2 ¶2 s1: the manager is the Deputy Chief of Police': [
      'alsip',
      'roles.manager',
      'Deputy Chief of Police',
      '709.2 ¶2 s1',
    ],
    'Oak Brook 131.5 s1: the manager is the Deputy Chief': [
      'oak-brook',
      'roles.manager',
      'Deputy Chief',
      '131.5',
    ],
    'Parsons 427.3 ¶2 s1: the manager is the Administration Division Commander': [
      'parsons',
      'roles.manager',
      'Administration Division Commander',
      '427.3 ¶2 s1',
    ],
    'Oak Brook 131.6 ¶2: sworn personnel and Community Service Officers, nobody else': [
      'oak-brook',
      'users.positions',
      ['sworn', 'cso'],
      '131.6 ¶2',
    ],
  })

  test('Alsip 709.2 ¶2 s2: the missing title is asked of the agency, and is found in the text', () => {
    const { rules } = policyOf('alsip')
    expect(rules.find(({ key }) => key === 'roles.assigner')?.toConfirm).toMatch(/who assigns/i)
    expect(findingsOf('alsip').map(({ kind }) => kind)).toContain('missing-title')
  })

  test('Alsip 709.3(d): the placeholder that was left in the text is found', () => {
    const placeholders = findingsOf('alsip').filter(({ kind }) => kind === 'placeholder')
    expect(placeholders.map(({ words }) => words)).toContainEqual(expect.stringContaining('709.3(d)'))
  })
})

describe('transfer and retention: the rules stand, the department server does not yet', () => {
  testRules({
    'Schaumburg IV.B s2: thirty days between transfers at most': [
      'schaumburg',
      'transfer.max_interval_days',
      30,
      'IV.B s2',
    ],
    'Schaumburg IV.C s1a: not before the minimum of the guidelines': [
      'schaumburg',
      'retention.schedule',
      "the department's record retention guidelines",
      'IV.C s1a',
    ],
    'Schaumburg IV.C s1b: purged only when somebody approves': [
      'schaumburg',
      'retention.purge',
      'approved',
      'IV.C s1b',
    ],
    'Schaumburg IV.C s1c: evidence, what may become evidence, and legal process are held': [
      'schaumburg',
      'hold.kinds',
      ['evidence', 'anticipated-evidence', 'legal-process'],
      'IV.C s1c',
    ],
    'Schaumburg IV.C s2: evidence goes to portable media': [
      'schaumburg',
      'evidence.target',
      'portable-media',
      'IV.C s2',
    ],
    'Rantoul 438.4 ¶2 s1: thirty days are the most': ['rantoul', 'retention.read_days', 30, '438.4 ¶2 s1'],
    'Rantoul 438.4 ¶2 s1: thirty days are the least, too': [
      'rantoul',
      'retention.least_days',
      30,
      '438.4 ¶2 s1',
    ],
    'Rantoul 438.4 ¶2 s2: evidence goes to evidence.com': [
      'rantoul',
      'evidence.target',
      'evidence.com',
      '438.4 ¶2 s2',
    ],
    'Alsip 709.4 ¶2 s1: the retention schedule is named': [
      'alsip',
      'retention.schedule',
      'the established records retention schedule',
      '709.4 ¶2 s1',
    ],
    'Alsip 709.4 ¶2 s2: discovery holds, beside evidence and legal process': [
      'alsip',
      'hold.kinds',
      ['evidence', 'anticipated-evidence', 'legal-process', 'discovery'],
      '709.4 ¶2 s2',
    ],
    'Alsip 709.4 ¶2 s3: evidence goes to portable media': [
      'alsip',
      'evidence.target',
      'portable-media',
      '709.4 ¶2 s3',
    ],
    'Oak Brook 131.5(c): what was acted on is a ground to hold': [
      'oak-brook',
      'hold.kinds',
      ['evidence', 'ongoing-investigation', 'acted-on'],
      '131.5(c)',
    ],
    'Oak Brook 131.7 (b): nothing is stored by the department': [
      'oak-brook',
      'storage.department',
      'provider',
      '131.7 (b)',
    ],
    'Oak Brook 131.7 (d): the retention policy of the provider is the schedule': [
      'oak-brook',
      'retention.schedule',
      "the provider's retention policy",
      '131.7 (d)',
    ],
    'Oak Brook 131.7 evid.: evidence goes to portable media': [
      'oak-brook',
      'evidence.target',
      'portable-media',
      '131.7 evid.',
    ],
    'Oak Brook 131.5 last: repairs by whom the Chief approves': [
      'oak-brook',
      'equipment.repairs_approved_by',
      'Chief of Police',
      '131.5 last',
    ],
    'Parsons 427.5 ¶2 s1: thirty days, then destroyed': ['parsons', 'retention.read_days', 30, '427.5 ¶2 s1'],
    'Parsons 427.5 ¶2 s2: a held file follows the retention schedule': [
      'parsons',
      'retention.schedule',
      'the established records retention schedule',
      '427.5 ¶2 s2',
    ],
    'Parsons 427.5 ¶2 s3: an ongoing investigation and discovery hold': [
      'parsons',
      'hold.kinds',
      ['evidence', 'anticipated-evidence', 'legal-process', 'discovery', 'ongoing-investigation'],
      '427.5 ¶2 s1-3',
    ],
    'Parsons 427.5 ¶2 s4: evidence goes to portable media': [
      'parsons',
      'evidence.target',
      'portable-media',
      '427.5 ¶2 s4',
    ],
  })

  testClauses(
    {
      'Alsip 709.4 ¶1 s2: the interval is left to the department, so it is asked': 'alsip',
      'Parsons 427.5 ¶1 s2: the interval is left to the department, so it is asked': 'parsons',
    },
    (id) => {
      const rule = policyOf(id).rules.find(({ key }) => key === 'transfer.max_interval_days')
      expect(rule?.effective).toMatchObject({ value: 1 })
      expect(rule?.effective.clause).toBeUndefined()
      expect(rule?.toConfirm).toMatch(/procedures/)
    },
  )
})

describe('sharing: the rules stand, the procedures do not yet', () => {
  testRules({
    'Schaumburg IV.A s1b: law enforcement, and others only as the law permits': [
      'schaumburg',
      'sharing.recipients',
      ['law-enforcement', 'as-law-permits'],
      'V.A.4; IV.A s1b',
    ],
    'Schaumburg V.A.4: how the requester was verified is kept': [
      'schaumburg',
      'sharing.verified_requester',
      true,
      'V.A.4',
    ],
    'Schaumburg V.A.1: other requests go to the Records Supervisor': [
      'schaumburg',
      'nonle_requests.route',
      'Records Supervisor',
      'V.A.1',
    ],
    'Rantoul 438.4 ¶1 s2: law enforcement, and others only as the law permits': [
      'rantoul',
      'sharing.recipients',
      ['law-enforcement', 'as-law-permits'],
      '438.6(d); 438.4 ¶1 s2',
    ],
    'Rantoul 438.6(d): how the requester was verified is kept': [
      'rantoul',
      'sharing.verified_requester',
      true,
      '438.6(d)',
    ],
    'Rantoul 438.6(a): other requests go to the Police Services Representative': [
      'rantoul',
      'nonle_requests.route',
      'Police Services Representative',
      '438.6(a)',
    ],
    'Alsip 709.6 lead: law enforcement and prosecutors, others only as the law permits': [
      'alsip',
      'sharing.recipients',
      ['law-enforcement', 'prosecutor', 'as-law-permits'],
      '709.6 lead',
    ],
    'Alsip 709.6(a)1-3: agency, person and purpose are asked': [
      'alsip',
      'sharing.request_form',
      ['agency', 'person', 'purpose'],
      '709.6(a)1-3',
    ],
    'Alsip 709.6(b): the Chief or a designee approves': [
      'alsip',
      'sharing.approver',
      ['Chief of Police', 'authorized designee'],
      '709.6(b)',
    ],
    'Alsip 709.6(c): the request is kept': ['alsip', 'sharing.request_kept', true, '709.6(c)'],
    'Alsip 709.6 last: other requests follow the records policy': [
      'alsip',
      'nonle_requests.route',
      'Records Maintenance and Release Policy',
      '709.6 last',
    ],
    'Oak Brook 131.4 ¶3: the public only as the law requires or allows': [
      'oak-brook',
      'nonle_requests.route',
      'the public only as the law requires or allows',
      '131.4 ¶3',
    ],
    'Oak Brook 131.7 share: law enforcement, others only as the law permits': [
      'oak-brook',
      'sharing.recipients',
      ['law-enforcement', 'as-law-permits'],
      '131.7 share',
    ],
    'Oak Brook 131.7 share (a): an official request is asked': [
      'oak-brook',
      'sharing.written_request',
      true,
      '131.7 share (a)',
    ],
    'Oak Brook 131.7 share (b): agency, person and purpose are asked, and forwarded': [
      'oak-brook',
      'sharing.forwarded',
      true,
      '131.7 share (b)',
    ],
    'Oak Brook 131.7 share (c): a supervisor approves': [
      'oak-brook',
      'sharing.approver',
      ['ASC', 'Sergeant', 'member of the Command Staff'],
      '131.7 share (c)',
    ],
    'Parsons 427.7 lead: law enforcement and prosecutors, others only as the law permits': [
      'parsons',
      'sharing.recipients',
      ['law-enforcement', 'prosecutor', 'as-law-permits'],
      '427.7 lead',
    ],
    'Parsons 427.7(a)1-3: agency, person and purpose are asked': [
      'parsons',
      'sharing.request_form',
      ['agency', 'person', 'purpose'],
      '427.7(a)1-3',
    ],
    'Parsons 427.7(b): the Administration Division Commander or a designee approves': [
      'parsons',
      'sharing.approver',
      ['Administration Division Commander', 'authorized designee'],
      '427.7(b)',
    ],
    'Parsons 427.7(c): the request is kept': ['parsons', 'sharing.request_kept', true, '427.7(c)'],
    'Parsons 427.7 last: other requests follow the records policy': [
      'parsons',
      'nonle_requests.route',
      'Records Maintenance and Release Policy',
      '427.7 last',
    ],
  })

  test('Alsip 709.6 out-of-state: a declaration is asked, and by the law from every agency of Illinois', () => {
    for (const id of AGENCIES) {
      const { outOfState, state } = profileOf(id)
      expect([id, outOfState.value]).toEqual([id, state === 'IL' ? 'declaration-required' : 'as-law-permits'])
    }
    expect(profileOf('schaumburg').outOfState.clause).toMatch(/2-130/)
  })
})

testClauses(
  {
    'Schaumburg IV.A s1a: the marking says that it is not for the public': 'schaumburg',
    'Rantoul 438.4 ¶1 s1: the marking says that it is not for the public': 'rantoul',
    'Parsons 427.2 ¶2: the marking says that it is not for the public': 'parsons',
  },
  (id) => {
    const { value, clause } = profileOf(id).marking
    expect(value).toMatch(/official use/i)
    expect(value).toMatch(/not open to public review/i)
    expect(clause).toBeDefined()
  },
)

testClauses(
  {
    'Schaumburg III.A.3 s2: the text says that no suspicion is needed': 'schaumburg',
    'Alsip 709.3(b) s1-2: the text says that no suspicion is needed': 'alsip',
    'Parsons 427.4(b): the text says that no suspicion is needed': 'parsons',
  },
  (id) => expect(ruleOf(id, 'purposes.suspicion').value).toBe('not-required'),
)

test('Rantoul 438.3(c): the sentence on suspicion is absent from the text and not said', () => {
  expect(ruleOf('rantoul', 'purposes.suspicion').value).toBe('not-said')
})

test('Oak Brook 131.7 s(c): the standards of CJIS bind every session and store', () => {
  const { lockout, idleMinutes, reauthenticateHours, inactiveDays, logReviewDays, auditKeptDays } =
    profileOf('oak-brook')
  expect(lockout).toMatchObject({ value: { failures: 5, withinMinutes: 15 } })
  expect(idleMinutes.value).toBeLessThanOrEqual(30)
  expect(reauthenticateHours.value).toBeLessThanOrEqual(12)
  expect(inactiveDays.value).toBeLessThanOrEqual(90)
  expect(logReviewDays.value).toBeLessThanOrEqual(7)
  expect(auditKeptDays.value).toBeGreaterThanOrEqual(365)
  for (const { clause } of [lockout, idleMinutes, reauthenticateHours, inactiveDays, logReviewDays]) {
    expect(clause).toMatch(/CJIS/)
  }
})
