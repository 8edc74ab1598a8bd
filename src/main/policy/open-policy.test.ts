// How a policy comes into force, over a real database: first run, two people, the next start or end of a shift, and
// what a restart finds.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '#main/storage/open.ts'
import { policiesRepository } from '#main/storage/policies-repository.ts'
import { policy as contract } from '#shared/contract/policy.ts'
import type { By } from '#shared/domain/officer.ts'
import { PolicyProposal } from '#shared/domain/policy.ts'
import { Refused } from '../refused.ts'
import { openPolicy, type Policy } from './index.ts'

const SHIPPED = join(import.meta.dirname, '../../../assets/policies')
const ONE: By = { badge: '100', name: 'Manager one' }
const TWO: By = { badge: '200', name: 'Approver two' }
const START = 1_800_000_000_000

let root = ''
let db: Database
let shift = false
let clock = START
let audited: { by: By; action: string; subject: string; detail: unknown }[] = []
let told: string[] = []
let isAuditBroken = false

const open = (initialId = 'standard'): Policy =>
  openPolicy({
    repository: policiesRepository(db),
    folders: { shipped: join(root, 'shipped'), own: join(root, 'policies') },
    initialId,
    audit: (by, action, subject, detail) => {
      if (isAuditBroken) throw new Error('the audit cannot be written')
      audited.push({ by, action, subject, detail })
    },
    isShiftRunning: () => shift,
    events: { accessChanged: () => told.push('access'), shiftChanged: () => told.push('shift') },
    now: () => clock,
  })

const openFile = (): Database =>
  openDatabase({ file: join(root, 'lookout.db'), key: new Uint8Array(32).fill(3) })

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lookout-policy-'))
  cpSync(SHIPPED, join(root, 'shipped'), { recursive: true })
  mkdirSync(join(root, 'policies'))
  db = openFile()
  shift = false
  clock = START
  audited = []
  told = []
  isAuditBroken = false
})
afterEach(() => {
  db.close()
  rmSync(root, { recursive: true, force: true })
})

const shipped = (id: string): string => readFileSync(join(root, 'shipped', `${id}.yaml`), 'utf8')
const own = (id: string, yaml: string): string => {
  writeFileSync(join(root, 'policies', `${id}.yaml`), yaml)
  return `policies/${id}.yaml`
}
const tightening = (id: string, of: string, rules: string): string =>
  own(id, `form: 1\nkind: tightening\nid: ${id}\nversion: 1\ntitle: Own rules\nof: ${of}\nrules:\n${rules}`)

function refusalIn(work: () => unknown): Refused['refusal'] {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  throw new Error('nothing was refused')
}

describe('first run', () => {
  test('the initial policy binds until an agency is picked; the pick is kept, audited, and has one name', () => {
    const policy = open()
    expect(policy.isSetUp()).toBe(false)
    expect(policy.profile.id).toBe('standard')
    expect(policy.agencies().map(({ id }) => id)).toEqual([
      'alsip',
      'oak-brook',
      'parsons',
      'rantoul',
      'schaumburg',
      'standard',
    ])
    const held = policy.profile
    policy.setUp('oak-brook', ONE)
    expect(policy.isSetUp()).toBe(true)
    expect(held.id).toBe('oak-brook')
    expect(held.verification.clause).toBe('131.6 a-b')
    expect(policy.stampWords()).toMatch(/^oak-brook 1 [0-9a-f]{16}$/)
    expect(audited).toMatchObject([{ by: ONE, action: 'agency.set-up', subject: policy.stampWords() }])
    expect(told).toEqual(['access', 'shift'])
    expect(policy.inForce()).toMatchObject({
      agency: 'Oak Brook Police Department',
      since: START,
      isApprovedByTwo: false,
      texts: [
        { id: 'oak-brook' },
        { id: 'il-625-5-2-130' },
        { id: 'us-cjis-5.9.5' },
        { id: 'lookout-default' },
      ],
    })
  })

  test('a first run that broke off is begun again, until something was proposed', () => {
    const policy = open()
    policy.setUp('oak-brook', ONE)
    policy.setUp('alsip', TWO)
    expect(policy.profile.id).toBe('alsip')
    expect(open().profile.id).toBe('alsip')
    policy.propose('alsip.yaml', TWO)
    expect(refusalIn(() => policy.setUp('parsons', ONE)).missing).toEqual(['a car that is not set up yet'])
    expect(policy.profile.id).toBe('alsip')
  })

  test('a set-up that is taken back with the transaction around it leaves the rules as they were', async () => {
    const policy = open()
    const before = policy.stampWords()
    const rollBack = db.transaction(() => {
      policy.setUp('rantoul', ONE)
      throw new Error('no account was made')
    })
    expect(() => rollBack()).toThrow('no account')
    await Promise.resolve()
    expect(policy.isSetUp()).toBe(false)
    expect(policy.stampWords()).toBe(before)
    expect(policy.profile.id).toBe('standard')
  })

  test('what is no agency is refused, and a broken audit sets nothing up', () => {
    const policy = open()
    expect(refusalIn(() => policy.setUp('us-cjis-5.9.5', ONE)).missing).toEqual([
      'a policy named "us-cjis-5.9.5"',
    ])
    isAuditBroken = true
    expect(() => policy.setUp('alsip', ONE)).toThrow('the audit cannot be written')
    expect(policy.isSetUp()).toBe(false)
    expect(policy.profile.id).toBe('standard')
  })

  test('a restart finds the text that was put in force, whatever the files say since', () => {
    const stamp = (() => {
      const policy = open()
      policy.setUp('rantoul', ONE)
      return policy.stampWords()
    })()
    writeFileSync(
      join(root, 'shipped', 'rantoul.yaml'),
      shipped('rantoul').replace('value: shall', 'value: if-practicable').replace('version: 1', 'version: 2'),
    )
    db.close()
    db = openFile()
    const policy = open('alsip')
    expect(policy.stampWords()).toBe(stamp)
    expect(policy.profile.verification.value.modal).toBe('shall')
  })

  test('what the contract promises comes out', () => {
    const policy = open()
    policy.setUp('parsons', ONE)
    const { outputSchema } = contract.inForce['~orpc']
    expect(outputSchema?.parse(policy.inForce())).toMatchObject({ agency: 'Parsons Police Department' })
    expect(contract.texts['~orpc'].outputSchema?.parse(policy.texts())).toHaveLength(6)
    expect(policy.toConfirm()).toContainEqual({
      key: 'sharing.approver',
      words: 'who approves a release before it',
      question: 'Who is the authorized designee, and for how long?',
    })
  })
})

