// Log reviews, regular audits with their findings, and verdicts on findings of the radar.
import type { AuditPart, AuditPartName, LogReview, RadarFinding, RegularAudit } from '#shared/domain/audit.ts'
import type { By } from '#shared/domain/officer.ts'
import type { CounterSpan } from './audit-repository.ts'
import type { Database } from './open.ts'

type ActionCounts = LogReview['byAction']
type Finding = NonNullable<AuditPart['finding']>
type Verdict = NonNullable<RadarFinding['verdict']>

/** A review as it is made, when its time is over. */
export type NewLogReview = {
  readonly id: string
  readonly span: CounterSpan
  readonly from: number
  readonly to: number
  readonly byAction: ActionCounts
}

export type OpenAudit = { readonly id: string; readonly from: number; readonly dueAt: number }

type LogReviewRow = {
  readonly id: string
  readonly fromCounter: number
  readonly toCounter: number
  readonly from: number
  readonly to: number
  readonly byAction: string
  readonly badge: string | null
  readonly name: string | null
  readonly signedAt: number | null
  readonly words: string | null
}

type WordRow<T> = By & { readonly verdict: T; readonly words: string; readonly at: number }

export type ReviewsRepository = ReturnType<typeof reviewsRepository>

export function reviewsRepository(db: Database) {
  const COLUMNS = `id, from_counter AS fromCounter, to_counter AS toCounter, from_at AS "from", to_at AS "to",
    by_action AS byAction, badge, name, signed_at AS signedAt, words`
  const newestReview = db.prepare<[], LogReviewRow>(
    `SELECT ${COLUMNS} FROM log_reviews ORDER BY from_counter DESC LIMIT 1`,
  )
  const reviews = db.prepare<[number], LogReviewRow>(
    `SELECT ${COLUMNS} FROM log_reviews
     WHERE signed_at IS NULL OR id IN (
       SELECT id FROM log_reviews WHERE signed_at IS NOT NULL ORDER BY from_counter DESC LIMIT ?)
     ORDER BY from_counter DESC`,
  )
  const review = db.prepare<[string], LogReviewRow>(`SELECT ${COLUMNS} FROM log_reviews WHERE id = ?`)
  const insertReview = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO log_reviews (id, from_counter, to_counter, from_at, to_at, by_action)
     VALUES (@id, @fromCounter, @toCounter, @from, @to, @byAction)`,
  )
  const signReview = db.prepare<[Record<string, string | number>]>(
    'UPDATE log_reviews SET badge = @badge, name = @name, signed_at = @at, words = @words WHERE id = @id',
  )
  const openAudit = db.prepare<[], OpenAudit>(
    'SELECT id, from_at AS "from", due_at AS dueAt FROM regular_audits WHERE closed_at IS NULL',
  )
  const newestClosed = db.prepare<[], number | null>('SELECT max(closed_at) FROM regular_audits').pluck()
  const closedReports = db
    .prepare<[number], string>(
      'SELECT report FROM regular_audits WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT ?',
    )
    .pluck()
  const insertAudit = db.prepare<[OpenAudit]>(
    'INSERT INTO regular_audits (id, from_at, due_at) VALUES (@id, @from, @dueAt)',
  )
  const closeAudit = db.prepare<[number, string, string]>(
    'UPDATE regular_audits SET closed_at = ?, report = ? WHERE id = ?',
  )
  const insertFinding = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO audit_findings (audit, part, verdict, words, badge, name, at)
     VALUES (@audit, @part, @verdict, @words, @badge, @name, @at)`,
  )
  const finding = db.prepare<[string, AuditPartName], WordRow<Finding['verdict']>>(
    `SELECT verdict, words, badge, name, at FROM audit_findings WHERE audit = ? AND part = ?
     ORDER BY sequence DESC LIMIT 1`,
  )
  const insertVerdict = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO radar_verdicts (finding, verdict, words, badge, name, at)
     VALUES (@finding, @verdict, @words, @badge, @name, @at)`,
  )
  const verdict = db.prepare<[string], WordRow<Verdict['verdict']>>(
    `SELECT verdict, words, badge, name, at FROM radar_verdicts WHERE finding = ?
     ORDER BY sequence DESC LIMIT 1`,
  )

  return {
    inTransaction: <T>(work: () => T): T => db.transaction(work)(),

    /** Where the newest review ends. */
    lastReviewed(): { readonly counter: number; readonly to: number } | undefined {
      const row = newestReview.get()
      return row && { counter: row.toCounter, to: row.to }
    },
    addReview({ id, span, from, to, byAction }: NewLogReview): void {
      insertReview.run({
        id,
        fromCounter: span.from,
        toCounter: span.to,
        from,
        to,
        byAction: JSON.stringify(byAction),
      })
    },
    /** All that are due, and so many that are signed off; newest first. */
    reviews: (mostSigned: number): LogReview[] => reviews.all(mostSigned).map(toReview),
    review(id: string): LogReview | undefined {
      const row = review.get(id)
      return row && toReview(row)
    },
    signReview(id: string, words: string, by: By, at: number): void {
      signReview.run({ id, words, badge: by.badge, name: by.name, at })
    },

    openAudit: (): OpenAudit | undefined => openAudit.get(),
    /** When the last regular audit was closed. */
    lastClosed: (): number | undefined => newestClosed.get() ?? undefined,
    /** Closed ones as they were closed, newest first. */
    closedAudits: (most: number): RegularAudit[] =>
      closedReports.all(most).map((report) => {
        const audit: RegularAudit = JSON.parse(report)
        return audit
      }),
    addAudit(audit: OpenAudit): void {
      insertAudit.run(audit)
    },
    closeAudit(audit: RegularAudit, at: number): void {
      closeAudit.run(at, JSON.stringify(audit), audit.id)
    },
    addFinding(audit: string, part: AuditPartName, { verdict, words, by, at }: Finding): void {
      insertFinding.run({ audit, part, verdict, words, badge: by.badge, name: by.name, at })
    },
    finding(audit: string, part: AuditPartName): Finding | undefined {
      const row = finding.get(audit, part)
      return row && toWord(row)
    },

    addVerdict(id: string, { verdict, words, by, at }: Verdict): void {
      insertVerdict.run({ finding: id, verdict, words, badge: by.badge, name: by.name, at })
    },
    verdict(id: string): Verdict | undefined {
      const row = verdict.get(id)
      return row && toWord(row)
    },
  }
}

function toWord<T>({ verdict, words, badge, name, at }: WordRow<T>) {
  return { verdict, words, by: { badge, name }, at }
}

function toReview(row: LogReviewRow): LogReview {
  const { id, from, to, badge, name, signedAt, words } = row
  const byAction: ActionCounts = JSON.parse(row.byAction)
  const review = { id, from, to, dueAt: to, entries: row.toCounter - row.fromCounter + 1, byAction }
  if (signedAt === null) return review
  return {
    ...review,
    signedOff: { by: { badge: badge ?? '', name: name ?? '' }, at: signedAt, words: words ?? '' },
  }
}
