import { z } from 'zod'
import { act, view } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { refused } from '../contract/refused.ts'
import { Instant } from '../domain/instant.ts'
import { By } from '../domain/officer.ts'

export const RecordClass = z.enum(['reads', 'hits', 'context-images', 'entered', 'canvasses', 'car-audit'])
export type RecordClass = z.infer<typeof RecordClass>

/** One class's clock: floor, ceiling or both, and how it purges. */
export const RetentionClock = z.object({
  class: RecordClass,
  /** Not purged before. */
  leastMs: z.number().optional(),
  /** Purged at. */
  mostMs: z.number().optional(),
  clause: z.string().optional(),
  purge: z.enum(['automatic', 'reviewed', 'approved']),
  rows: z.int().nonnegative(),
  oldestAt: Instant.optional(),
})
export type RetentionClock = z.infer<typeof RetentionClock>

export const PurgeCertificate = z.object({
  id: z.uuid(),
  class: RecordClass,
  throughDay: z.int(),
  at: Instant,
  rows: z.int(),
  images: z.int(),
  kept: z.int(),
  digest: z.string(),
  policy: z.string(),
  by: By,
  how: z.enum(['automatic', 'reviewed', 'approved']),
})
export type PurgeCertificate = z.infer<typeof PurgeCertificate>

export const PurgeProposal = z.object({
  id: z.uuid(),
  class: RecordClass,
  throughDay: z.int(),
  proposedAt: Instant,
  rows: z.int(),
  images: z.int(),
  kept: z.int(),
  state: z.enum(['waiting', 'approved', 'refused', 'done']),
  decided: z.object({ by: By, at: Instant, words: z.string() }).optional(),
})
export type PurgeProposal = z.infer<typeof PurgeProposal>

/** "Nothing older than N without a hold", as it was found. */
export const Proof = z.object({
  at: Instant,
  class: RecordClass,
  cutoffAt: Instant,
  oldestAt: Instant.optional(),
  olderWithoutHold: z.int(),
  isMet: z.boolean(),
})
export type Proof = z.infer<typeof Proof>

export const DryRun = z.object({
  class: RecordClass,
  cutoffAt: Instant,
  /** Day by day what would go and what stays, and why. No plate in it. */
  days: z.array(
    z.object({ day: z.int(), rows: z.int(), images: z.int(), kept: z.int(), why: z.array(z.string()) }),
  ),
})
export type DryRun = z.infer<typeof DryRun>

export const retention = {
  clocks: base
    .meta(view('retention.view', ['fleet.see', 'reports.read'], ['training']))
    .output(z.array(RetentionClock)),
  dryRun: base
    .meta(act('retention.dry-run', ['retention.decide', 'reports.read'], ['training']))
    .input(z.object({ class: RecordClass }))
    .errors(refused)
    .output(DryRun),
  proposals: base
    .meta(view('retention.proposals', ['retention.decide'], ['training']))
    .output(z.array(PurgeProposal)),
  decide: base
    .meta(act('retention.decide', ['retention.decide'], ['training']))
    .input(z.object({ id: z.uuid(), isApproved: z.boolean(), words: z.string().trim().min(10).max(400) }))
    .errors(refused)
    .output(z.array(PurgeProposal)),
  /** Newest first. */
  certificates: base
    .meta(view('retention.certificates', ['fleet.see', 'reports.read'], ['training']))
    .output(z.array(PurgeCertificate)),
  proofs: base
    .meta(view('retention.proofs', ['fleet.see', 'reports.read'], ['training']))
    .output(z.array(Proof)),
}
