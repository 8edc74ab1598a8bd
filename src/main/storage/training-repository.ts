// Training records and what made a training due again. Both are only ever added to; the tables' own triggers hold
// that.
import { TrainingChange, TrainingRecord } from '#shared/domain/training.ts'
import type { Database } from './open.ts'

type RecordRow = {
  readonly id: string
  readonly accountId: string
  readonly kind: string
  readonly completedAt: number
  readonly expiresAt: number | null
  readonly certificate: string
  readonly badge: string
  readonly name: string
  readonly recordedAt: number
  readonly right: number | null
  readonly of: number | null
}

type ChangeRow = {
  readonly id: string
  readonly kind: string
  readonly words: string
  readonly badge: string
  readonly name: string
  readonly at: number
}

export type TrainingRepository = ReturnType<typeof trainingRepository>

export function trainingRepository(db: Database) {
  const insertRecord = db.prepare<[RecordRow]>(
    `INSERT INTO training_records (id, account_id, kind, completed_at, expires_at, certificate, badge, name,
       recorded_at, score_right, score_of)
     VALUES (@id, @accountId, @kind, @completedAt, @expiresAt, @certificate, @badge, @name, @recordedAt, @right,
       @of)
     ON CONFLICT (account_id, kind, completed_at, certificate) DO NOTHING`,
  )
  const recordsOf = db.prepare<[string], RecordRow>(
    `SELECT id, account_id AS accountId, kind, completed_at AS completedAt, expires_at AS expiresAt, certificate,
       badge, name, recorded_at AS recordedAt, score_right AS right, score_of AS "of"
     FROM training_records WHERE account_id = ? ORDER BY completed_at DESC, sequence DESC`,
  )
  const insertChange = db.prepare<[ChangeRow]>(
    `INSERT INTO training_changes (id, kind, words, badge, name, at)
     VALUES (@id, @kind, @words, @badge, @name, @at) ON CONFLICT (kind, at, words) DO NOTHING`,
  )
  const allChanges = db.prepare<[], ChangeRow>(
    'SELECT id, kind, words, badge, name, at FROM training_changes ORDER BY at DESC, sequence DESC',
  )

  return {
    /** All or nothing; inside a caller's transaction a part of it. */
    inTransaction: <Result>(work: () => Result): Result => db.transaction(work)(),

    /** False where the same training is recorded already. */
    addRecord(record: TrainingRecord): boolean {
      const { recordedBy, expiresAt, score, ...row } = record
      const { changes } = insertRecord.run({
        ...row,
        badge: recordedBy.badge,
        name: recordedBy.name,
        expiresAt: expiresAt ?? null,
        right: score?.right ?? null,
        of: score?.of ?? null,
      })
      return changes === 1
    },

    /** Of one account, the newest training first. */
    recordsOf: (accountId: string): TrainingRecord[] => recordsOf.all(accountId).map(toRecord),

    /** False where the same change is known already. */
    addChange({ by, ...change }: TrainingChange): boolean {
      return insertChange.run({ ...change, badge: by.badge, name: by.name }).changes === 1
    },

    /** Newest first. */
    changes: (): TrainingChange[] =>
      allChanges
        .all()
        .map(({ badge, name, ...row }) => TrainingChange.parse({ ...row, by: { badge, name } })),
  }
}

function toRecord({ badge, name, expiresAt, right, of, ...row }: RecordRow): TrainingRecord {
  return TrainingRecord.parse({
    ...row,
    recordedBy: { badge, name },
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(right === null || of === null ? {} : { score: { right, of } }),
  })
}
