// What auditors do with the audit: the weekly look over the log, and the regular audit.
import { createLogReviews, type LogReviewOptions } from './log-reviews.ts'
import { createRegularAudits, type RegularAuditOptions } from './regular-audits.ts'

export type Reviews = ReturnType<typeof createReviews>

export function createReviews(options: LogReviewOptions & RegularAuditOptions) {
  return { ...createLogReviews(options), ...createRegularAudits(options) }
}
