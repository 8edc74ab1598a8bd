// The desks of whoever reviews the use of the system, of a car and of the department alike: regular audits and reviews of
// the log, and what stands out in the use (radar).
import type { Profile } from '#shared/domain/profile.ts'
import type { TrainingItem } from '#shared/domain/training.ts'
import { passwordFigures, trainingFigures, type Access } from './access/index.ts'
import { createRadarDesk, createReviews, type AuditLog } from './audit/index.ts'
import type { AuditRepository } from './storage/audit-repository.ts'
import type { Database } from './storage/open.ts'
import { reviewsRepository } from './storage/reviews-repository.ts'

type Options = {
  readonly db: Database
  readonly entries: AuditRepository
  readonly audit: AuditLog
  readonly profile: Profile
  readonly access: Access
  readonly trainingOf: (accountId: string) => TrainingItem[]
  readonly now: () => number
}

export function openReviewing({ db, entries, audit, profile, access, trainingOf, now }: Options) {
  const { book } = access
  const repository = reviewsRepository(db)
  const figures = {
    passwords: () => passwordFigures(book.list(), profile, now()),
    training: () => trainingFigures(book.list(), trainingOf),
  }
  return {
    reviews: createReviews({ repository, entries, audit, profile, ...figures, now }),
    radar: createRadarDesk({
      repository,
      audit,
      dutyHours: (badge) => book.byBadge(badge)?.dutyHours,
      ownPlates: (badge) => new Set(book.byBadge(badge)?.ownPlates),
      now,
    }),
    /** How many accounts have a password or a training that has run out. */
    figures,
  }
}
