// The outbox table: what is still to be transferred to the department server.
import type { Database } from './open.ts'

export type OutboxKind = 'read' | 'hit' | 'media'

export function outboxRepository(db: Database) {
  const add = db.prepare<[OutboxKind, string, number]>(
    'INSERT INTO outbox (kind, record_id, recorded_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const again = db.prepare<[OutboxKind, string]>(
    `UPDATE outbox SET state = 'waiting', attempts = 0, retry_after = 0 WHERE kind = ? AND record_id = ?`,
  )
  const notTransferred = db
    .prepare<[], number>(`SELECT value FROM counters WHERE name = 'not-transferred'`)
    .pluck()

  return {
    enqueue(kind: OutboxKind, recordId: string, recordedAt: number): void {
      add.run(kind, recordId, recordedAt)
    },

    /**
     * The record changed: what the server has, or is being sent, is out of date. A receipt marks only a
     * row that is still active as transferred, so one for the older form does not count.
     */
    requeue(kind: OutboxKind, recordId: string): void {
      again.run(kind, recordId)
    },

    countNotTransferred: (): number => notTransferred.get() ?? 0,
  }
}
