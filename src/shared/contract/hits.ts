import { z } from 'zod'
import { Exoneration, Hit } from '../domain/hit.ts'
import { RejectReason, StepInput } from '../domain/hit-step.ts'
import { HitId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Suppression } from '../domain/local-list.ts'
import { act, view } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

const notFound = { NOT_FOUND: { message: 'There is no such hit; it may have been purged.' } }

/** What came of the closed hits, by list: the accuracy that officers' answers show. */
export const AccuracyRow = z.object({
  list: z.string(),
  closed: z.int().nonnegative(),
  rejected: z.partialRecord(RejectReason, z.int()),
  /** Mean of the stated probability that characters and state were right. */
  statedBoth: z.number().min(0).max(1),
})
export type AccuracyRow = z.infer<typeof AccuracyRow>

export const hits = {
  /** Hits that are not closed: gravest first, then oldest; at most 200. Covert and silent ones are not among them. */
  open: base.meta(view('hits.view', ['operate'])).output(z.array(Hit)),
  get: base
    .meta(view('hit.view', ['operate', 'hits.history']))
    .input(z.object({ id: HitId }))
    .errors(notFound)
    .output(Hit),
  /** The console reports that the prompt is on the screen; the first report counts. */
  shown: base
    .meta(act('hit.shown', ['operate'], ['training']))
    .input(z.object({ id: HitId }))
    .errors(notFound)
    .output(Hit),
  /** One step of the hit's way, taken or refused by the same rules everywhere (src/shared/domain/hit-machine.ts). */
  step: base
    .meta(act('hit.step', ['operate']))
    .input(z.object({ id: HitId, step: StepInput }))
    .errors({ ...notFound, ...refused })
    .output(Hit),
  /** Quiets one entry of the hit for the rest of the shift, or until its list changes. */
  suppress: base
    .meta(act('plate.suppress', ['operate']))
    .input(z.object({ id: HitId, reason: z.string().trim().min(10).max(400) }))
    .errors({ ...notFound, ...refused })
    .output(Suppression),
  suppressions: base.meta(view('suppressions.view', ['operate'])).output(z.array(Suppression)),
  lift: base
    .meta(act('plate.unsuppress', ['operate']))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(z.array(Suppression)),
  /** Closed and open hits of the last days, newest first; for the supervisor and for "explain this hit". */
  recent: base
    .meta(view('hits.history', ['hits.history']))
    .input(z.object({ before: Instant.optional(), limit: z.int().min(1).max(100) }))
    .output(z.array(Hit)),
  accuracy: base.meta(view('accuracy.view', ['hits.history'])).output(z.array(AccuracyRow)),
  exonerations: base.meta(view('exonerations.view', ['hits.history'])).output(z.array(Exoneration)),
  /** A supervisor upholds an exoneration or sets it aside. */
  review: base
    .meta(act('exoneration.review', ['hits.review'], ['training']))
    .input(z.object({ id: z.uuid(), isUpheld: z.boolean(), words: z.string().trim().min(3).max(400) }))
    .errors(refused)
    .output(z.array(Exoneration)),
}
