// Training and exercises of the scripted core: made-up records, and five cases with their answers.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { Account } from '#shared/domain/account.ts'
import type { ExerciseAnswer, ExerciseCase, ExerciseRun } from '#shared/domain/exercise.ts'
import type { Profile } from '#shared/domain/profile.ts'
import {
  trainingItems,
  type TrainingChange,
  type TrainingItem,
  type TrainingKind,
  type TrainingRecord,
} from '#shared/domain/training.ts'
import { refuse } from './refuse.ts'
import { holderOf, type OfficeOptions } from './scripted-office-people.ts'

const DAY = 86_400_000
const KEEPER = { badge: '2001', name: 'Manager one' }
const YEAR = 365

const ASKED: Pick<Profile, 'trainingAlpr' | 'trainingLeads' | 'trainingAwareness'> = {
  trainingAlpr: {
    value: {
      isRequired: true,
      maxAgeDays: YEAR,
      modules: ['alpr-basic', 'legal', 'policy', 'technology', 'security', 'practical-exercises'],
    },
    clause: '100.5',
  },
  trainingLeads: { value: { isRequired: true, modules: [] }, clause: '100.5 (b)' },
  trainingAwareness: { value: { isRequired: true, maxAgeDays: YEAR, modules: [] }, clause: 'CJIS AT-2' },
}

/** Days since each training of somebody in good standing; the security measures run out soon. */
const TAKEN: readonly (readonly [TrainingKind, number])[] = [
  ['alpr-basic', 90],
  ['legal', 90],
  ['policy', 90],
  ['technology', 90],
  ['security', 353],
  ['practical-exercises', 90],
  ['leads', 200],
  ['awareness', 120],
]

const CAR = { colour: 'silver', style: 'car', words: 'silver Toyota Camry' } as const
const listed = { category: 'stolen-vehicle', list: 'NCIC, made up' } as const

type Solved = ExerciseCase & { readonly right: ExerciseAnswer; readonly why: string }

const CASES: readonly Solved[] = [
  {
    id: 'true-match',
    title: 'A silver car ahead of you',
    seen: { plate: 'XM00031', state: 'IL', vehicle: CAR },
    read: { plate: 'XM00031', state: 'IL' },
    listed: { ...listed, plate: 'XM00031', state: 'IL', vehicle: '2014 Toyota Camry, silver' },
    status: 'Active: stolen on 3 November, not recovered.',
    right: { answer: 'accept' },
    why: 'Characters, state, vehicle and status all agree.',
  },
  {
    id: 'wrong-state',
    title: 'A white pickup at a light',
    seen: {
      plate: 'XM00147',
      state: 'WI',
      vehicle: { colour: 'white', style: 'pickup', words: 'white Ford F-150' },
    },
    read: { plate: 'XM00147', state: 'IL' },
    listed: { ...listed, plate: 'XM00147', state: 'IL', vehicle: '2019 Ford F-150, white' },
    status: 'Active for Illinois.',
    right: { answer: 'reject', reason: 'wrong-state' },
    why: 'The plate on the car is from Wisconsin; the listed one is from Illinois.',
  },
  {
    id: 'letter-o',
    title: 'A blue van that turns off',
    seen: {
      plate: 'XOB7706',
      state: 'IL',
      vehicle: { colour: 'blue', style: 'van', words: 'blue Dodge Caravan' },
    },
    read: { plate: 'XOB7706', state: 'IL' },
    listed: { ...listed, plate: 'X0B7708', state: 'IL', vehicle: '2011 Dodge Caravan, blue' },
    status: 'Active for X0B7708.',
    right: { answer: 'reject', reason: 'wrong-character' },
    why: 'The last character is a 6 on the car and an 8 in the record.',
  },
  {
    id: 'wrong-vehicle',
    title: 'A motorcycle in a lot',
    seen: {
      plate: 'XM00333',
      state: 'IL',
      vehicle: { colour: 'red', style: 'motorcycle', words: 'red motorcycle' },
    },
    read: { plate: 'XM00333', state: 'IL' },
    listed: { ...listed, plate: 'XM00333', state: 'IL', vehicle: '2016 Chevrolet Tahoe, black' },
    status: 'Active: stolen SUV.',
    right: { answer: 'reject', reason: 'wrong-vehicle' },
    why: 'The record is about an SUV; before you stands a motorcycle.',
  },
  {
    id: 'stale',
    title: 'A black SUV ahead of you',
    seen: {
      plate: 'XM00512',
      state: 'IL',
      vehicle: { colour: 'black', style: 'suv', words: 'black Ford Explorer' },
    },
    read: { plate: 'XM00512', state: 'IL' },
    listed: { ...listed, plate: 'XM00512', state: 'IL', vehicle: '2018 Ford Explorer, black' },
    status: 'Not active: recovered two hours ago.',
    right: { answer: 'reject', reason: 'record-not-active' },
    why: 'The vehicle is recovered; the list in the car is older than that.',
  },
]

