// The weekly look over the log (CJIS AU-6). Reviews are spans of counters, each beginning where the one before ended:
// a clock that was set wrong lets no entry fall between two of them.
import { randomUUID } from 'node:crypto'
import type { AuditRepository } from '#main/storage/audit-repository.ts'
import type { ReviewsRepository } from '#main/storage/reviews-repository.ts'
import type { LogReview } from '#shared/domain/audit.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { refuse } from '../refused.ts'
import type { AuditLog } from './open-audit.ts'

const DAY_MS = 86_400_000
/** A year of weeks. */
const MOST_SIGNED = 52

export type LogReviewOptions = {
  readonly repository: ReviewsRepository
  readonly entries: AuditRepository
  readonly audit: Pick<AuditLog, 'write'>
  readonly profile: Pick<Profile, 'logReviewDays'>
  readonly now: () => number
}

export function createLogReviews({ repository, entries, audit, profile, now }: LogReviewOptions) {
  /** Makes the reviews whose time is over. A time without entries is none. */
  function makeDue(): void {
    const everyMs = profile.logReviewDays.value * DAY_MS
    for (;;) {
      const last = repository.lastReviewed()
      const first = entries.page(last?.counter ?? 0, Number.MAX_SAFE_INTEGER, 1)[0]
      if (first === undefined) return
      // A clock that ran ahead when it was written must not put the review off for years.
      const firstAt = Math.min(atOf(first.entry), Date.parse(entries.newest()?.at ?? ''))
      // Time in which the program did not run is skipped in whole spans, so that the day of the week stays.
      const skipped = last === undefined ? 0 : Math.max(0, Math.floor((firstAt - last.to) / everyMs))
      const from = last === undefined ? firstAt : last.to + skipped * everyMs
      const to = from + everyMs
      if (to > now()) return
      const upTo = entries.lastBefore(new Date(to).toISOString())
      const span = { from: first.counter, to: Math.max(first.counter, upTo ?? 0) }
      repository.addReview({ id: randomUUID(), span, from, to, byAction: entries.byAction(span) })
    }
  }

  function weekly(): LogReview[] {
    repository.inTransaction(makeDue)
    return repository.reviews(MOST_SIGNED)
  }

  return {
    weekly,
    signOff(id: string, words: string, by: By): LogReview[] {
      repository.inTransaction(() => {
        const review = repository.review(id)
        if (review === undefined) throw refuse('a review with this id', 'Look at the list of reviews again.')
        if (review.signedOff !== undefined) {
          const { by, at } = review.signedOff
          throw refuse(
            `a review that is not signed off yet: ${by.name} did on ${new Date(at).toISOString().slice(0, 10)}`,
            'Nothing is to be done.',
            profile.logReviewDays.clause,
          )
        }
        repository.signReview(id, words, by, now())
        const { from, to, entries: count } = review
        audit.write(by, 'audit.sign-off', id, { from, to, entries: count, words })
      })
      return weekly()
    },
  }
}

function atOf(entry: string): number {
  const { at }: { at: string } = JSON.parse(entry)
  return Date.parse(at)
}
