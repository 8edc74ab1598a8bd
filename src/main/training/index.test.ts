import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '#main/storage/open.ts'
import { trainingRepository } from '#main/storage/training-repository.ts'
import type { ExerciseAnswer, ExerciseRun } from '#shared/domain/exercise.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { TrainingKind } from '#shared/domain/training.ts'
import { loadCases, CASE_KINDS } from './load-cases.ts'
import { createTraining, type Training } from './index.ts'
import { RIGHT_TO_PASS, RUN_CASES } from './exercises.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 5, 1)
const ASSETS = resolve('assets')
const OFFICER = '3f0f2c0a-5a39-4b0a-8f4e-0d2c6c0d9a11'
const MANAGER = '7c1d7b1e-0f0d-4a53-9a5e-1c1b2f3a4d22'
const byManager: By = { badge: '900', name: 'Deputy' }
const byOfficer: By = { badge: '4711', name: 'Patrol one' }
const MODULES = ['privacy', 'legal', 'policy', 'technology', 'security', 'practical-exercises'] as const

type Rules = Pick<Profile, 'trainingAlpr' | 'trainingLeads' | 'trainingAwareness'>

const RANTOUL: Rules = {
  trainingAlpr: {
    value: { isRequired: true, maxAgeDays: 365, modules: [...MODULES] },
    clause: '438.5',
  },
  trainingLeads: { value: { isRequired: false, modules: [] } },
  trainingAwareness: { value: { isRequired: true, maxAgeDays: 365, modules: [] }, clause: 'CJIS AT-2' },
}

let folder = ''
let db: Database
let at = START
let audited: { by: By; action: string; subject: string; detail: unknown }[] = []
let changed = 0
let canAudit = true

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-training-'))
  db = openDatabase({ file: join(folder, 'lookout.db'), key: new Uint8Array(32).fill(7) })
  at = START
  audited = []
  changed = 0
  canAudit = true
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(rules: Rules = RANTOUL): Training {
  return createTraining({
    repository: trainingRepository(db),
    assetsFolder: ASSETS,
    profile: rules,
    audit: (by, action, subject, detail) => {
      if (!canAudit) throw new Error('the audit cannot be written')
      audited.push({ by, action, subject, detail })
    },
    onChange: () => (changed += 1),
    now: () => at,
  })
}

const taken = (kind: TrainingKind, completedAt = at) => ({
  accountId: OFFICER,
  kind,
  completedAt,
  certificate: `C-${kind}`,
})

function takeAll(training: Training): void {
  for (const kind of [...MODULES, 'awareness' as const]) training.record(taken(kind), byManager, MANAGER)
}

const statesOf = (training: Training) =>
  Object.fromEntries(training.items(OFFICER).map(({ kind, state }) => [kind, state]))
const isAllValid = (training: Training) => training.items(OFFICER).every(({ state }) => state === 'valid')
const actions = () => audited.map(({ action }) => action)