const PASSED_AT = 4

type Options = OfficeOptions & { readonly accounts: () => readonly Account[] }

export function scriptedTraining({ tell, officer, accounts }: Options) {
  const os = implement(contract)
  const records: TrainingRecord[] = accounts().flatMap((account) => firstRecords(account))
  const changed: TrainingChange[] = []
  let run: ExerciseRun | undefined

  const me = (): Account => {
    const { badge } = holderOf(
      officer,
      'operate',
      'accounts.see',
      'audit.read',
      'training.record',
      'audit.radar',
    )
    const account = accounts().find((one) => one.badge === badge)
    if (account === undefined) throw refuse('an account', 'Sign in again.')
    return account
  }
  const itemsOf = (id: string): TrainingItem[] => trainingItems(recordsOf(id), changed, ASKED, Date.now())
  const recordsOf = (id: string): TrainingRecord[] => records.filter(({ accountId }) => accountId === id)
  const standing = (id: string) => ({ records: recordsOf(id), items: itemsOf(id) })

  const training = {
    mine: os.training.mine.handler(() => standing(me().id)),
    of: os.training.of.handler(({ input }) => {
      holderOf(officer, 'training.record')
      return standing(input.accountId)
    }),
    record: os.training.record.handler(({ input }) => {
      const { badge, name } = holderOf(officer, 'training.record')
      if (me().id === input.accountId)
        throw refuse('another person: nobody records his own training', 'Ask another keeper of records.')
      if (input.completedAt > Date.now()) throw refuse('a day that is not in the future', 'Correct the date.')
      records.push({
        ...input,
        id: randomUUID(),
        recordedBy: { badge, name },
        recordedAt: Date.now(),
      })
      tell({ accessChanged: true })
      return standing(input.accountId)
    }),
    changes: os.training.changes.handler(() => changed),
    change: os.training.change.handler(({ input }) => {
      const { badge, name } = holderOf(officer, 'training.record')
      changed.unshift({ ...input, id: randomUUID(), by: { badge, name }, at: Date.now() })
      tell({ accessChanged: true })
      return changed
    }),
    people: os.training.people.handler(() => {
      holderOf(officer, 'training.record')
      return accounts().map(({ id, badge, name }) => ({ accountId: id, badge, name, items: itemsOf(id) }))
    }),
  }

  const exercises = {
    begin: os.exercises.begin.handler(() => {
      run = {
        id: randomUUID(),
        cases: CASES.map(({ right: _right, why: _why, ...shown }) => shown),
        marks: [],
      }
      return run
    }),
    answer: os.exercises.answer.handler(({ input: { id, caseId, answer } }) => {
      const solved = CASES.find((one) => one.id === caseId)
      if (run?.id !== id || solved === undefined) throw refuse('the exercise', 'Begin it anew.')
      const isRight = JSON.stringify(answer) === JSON.stringify(solved.right)
      const mark = { caseId, isRight, words: solved.why }
      const marks = [...run.marks, mark]
      const right = marks.filter((one) => one.isRight).length
      const isOver = marks.length === CASES.length
      run = {
        ...run,
        marks,
        ...(isOver ? { result: { right, of: CASES.length, isPassed: right >= PASSED_AT } } : {}),
      }
      if (run.result?.isPassed === true) {
        records.push({
          id: randomUUID(),
          accountId: me().id,
          kind: 'practical-exercises',
          completedAt: Date.now(),
          certificate: 'exercises in the car',
          recordedBy: { badge: 'PROGRAM', name: 'Lookout' },
          recordedAt: Date.now(),
          score: { right, of: CASES.length },
        })
        tell({ accessChanged: true })
      }
      return { mark, run }
    }),
  }
  return { training, exercises }
}

function firstRecords({ id, state, badge }: Account): TrainingRecord[] {
  if (state === 'invited') return []
  // One of them has let his awareness training run out.
  const late = badge === '4712' ? YEAR : 0
  return TAKEN.map(([kind, days], place) => {
    const at = Date.now() - (days + (kind === 'awareness' ? late : 0)) * DAY
    return {
      id: randomUUID(),
      accountId: id,
      kind,
      completedAt: at,
      certificate: `MUP-2025-${String(place + 1).padStart(3, '0')}`,
      recordedBy: KEEPER,
      recordedAt: at,
    }
  })
}
