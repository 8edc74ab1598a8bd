import { z } from 'zod'
import { act, view } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { refused } from '../contract/refused.ts'
import { Instant } from '../domain/instant.ts'
import { By } from '../domain/officer.ts'
import { RecordKey } from './records.ts'

/** Schaumburg IV.C s1c, Alsip 709.4 ¶2 s2, Parsons 427.5 ¶2 s1, Oak Brook 131.5(c). Which of them, the profile says. */
export const HoldKind = z.enum([
  'evidence',
  'anticipated-evidence',
  'legal-process',
  'discovery',
  'ongoing-investigation',
  'acted-on',
])
export type HoldKind = z.infer<typeof HoldKind>

const Words = z.string().trim().min(10).max(400)

/** A hold beats every purge. It never ends by itself: past its review date it is urged, and still holds. */
export const Hold = z.object({
  id: z.uuid(),
  kind: HoldKind,
  ground: z.string(),
  caseNumber: z.string(),
  placedBy: By,
  placedAt: Instant,
  reviewAt: Instant,
  isReviewDue: z.boolean(),
  items: z.int().nonnegative(),
  reviews: z.array(z.object({ by: By, at: Instant, words: z.string(), nextReviewAt: Instant })),
  lifted: z.object({ by: By, at: Instant, why: z.string() }).optional(),
  /** The second clock (Parsons 427.5 ¶2 s2): once lifted, what was held follows this schedule, to this day. */
  scheduleUntil: Instant.optional(),
  schedule: z.string().optional(),
})
export type Hold = z.infer<typeof Hold>

export const holds = {
  /** Standing first, the one whose review is due first of all. */
  list: base
    .meta(view('holds.view', ['holds.see'], ['training']))
    .input(z.object({ isLiftedToo: z.boolean() }))
    .output(z.array(Hold)),
  /** Holds records that a search of the same person has shown. */
  place: base
    .meta(act('hold.place', ['holds.place'], ['training']))
    .input(
      z.object({
        search: z.uuid(),
        records: z.array(RecordKey).min(1).max(1000),
        kind: HoldKind,
        ground: Words,
        caseNumber: z.string().trim().min(3).max(40),
        reviewAt: Instant,
      }),
    )
    .errors(refused)
    .output(Hold),
  add: base
    .meta(act('hold.add', ['holds.place'], ['training']))
    .input(z.object({ id: z.uuid(), search: z.uuid(), records: z.array(RecordKey).min(1).max(1000) }))
    .errors(refused)
    .output(Hold),
  review: base
    .meta(act('hold.review', ['holds.lift'], ['training']))
    .input(z.object({ id: z.uuid(), words: Words, nextReviewAt: Instant }))
    .errors(refused)
    .output(Hold),
  lift: base
    .meta(act('hold.lift', ['holds.lift'], ['training']))
    .input(z.object({ id: z.uuid(), why: Words, scheduleUntil: Instant.optional() }))
    .errors(refused)
    .output(Hold),
}
