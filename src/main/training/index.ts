// Training of the people at this console: records, what makes a part due again, exercises, and how somebody stands
// under the profile. What stands here opens or shuts the gate; there is no other way through it (Rantoul 438.5 s3).
import { randomUUID } from 'node:crypto'
import { PROGRAM } from '#main/audit/index.ts'
import type { TrainingRepository } from '#main/storage/training-repository.ts'
import type { ExerciseAnswer, ExerciseMark, ExerciseRun } from '#shared/domain/exercise.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import {
  trainingItems,
  type TrainingChange,
  type TrainingItem,
  type TrainingKind,
  type TrainingRecord,
} from '#shared/domain/training.ts'
import { refuse } from '../refused.ts'
import { createExercises } from './exercises.ts'

/** Every record of one person, and what they amount to now. */
export type Standing = { readonly records: TrainingRecord[]; readonly items: TrainingItem[] }

export type RecordInput = {
  readonly accountId: string
  readonly kind: TrainingKind
  readonly completedAt: number
  readonly expiresAt?: number | undefined
  readonly certificate: string
}

/** What the department knows of its people's training, with each badge resolved to its account. */
export type DepartmentTraining = {
  readonly records: readonly (RecordInput & { readonly recordedBy: By })[]
  readonly changes: readonly Pick<TrainingChange, 'kind' | 'words' | 'by' | 'at'>[]
}

export type Training = {
  standing(accountId: string): Standing
  items(accountId: string): TrainingItem[]
  /** Refused for the training of who records it (`byAccountId`). */
  record(input: RecordInput, by: By, byAccountId: string): Standing
  /** Newest first. */
  changes(): TrainingChange[]
  /** Makes a part due for everybody who took it before now. */
  change(input: { readonly kind: TrainingKind; readonly words: string }, by: By): TrainingChange[]
  /** A new run of exercises; one that the account has open is given up. */
  begin(accountId: string, by: By): ExerciseRun
  answer(
    accountId: string,
    input: { readonly id: string; readonly caseId: string; readonly answer: ExerciseAnswer },
    by: By,
  ): { mark: ExerciseMark; run: ExerciseRun }
  /** Takes over what is new; what is known already stays as it is. */
  apply(body: DepartmentTraining, by: By): void
}

type Options = {
  readonly repository: TrainingRepository
  readonly assetsFolder: string
  readonly profile: Pick<Profile, 'trainingAlpr' | 'trainingLeads' | 'trainingAwareness'>
  readonly audit: (by: By, action: string, subject: string, detail: unknown) => void
  readonly onChange: () => void
  readonly now: () => number
}

/** How far the clocks of the department and of a car may differ before a record counts as one of the future. */
const CLOCKS_DIFFER_MS = 24 * 3_600_000

export function createTraining(options: Options): Training {
  const { repository, assetsFolder, profile, audit, onChange, now } = options

  function items(accountId: string): TrainingItem[] {
    return trainingItems(repository.recordsOf(accountId), repository.changes(), profile, now())
  }

  function standing(accountId: string): Standing {
    return { records: repository.recordsOf(accountId), items: items(accountId) }
  }

  /** Adds one record; `score`: what the product counted itself. */
  function add(input: RecordInput, recordedBy: By, score?: TrainingRecord['score']): boolean {
    const { expiresAt, ...rest } = input
    return repository.addRecord({
      ...rest,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(score === undefined ? {} : { score }),
      id: randomUUID(),
      recordedBy,
      recordedAt: now(),
    })
  }

  const exercises = createExercises({
    assetsFolder,
    audit,
    keep(run, score, work) {
      repository.inTransaction(() => {
        work()
        if (score === undefined) return
        const certificate = `Lookout exercises ${run.id.slice(0, 8)}`
        const record = { accountId: run.accountId, kind: 'practical-exercises' as const, certificate }
        // The product vouches for what it scored itself.
        add({ ...record, completedAt: now() }, PROGRAM, score)
        audit(PROGRAM, 'training.record', run.accountId, { kind: record.kind, certificate, score })
      })
      if (score !== undefined) onChange()
    },
  })

  return {
    standing,
    items,
    record(input, by, byAccountId) {
      const { accountId, kind, completedAt, expiresAt, certificate } = input
      if (accountId === byAccountId) {
        throw refuse(
          'another person to record it',
          'Nobody records his own training: ask somebody else who may.',
          profile.trainingAlpr.clause,
        )
      }
      if (completedAt > now()) {
        throw refuse('a date that has come', 'Enter the training on or after the day it was completed.')
      }
      if (expiresAt !== undefined && expiresAt <= completedAt) {
        throw refuse('an end after the completion', 'See both dates of the certificate.')
      }
      repository.inTransaction(() => {
        if (!add(input, by)) {
          throw refuse('a training that is not recorded yet', 'This certificate of this day stands already.')
        }
        audit(by, 'training.record', accountId, { kind, completedAt, expiresAt, certificate })
      })
      onChange()
      return standing(accountId)
    },
    changes: () => repository.changes(),
    change({ kind, words }, by) {
      repository.inTransaction(() => {
        const change = { id: randomUUID(), kind, words, by, at: now() }
        repository.addChange(change)
        audit(by, 'training.change', change.id, { kind, words })
      })
      onChange()
      return repository.changes()
    },
    begin: (accountId, by) => exercises.begin(accountId, by),
    answer: (accountId, input, by) => exercises.answer(accountId, input, by),
    apply(body, by) {
      const latest = now() + CLOCKS_DIFFER_MS
      if (body.records.some(({ completedAt }) => completedAt > latest)) {
        throw refuse('dates that have come', 'A training record of the department lies in the future.')
      }
      const taken = { records: 0, changes: 0 }
      repository.inTransaction(() => {
        for (const { recordedBy, ...record } of body.records) if (add(record, recordedBy)) taken.records += 1
        for (const { kind, words, by: changedBy, at } of body.changes) {
          if (repository.addChange({ id: randomUUID(), kind, words, by: changedBy, at })) taken.changes += 1
        }
        audit(by, 'training.import', 'department', taken)
      })
      onChange()
    },
  }
}
