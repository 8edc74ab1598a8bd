// The outbox table: what is still to be transferred to the department server. How it goes is uploads-repository.ts.
import type { RecordKind } from '#shared/transfer/wire.ts'
import type { Database } from './open.ts'

export type OutboxKind = RecordKind | 'media'

export function outboxRepository(db: Database) {
  const add = db.prepare<[OutboxKind, number, number]>(
    'INSERT INTO outbox (kind, record, recorded_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const again = db.prepare<[OutboxKind, number]>(
    `UPDATE outbox SET state = 'waiting', attempts = 0, retry_after = 0, revision = revision + 1, sha256 = NULL,
       held_by = 0, refused = NULL WHERE kind = ? AND record = ?`,
  )
  const notTransferred = db
    .prepare<[], number>(`SELECT value FROM counters WHERE name = 'not-transferred'`)
    .pluck()

  return {
    /** `record` is the sequence of a record, the number of an image. */
    enqueue(kind: OutboxKind, record: number, recordedAt: number): void {
      add.run(kind, record, recordedAt)
    },

    /**
     * The record changed: what the server has, or is being sent, is out of date. A receipt marks only the
     * revision that it names, so one for the older form does not count.
     */
    requeue(kind: OutboxKind, record: number): void {
      again.run(kind, record)
    },

    countNotTransferred: (): number => notTransferred.get() ?? 0,
  }
}