describe('records', () => {
  test('what the profile asks is missing until each part is recorded, with its clause', () => {
    const training = open()
    expect(training.items(OFFICER)).toEqual([
      ...MODULES.map((kind) => ({ kind, state: 'missing', clause: '438.5' })),
      { kind: 'awareness', state: 'missing', clause: 'CJIS AT-2' },
    ])
    takeAll(training)
    expect(isAllValid(training)).toBe(true)
    expect(changed).toBe(7)
    expect(audited[0]).toEqual({
      by: byManager,
      action: 'training.record',
      subject: OFFICER,
      detail: { kind: 'privacy', completedAt: START, expiresAt: undefined, certificate: 'C-privacy' },
    })
    expect(training.items(MANAGER).every(({ state }) => state === 'missing')).toBe(true)
  })

  test('the year ends to the millisecond, and 60, 30, 14 and 7 days before it is said', () => {
    const training = open()
    takeAll(training)
    const remind = (days: number) => {
      at = START + (365 - days) * DAY
      return training.items(OFFICER)[0]?.remindDays
    }
    expect([61, 60, 30, 14, 7, 1].map(remind)).toEqual([undefined, 60, 30, 14, 7, 1])
    at = START + 365 * DAY - 1
    expect(isAllValid(training)).toBe(true)
    at += 1
    expect(new Set(Object.values(statesOf(training)))).toEqual(new Set(['expired']))
  })

  test("a certificate's own end counts where it comes first, and a new record where it is newer", () => {
    const training = open()
    takeAll(training)
    at += DAY
    training.record({ ...taken('legal'), expiresAt: at + 10 * DAY }, byManager, MANAGER)
    expect(training.items(OFFICER).find(({ kind }) => kind === 'legal')).toMatchObject({
      state: 'valid',
      expiresAt: at + 10 * DAY,
      remindDays: 10,
    })
    at += 10 * DAY
    expect(statesOf(training)).toMatchObject({ legal: 'expired', policy: 'valid' })
    training.record(taken('legal'), byManager, MANAGER)
    expect(statesOf(training)).toMatchObject({ legal: 'valid' })
    expect(training.standing(OFFICER).records.filter(({ kind }) => kind === 'legal')).toHaveLength(3)
  })

  test('nobody records his own training', () => {
    const training = open()
    expect(() => training.record(taken('legal'), byOfficer, OFFICER)).toThrow('another person to record it')
    expect(training.standing(OFFICER).records).toEqual([])
    expect(audited).toEqual([])
  })

  test('the future, an end before the beginning and the same certificate again are refused', () => {
    const training = open()
    expect(() => training.record(taken('legal', at + 1), byManager, MANAGER)).toThrow('a date that has come')
    const ended = { ...taken('legal'), expiresAt: at }
    expect(() => training.record(ended, byManager, MANAGER)).toThrow('an end after the completion')
    training.record(taken('legal'), byManager, MANAGER)
    expect(() => training.record(taken('legal'), byManager, MANAGER)).toThrow('not recorded yet')
    expect(training.standing(OFFICER).records).toHaveLength(1)
    expect(actions()).toEqual(['training.record'])
  })

  test('without the audit nothing is recorded', () => {
    const training = open()
    canAudit = false
    expect(() => training.record(taken('legal'), byManager, MANAGER)).toThrow('the audit')
    expect(() => training.change({ kind: 'legal', words: 'a new act' }, byManager)).toThrow('the audit')
    expect(() => training.begin(OFFICER, byOfficer)).toThrow('the audit')
    expect(training.standing(OFFICER).records).toEqual([])
    expect(training.changes()).toEqual([])
    expect(changed).toBe(0)
  })

  test('the tables refuse a change and a removal, even by SQL', () => {
    const training = open()
    training.record(taken('legal'), byManager, MANAGER)
    training.change({ kind: 'legal', words: 'a new act' }, byManager)
    for (const [table, column] of [
      ['training_records', 'completed_at'],
      ['training_changes', 'at'],
    ] as const) {
      expect(() => db.exec(`UPDATE ${table} SET ${column} = 0`)).toThrow('is never changed')
      expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('is never removed')
    }
    expect(open().standing(OFFICER).records).toMatchObject([{ kind: 'legal', completedAt: START }])
  })
})

describe('changes', () => {
  test('a change makes its part due for who took it before, until he takes it again', () => {
    const training = open()
    takeAll(training)
    at += DAY
    const words = 'A law on sharing came into force.'
    expect(training.change({ kind: 'legal', words }, byManager)).toMatchObject([{ kind: 'legal', words, at }])
    expect(training.items(OFFICER).find(({ kind }) => kind === 'legal')).toMatchObject({
      state: 'due',
      words,
    })
    expect(statesOf(training)).toMatchObject({ policy: 'valid' })
    at += DAY
    training.record(taken('legal'), byManager, MANAGER)
    expect(isAllValid(training)).toBe(true)
    expect(actions()).toContain('training.change')
  })
})

describe('what the department sends', () => {
  const body = () => ({
    records: [
      { ...taken('legal', START - DAY), recordedBy: byManager },
      { ...taken('policy', START - DAY), expiresAt: START + DAY, recordedBy: byManager },
    ],
    changes: [{ kind: 'technology' as const, words: 'a new reader', by: byManager, at: START - DAY }],
  })

  test('is taken over once, however often it comes', () => {
    const training = open()
    training.apply(body(), byOfficer)
    training.apply(body(), byOfficer)
    expect(training.standing(OFFICER).records).toMatchObject([
      { kind: 'policy', recordedBy: byManager, recordedAt: START },
      { kind: 'legal', recordedBy: byManager },
    ])
    expect(training.changes()).toHaveLength(1)
    expect(audited.map(({ detail }) => detail)).toEqual([
      { records: 2, changes: 1 },
      { records: 0, changes: 0 },
    ])
  })

  test('is refused as a whole with a record that lies more than a day ahead', () => {
    const training = open()
    const ahead = (ms: number) => ({
      ...body(),
      records: [...body().records, { ...taken('security', at + ms), recordedBy: byManager }],
    })
    expect(() => training.apply(ahead(DAY + 1), byOfficer)).toThrow('dates that have come')
    expect(training.standing(OFFICER).records).toEqual([])
    training.apply(ahead(DAY), byOfficer)
    // It counts from its own date on.
    expect(statesOf(training)).toMatchObject({ security: 'missing', legal: 'valid' })
    at += DAY
    expect(statesOf(training)).toMatchObject({ security: 'valid' })
  })
})

