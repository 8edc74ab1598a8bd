// The audit: what was done that an auditor may ask about. Rows are added and never changed or removed; the
// table's own triggers hold that.
import type { By } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'

export type AuditRow = By & {
  readonly sequence: number
  readonly at: number
  /** What was done: "list.import", "category.allow". */
  readonly action: string
  /** With what: a list's name, an entry's id. */
  readonly subject: string
  readonly detail: unknown
}

export type AuditRepository = ReturnType<typeof auditRepository>

export function auditRepository(db: Database) {
  const outbox = outboxRepository(db)
  const insert = db
    .prepare<[Record<string, string | number>], number>(
      `INSERT INTO audit (at, badge, name, action, subject, detail)
       VALUES (@at, @badge, @name, @action, @subject, @detail) RETURNING sequence`,
    )
    .pluck()
  const all = db.prepare<[number, number], Omit<AuditRow, 'detail'> & { detail: string }>(
    `SELECT sequence, at, badge, name, action, subject, detail FROM audit
     WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  )

  return {
    add: db.transaction((row: Omit<AuditRow, 'sequence'>): void => {
      const { at, badge, name, action, subject } = row
      const sequence = insert.get({ at, badge, name, action, subject, detail: JSON.stringify(row.detail) })
      if (sequence === undefined) throw new Error('SQLite returned no sequence for an audit row.')
      outbox.enqueue('audit', sequence, at)
    }),

    /** Rows after a sequence, oldest first. */
    after: (sequence: number, limit: number): AuditRow[] =>
      all.all(sequence, limit).map(({ detail, ...row }) => {
        const parsed: unknown = JSON.parse(detail)
        return Object.assign(row, { detail: parsed })
      }),
  }
}
