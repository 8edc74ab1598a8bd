// The audit: what was done that an auditor may ask about, as a chain of signed entries. Rows are added and never
// changed or removed; the table's own triggers hold that.
import type { AuditOutcome, HeadReceipt } from '#shared/domain/audit.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'
import { outboxRepository } from './outbox-repository.ts'

/** A row of the plain table that was before the chain. */
export type OldAuditRow = By & {
  readonly sequence: number
  readonly at: number
  /** What was done: "list.import", "category.allow". */
  readonly action: string
  /** With what: a list's name, an entry's id. */
  readonly subject: string
  /** JSON. */
  readonly detail: string
}

export type ChainRow = {
  readonly counter: number
  /** Canonical JSON. */
  readonly entry: string
  /** Base64. */
  readonly signature: string
}

export type NewestRow = ChainRow & { readonly at: string; readonly action: string }

export type AuditSearch = {
  /** Part of a badge or a name, in any case (ASCII). */
  readonly who?: string | undefined
  /** Pseudonym. */
  readonly plate?: string | undefined
  /** ISO 8601, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** Beginning of an action. */
  readonly action?: string | undefined
  /** Part of a reason or a case number. */
  readonly words?: string | undefined
  readonly outcome?: AuditOutcome | undefined
  readonly before?: number | undefined
  readonly limit: number
}

export type ActionCount = { readonly action: string; readonly count: number; readonly refused: number }

/** Counters, both included. */
export type CounterSpan = { readonly from: number; readonly to: number }

export type AuditRepository = ReturnType<typeof auditRepository>