describe('exercises', () => {
  const solved = loadCases(ASSETS)

  function answerTo(caseId: string, isRight: boolean): ExerciseAnswer {
    const right = solved.find(({ id }) => id === caseId)?.right
    if (right === undefined) throw new Error(`There is no case ${caseId}.`)
    if (right.answer === 'accept')
      return isRight ? { answer: 'accept' } : { answer: 'reject', reason: 'other' }
    return isRight
      ? { answer: 'reject', reason: right.reasons[0] ?? 'other' }
      : { answer: 'reject', reason: 'test' }
  }

  function answerAll(training: Training, run: ExerciseRun, wrong: number): ExerciseRun {
    let last = run
    for (const [place, { id: caseId }] of run.cases.entries()) {
      const answer = answerTo(caseId, place >= wrong)
      const told = training.answer(OFFICER, { id: run.id, caseId, answer }, byOfficer)
      expect(told.mark).toMatchObject({ caseId, isRight: place >= wrong })
      last = told.run
    }
    return last
  }

  test('at least twelve cases, each of its own, each kind there, right answers of both sorts', () => {
    expect(solved.length).toBeGreaterThanOrEqual(12)
    expect(new Set(solved.map(({ id }) => id)).size).toBe(solved.length)
    expect(new Set(solved.map(({ kind }) => kind))).toEqual(new Set(CASE_KINDS))
    expect(new Set(solved.map(({ right }) => right.answer))).toEqual(new Set(['accept', 'reject']))
  })

  test('the cases are what their kind says: plates, states and answers fit each other', () => {
    for (const { id, kind, seen, listed, right } of solved) {
      const isSamePlate = seen.plate === listed.plate
      const isSameState = seen.state === listed.state
      expect([id, isSamePlate], id).toEqual([id, kind !== 'look-alike' && kind !== 'wrong-character'])
      expect([id, isSameState], id).toEqual([id, kind !== 'wrong-state'])
      expect(right.answer, id).toBe(
        kind === 'true-match' || kind === 'explained-vehicle' ? 'accept' : 'reject',
      )
    }
  })

  test('a run has eight different cases, one of each kind, and nothing of the solutions', () => {
    const training = open()
    const orders = new Set<string>()
    for (let turn = 0; turn < 50; turn += 1) {
      const run = training.begin(OFFICER, byOfficer)
      const ids = run.cases.map(({ id }) => id)
      expect(new Set(ids).size).toBe(RUN_CASES)
      expect(new Set(ids.map((id) => solved.find((one) => one.id === id)?.kind))).toEqual(new Set(CASE_KINDS))
      orders.add(ids.join())
      const told = JSON.stringify(run)
      for (const { why, kind } of solved) {
        expect(told).not.toContain(why)
        expect(told).not.toContain(`"${kind}"`)
      }
      expect(told).not.toMatch(/"right"|"reasons"/)
    }
    expect(orders.size).toBe(50)
  })

  test('seven right of eight stand in the training record with their score, six do not', () => {
    const training = open()
    const failed = answerAll(training, training.begin(OFFICER, byOfficer), RUN_CASES - RIGHT_TO_PASS + 1)
    expect(failed.result).toEqual({ right: 6, of: 8, isPassed: false })
    expect(training.standing(OFFICER).records).toEqual([])
    expect(changed).toBe(0)

    const run = training.begin(OFFICER, byOfficer)
    const passed = answerAll(training, run, RUN_CASES - RIGHT_TO_PASS)
    expect(passed.result).toEqual({ right: 7, of: 8, isPassed: true })
    expect(training.standing(OFFICER).records).toMatchObject([
      {
        kind: 'practical-exercises',
        score: { right: 7, of: 8 },
        recordedBy: { badge: 'PROGRAM', name: 'Lookout' },
        completedAt: at,
      },
    ])
    expect(statesOf(training)['practical-exercises']).toBe('valid')
    expect(changed).toBe(1)
    const answers = Array.from({ length: 8 }, () => 'exercise.answer')
    expect(actions()).toEqual([
      'exercise.begin',
      ...answers,
      'exercise.end',
      'exercise.begin',
      ...answers,
      'exercise.end',
      'training.record',
    ])
  })

  test("no case is answered twice, none of another run, and no run is anybody else's", () => {
    const training = open()
    const old = training.begin(OFFICER, byOfficer)
    const run = training.begin(OFFICER, byOfficer)
    const caseId = run.cases[0]?.id ?? ''
    const answer = answerTo(caseId, true)
    const offer = (accountId: string, id: string, one: string) => () =>
      training.answer(accountId, { id, caseId: one, answer }, byOfficer)
    expect(offer(OFFICER, old.id, caseId)).toThrow('a run of exercises')
    expect(offer(MANAGER, run.id, caseId)).toThrow('a run of exercises')
    const other = solved.find(({ id }) => !run.cases.some((one) => one.id === id))
    expect(offer(OFFICER, run.id, other?.id ?? '')).toThrow('a case of this run')
    offer(OFFICER, run.id, caseId)()
    expect(offer(OFFICER, run.id, caseId)).toThrow('a case without an answer')
  })

  test('an answer that the audit does not take is not given', () => {
    const training = open()
    const run = training.begin(OFFICER, byOfficer)
    const caseId = run.cases[0]?.id ?? ''
    const input = { id: run.id, caseId, answer: answerTo(caseId, true) }
    canAudit = false
    expect(() => training.answer(OFFICER, input, byOfficer)).toThrow('the audit')
    canAudit = true
    expect(training.answer(OFFICER, input, byOfficer).run.marks).toHaveLength(1)
  })
})