describe('another policy', () => {
  let policy: Policy
  beforeEach(() => {
    policy = open()
    policy.setUp('schaumburg', ONE)
    audited = []
    told = []
  })

  test('takes two people: proposed with differences and trial, approved by another, in force at once between shifts', () => {
    const proposal = policy.propose('rantoul.yaml', ONE)
    expect(PolicyProposal.parse(proposal)).toMatchObject({
      state: 'proposed',
      by: ONE,
      trial: { failed: [] },
    })
    expect(proposal.differences.find(({ key }) => key === 'verify.required')).toMatchObject({
      direction: 'tighter',
      before: { value: 'if-practicable', clause: 'III.A.5' },
      after: { value: 'shall', clause: '438.3(e)' },
    })
    expect(policy.profile.id).toBe('schaumburg')

    const approved = refusalIn(() => policy.approve(proposal.id, { ...ONE, name: 'Another name' }))
    expect(approved.missing).toEqual(['another person: nobody approves what he proposed himself'])
    clock += 5000
    expect(policy.approve(proposal.id, TWO)).toMatchObject({
      state: 'in-force',
      decidedBy: TWO,
      decidedAt: START + 5000,
    })
    expect(policy.profile.id).toBe('rantoul')
    expect(policy.inForce()).toMatchObject({ since: START + 5000, isApprovedByTwo: true })
    expect(told).toEqual(['access', 'shift'])
    expect(audited.map(({ by, action }) => [by.badge, action])).toEqual([
      ['100', 'policy.propose'],
      ['200', 'policy.activate'],
    ])
    expect(audited[1]).toMatchObject({
      subject: policy.stampWords(),
      detail: {
        proposedBy: ONE,
        differences: expect.arrayContaining([
          { key: 'verify.required', direction: 'tighter', before: 'if-practicable', after: 'shall' },
        ]),
      },
    })
    expect(policy.proposals().map(({ agency, state }) => [agency, state])).toEqual([
      ['Rantoul Police Department', 'in-force'],
      ['Schaumburg Police Department', 'replaced'],
    ])
  })

  test('waits for the end of a running shift, also over a restart', () => {
    shift = true
    const { id } = policy.propose('alsip.yaml', ONE)
    expect(policy.approve(id, TWO).state).toBe('approved')
    expect(policy.profile.id).toBe('schaumburg')
    expect(told).toEqual([])
    policy.apply()
    expect(policy.profile.id).toBe('alsip')
    expect(policy.proposals()[0]?.state).toBe('in-force')
    policy.apply()
    expect(told).toEqual(['access', 'shift'])

    const next = policy.propose('parsons.yaml', TWO)
    policy.approve(next.id, ONE)
    expect(policy.profile.id).toBe('alsip')
    expect(open().profile.id).toBe('parsons')
  })

  test('what was approved is what was proposed: the file may change in between', () => {
    const { id, stamp } = policy.propose('rantoul.yaml', ONE)
    writeFileSync(
      join(root, 'shipped', 'rantoul.yaml'),
      shipped('rantoul').replace('value: shall', 'value: if-practicable'),
    )
    policy.approve(id, TWO)
    expect(policy.stamp()).toEqual(stamp)
    expect(policy.profile.verification.value.modal).toBe('shall')
  })

  test('one that fails its trial is never approved', () => {
    const file = tightening(
      'own-rules',
      'schaumburg',
      '  verify.channels: { value: [leads], cite: Order 7 }\n',
    )
    const { id, trial } = policy.propose(file, ONE)
    expect(trial.failed).toHaveLength(1)
    expect(refusalIn(() => policy.approve(id, TWO)).missing).toEqual([
      'the trial: hit: who is not authorised for any database can still have a plate verified',
    ])
    expect(policy.profile.channels.value).toContain('communications')
    expect(policy.inForce().texts.map((text) => text.id)).not.toContain('own-rules')
  })

  test('one that loosens below a law or below the agency is never approved', () => {
    const loose = own(
      'schaumburg',
      `${shipped('schaumburg').replace('version: 1', 'version: 2')}  session.idle_minutes: { value: 30, cite: V }\n  audit.log_review_days: { value: 90, cite: V }\n`,
    )
    const one = policy.propose(loose, ONE)
    expect(one.findings.filter(({ kind }) => kind === 'loosens')).toMatchObject([
      { key: 'audit.log_review_days' },
    ])
    expect(refusalIn(() => policy.approve(one.id, TWO)).missing[0]).toMatch(
      /audit\.log_review_days of schaumburg/,
    )
    const two = policy.propose(
      tightening('own-rules', 'schaumburg', '  training.alpr: { value: false, cite: me }\n'),
      ONE,
    )
    expect(refusalIn(() => policy.approve(two.id, TWO)).missing[0]).toMatch(/training\.alpr of own-rules/)
    expect(policy.profile.trainingAlpr.value.isRequired).toBe(true)
    const lawless = shipped('schaumburg')
      .replace('version: 1', 'version: 3')
      .replace('[us-cjis-5.9.5, il-625-5-2-130]', '[]')
    const three = policy.propose(own('schaumburg', lawless), ONE)
    expect(refusalIn(() => policy.approve(three.id, TWO)).missing).toEqual([
      'the text leaves out the overlay us-cjis-5.9.5, which binds every agency of IL.',
      'the text leaves out the overlay il-625-5-2-130, which binds every agency of IL.',
    ])
  })

  test("the agency's tightening comes into force and stays under the next version of its text", () => {
    const file = tightening('own-rules', 'schaumburg', "  search.reason: { value: true, cite: 'Order 9' }\n")
    expect(policy.texts().find((text) => text.file === file)).toMatchObject({ id: 'own-rules', findings: [] })
    policy.approve(policy.propose(file, ONE).id, TWO)
    expect(policy.profile.search).toMatchObject({
      value: { isReasonRequired: true },
      clause: 'Order 9; V.A.3',
    })
    const next = own(
      'schaumburg',
      shipped('schaumburg').replace('version: 1', 'version: 2').replace('value: 30', 'value: 29'),
    )
    policy.approve(policy.propose(next, ONE).id, TWO)
    expect(policy.profile.version).toBe(2)
    expect(policy.profile.transfer.value.mostDays).toBe(29)
    expect(policy.profile.search.value.isReasonRequired).toBe(true)
  })

  test('the same version with other words is refused: the audit names a policy by its version', () => {
    const file = own('schaumburg', shipped('schaumburg').replace('value: 30', 'value: 29'))
    expect(refusalIn(() => policy.propose(file, ONE)).missing).toEqual([
      'another version: version 1 of schaumburg is in force with other words',
    ])
  })

  test('the same text, approved by a second person, has two names', () => {
    const { id, differences } = policy.propose('schaumburg.yaml', ONE)
    expect(differences).toEqual([])
    policy.approve(id, TWO)
    expect(policy.inForce().isApprovedByTwo).toBe(true)
  })

  test('one that was compared with a policy that is no longer in force has to be proposed again', () => {
    const one = policy.propose('alsip.yaml', ONE)
    const two = policy.propose('rantoul.yaml', ONE)
    policy.approve(two.id, TWO)
    expect(refusalIn(() => policy.approve(one.id, TWO))).toMatchObject({ next: 'Propose it again.' })
    expect(policy.profile.id).toBe('rantoul')
  })

  test('one that waits keeps others out until it is withdrawn', () => {
    shift = true
    const one = policy.propose('alsip.yaml', ONE)
    const two = policy.propose('rantoul.yaml', ONE)
    policy.approve(one.id, TWO)
    expect(refusalIn(() => policy.approve(two.id, TWO)).next).toBe('Withdraw that one first, or wait.')
    expect(policy.withdraw(one.id, TWO)).toMatchObject({ state: 'withdrawn', decidedBy: TWO })
    policy.apply()
    expect(policy.profile.id).toBe('schaumburg')
    expect(refusalIn(() => policy.approve(one.id, TWO)).missing).toEqual(['a policy that waits'])
    expect(refusalIn(() => policy.withdraw(one.id, TWO)).missing).toEqual(['a policy that waits'])
    expect(audited.map(({ action }) => action)).toEqual([
      'policy.propose',
      'policy.propose',
      'policy.activate',
      'policy.withdraw',
    ])
  })

  test('without an audit nothing is proposed, approved or withdrawn', () => {
    const { id } = policy.propose('alsip.yaml', ONE)
    isAuditBroken = true
    expect(() => policy.propose('rantoul.yaml', ONE)).toThrow('the audit')
    expect(() => policy.approve(id, TWO)).toThrow('the audit')
    expect(() => policy.withdraw(id, TWO)).toThrow('the audit')
    expect(policy.proposals().map(({ state }) => state)).toEqual(['proposed', 'in-force'])
    expect(policy.profile.id).toBe('schaumburg')
  })

  test('files outside of the two folders, laws alone and broken texts are refused', () => {
    for (const file of ['../shipped/alsip.yaml', '/etc/passwd', 'policies/../alsip.yaml', 'none.yaml'])
      expect(refusalIn(() => policy.propose(file, ONE)).missing).toEqual([`a text named "${file}"`])
    expect(refusalIn(() => policy.propose('us-cjis-5.9.5.yaml', ONE)).missing[0]).toMatch(/no agency's text/)
    const broken = own('broken', 'form: 1\nkind: agency\n')
    expect(refusalIn(() => policy.propose(broken, ONE)).missing.length).toBeGreaterThan(1)
    expect(policy.texts().find(({ file }) => file === broken)).toMatchObject({
      id: broken,
      findings: expect.arrayContaining([expect.objectContaining({ kind: 'form' })]),
    })
    expect(audited).toEqual([])
  })

  test('a text that the department has signed with two names is approved; with one name it is refused', async () => {
    const yaml = shipped('rantoul')
    expect(refusalIn(() => policy.takeSigned(yaml, ONE, ONE)).missing[0]).toMatch(/another person/)
    expect(policy.proposals()).toHaveLength(1)
    expect(policy.takeSigned(yaml, ONE, TWO)).toMatchObject({ state: 'approved', by: ONE, decidedBy: TWO })
    expect(policy.profile.id).toBe('schaumburg')
    await Promise.resolve()
    expect(policy.profile.id).toBe('rantoul')
    expect(policy.proposals()[0]).toMatchObject({ state: 'in-force', by: ONE, decidedBy: TWO })
  })

  test('a signed text takes the place of one that waits, and goes with the transaction around it', () => {
    shift = true
    const waiting = policy.propose('alsip.yaml', ONE)
    policy.approve(waiting.id, TWO)
    const rollBack = db.transaction(() => {
      policy.takeSigned(shipped('rantoul'), ONE, TWO)
      throw new Error('roll back')
    })
    expect(() => rollBack()).toThrow('roll back')
    expect(policy.proposals().map(({ state }) => state)).toEqual(['approved', 'in-force'])
    policy.takeSigned(shipped('rantoul'), ONE, TWO)
    policy.apply()
    expect(policy.profile.id).toBe('rantoul')
    expect(policy.proposals().map(({ state }) => state)).toEqual(['in-force', 'withdrawn', 'replaced'])
  })

  test('what was proposed is never changed or removed in the database', () => {
    policy.propose('alsip.yaml', ONE)
    expect(() => db.exec("UPDATE policies SET texts = '[]'")).toThrow(/never changed/)
    expect(() => db.exec("UPDATE policies SET proposal = '{}'")).toThrow(/never changed/)
    expect(() => db.exec('DELETE FROM policies')).toThrow(/never removed/)
    expect(() => db.exec("UPDATE policies SET state = 'in-force'")).toThrow(/UNIQUE/)
  })
})

test('a policy of a version that knew fewer rules binds on with the defaults of this one', () => {
  const policy = open()
  policy.setUp('alsip', ONE)
  const before = policy.stampWords()
  db.exec('DROP TRIGGER policies_texts_stay')
  const texts = policiesRepository(db).single('in-force')?.texts ?? []
  const older = texts.map(({ id, yaml }) => ({
    id,
    yaml: id === 'lookout-default' ? yaml.replace(/ {2}busy_officer:\n[^]*?cite: default\n/, '') : yaml,
  }))
  expect(older).not.toEqual(texts)
  db.prepare('UPDATE policies SET texts = ?').run(JSON.stringify(older))
  expect(open().stampWords()).toBe(before)
  expect(open().profile.busyOfficer.value.isGuided).toBe(false)
})