export function auditRepository(db: Database) {
  const outbox = outboxRepository(db)
  const insert = db.prepare<[number, string, string]>(
    'INSERT INTO audit_entries (counter, entry, signature) VALUES (?, ?, ?)',
  )
  const newest = db.prepare<[], NewestRow>(
    'SELECT counter, entry, signature, at, action FROM audit_entries ORDER BY counter DESC LIMIT 1',
  )
  const one = db.prepare<[number], ChainRow>(
    'SELECT counter, entry, signature FROM audit_entries WHERE counter = ?',
  )
  const page = db.prepare<[number, number, number], ChainRow>(
    `SELECT counter, entry, signature FROM audit_entries
     WHERE counter > ? AND counter <= ? ORDER BY counter LIMIT ?`,
  )
  const firstSince = db
    .prepare<[string], number | null>(
      'SELECT min(counter) FROM audit_entries INDEXED BY audit_by_time WHERE at >= ?',
    )
    .pluck()
  const lastBefore = db
    .prepare<[string], number>(
      'SELECT counter FROM audit_entries NOT INDEXED WHERE at < ? ORDER BY counter DESC LIMIT 1',
    )
    .pluck()
  const nextPerson = db.prepare<[string, string], By>(
    `SELECT badge, name FROM audit_entries INDEXED BY audit_by_person
     WHERE (badge, name) > (?, ?) ORDER BY badge, name LIMIT 1`,
  )
  const byAction = db.prepare<[CounterSpan], ActionCount>(
    `SELECT action, count(*) AS count, sum(outcome = 'refused') AS refused FROM audit_entries
     INDEXED BY audit_by_time WHERE counter BETWEEN @from AND @to GROUP BY action ORDER BY count DESC, action`,
  )
  const people = db
    .prepare<[CounterSpan], number>(
      `SELECT count(DISTINCT badge) FROM audit_entries INDEXED BY audit_by_time
       WHERE counter BETWEEN @from AND @to AND badge NOT IN ('PROGRAM', 'UNKNOWN')`,
    )
    .pluck()
  const highestSent = db
    .prepare<[], number | null>(`SELECT max(record) FROM outbox WHERE kind = 'audit'`)
    .pluck()
  const insertReceipt = db.prepare<[HeadReceipt]>(
    'INSERT INTO audit_receipts (counter, hash, at, signature) VALUES (@counter, @hash, @at, @signature)',
  )
  const receipt = db.prepare<[number], HeadReceipt>(
    'SELECT counter, hash, at, signature FROM audit_receipts WHERE counter = ?',
  )
  const newestReceipt = db.prepare<[], HeadReceipt>(
    'SELECT counter, hash, at, signature FROM audit_receipts ORDER BY counter DESC LIMIT 1',
  )
  const receipts = db.prepare<[], HeadReceipt>(
    'SELECT counter, hash, at, signature FROM audit_receipts ORDER BY counter',
  )
  const oldRows = db.prepare<[number, number], OldAuditRow>(
    `SELECT sequence, at, badge, name, action, subject, detail FROM audit
     WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  )

  /** Everybody who stands in the audit: one look into the index each, however many entries there are. */
  function everybody(): By[] {
    const all: By[] = []
    let last: By | undefined = nextPerson.get('', '')
    while (last !== undefined) {
      all.push(last)
      last = nextPerson.get(last.badge, last.name)
    }
    return all
  }

  return {
    /** All of it, or nothing; inside another transaction, that one's part. */
    inTransaction: <T>(work: () => T): T => db.transaction(work)(),

    append({ counter, entry, signature }: ChainRow, at: number): void {
      insert.run(counter, entry, signature)
      outbox.enqueue('audit', counter, at)
    },

    newest: (): NewestRow | undefined => newest.get(),

    get: (counter: number): ChainRow | undefined => one.get(counter),

    /** Entries after a counter, up to another, in their order. */
    page: (after: number, upTo: number, limit: number): ChainRow[] => page.all(after, upTo, limit),

    /** Counter of the first entry at or after an instant (ISO 8601). */
    firstSince: (at: string): number | undefined => firstSince.get(at) ?? undefined,

    /** The highest counter whose entry is before an instant. */
    lastBefore: (at: string): number | undefined => lastBefore.get(at),

    /** Newest first, one more than the limit where there are more. */
    search(query: AuditSearch): string[] {
      const { from: source, where } = searchPlan(query)
      const who = query.who?.toLowerCase()
      const persons =
        who === undefined
          ? undefined
          : everybody().filter(({ badge, name }) => `${badge} ${name}`.toLowerCase().includes(who))
      return db
        .prepare<[Record<string, unknown>], string>(
          `SELECT entry FROM audit_entries WHERE counter IN (
             SELECT counter FROM audit_entries ${source} WHERE ${where} ORDER BY counter DESC LIMIT @limit)
           ORDER BY counter DESC`,
        )
        .pluck()
        .all({
          plate: query.plate,
          from: query.from,
          to: query.to,
          action: query.action,
          words: query.words,
          outcome: query.outcome,
          before: query.before,
          limit: query.limit + 1,
          persons: JSON.stringify(persons?.map(({ badge, name }) => [badge, name]) ?? []),
        })
    },

    /** Actions of a span, most frequent first. */
    byAction: (span: CounterSpan): ActionCount[] => byAction.all(span),

    /** How many people stand in a span; neither the program nor whoever was not known. */
    countPeople: (span: CounterSpan): number => people.get(span) ?? 0,

    /** The highest counter that was ever handed to the outbox. */
    highestSent: (): number => highestSent.get() ?? 0,

    addReceipt(of: HeadReceipt): void {
      insertReceipt.run(of)
    },
    receipt: (counter: number): HeadReceipt | undefined => receipt.get(counter),
    newestReceipt: (): HeadReceipt | undefined => newestReceipt.get(),
    receipts: (): HeadReceipt[] => receipts.all(),

    /** Rows of the plain table that was before the chain, oldest first. */
    oldRows: (after: number, limit: number): OldAuditRow[] => oldRows.all(after, limit),
  }
}

/** The most telling of the query's conditions is looked up in its index; the others are looked at row by row. */
function searchPlan({ plate, words, who, from, to, action, outcome, before }: AuditSearch) {
  const conditions = ['TRUE']
  if (plate !== undefined) conditions.push('plate = @plate')
  if (words !== undefined) {
    conditions.push(
      '(reason IS NOT NULL OR case_number IS NOT NULL)',
      `(instr(lower(coalesce(reason, '')), lower(@words)) > 0
        OR instr(lower(coalesce(case_number, '')), lower(@words)) > 0)`,
    )
  }
  if (who !== undefined) {
    conditions.push(`(badge, name) IN (SELECT value ->> 0, value ->> 1 FROM json_each(@persons))`)
  }
  if (from !== undefined) conditions.push('at >= @from')
  if (to !== undefined) conditions.push('at <= @to')
  if (action !== undefined) conditions.push('substr(action, 1, length(@action)) = @action')
  if (outcome !== undefined) conditions.push('outcome = @outcome')
  if (before !== undefined) conditions.push('counter < @before')
  return { from: indexFor(), where: conditions.join(' AND ') }

  function indexFor(): string {
    if (plate !== undefined) return 'INDEXED BY audit_by_plate'
    if (words !== undefined) return 'INDEXED BY audit_by_words'
    if (who !== undefined) return 'INDEXED BY audit_by_person'
    if ((from ?? to ?? action ?? outcome) !== undefined) return 'INDEXED BY audit_by_time'
    return 'NOT INDEXED'
  }
}
