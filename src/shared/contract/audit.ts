import { z } from 'zod'
import {
  AuditEntry,
  AuditPartName,
  AuditQuery,
  AuditState,
  ChainVerdict,
  LogReview,
  RadarFinding,
  RegularAudit,
} from '../domain/audit.ts'
import { act, open, view } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

const Words = z.string().trim().min(10).max(400)

/** Who did what, when and why. Each look into it is itself an entry; nothing here changes one. */
export const audit = {
  state: base.meta(open('tells whether the audit can be written, no entry')).output(AuditState),
  /** Newest first. */
  search: base
    .meta(act('audit.view', ['audit.read'], []))
    .input(AuditQuery)
    .errors(refused)
    .output(z.object({ rows: z.array(AuditEntry), isMore: z.boolean() })),
  verify: base.meta(act('audit.verify', ['audit.read'], [])).output(ChainVerdict),
  /** Writes a file that `lookout-audit verify` reads, into the data folder's `export`. */
  export: base
    .meta(act('audit.export', ['audit.read'], []))
    .input(z.object({ reason: Words }))
    .errors(refused)
    .output(z.object({ file: z.string(), entries: z.int() })),
  reviews: base.meta(view('audit.reviews', ['audit.review'], [])).output(z.array(LogReview)),
  signOff: base
    .meta(act('audit.sign-off', ['audit.review'], []))
    .input(z.object({ id: z.uuid(), words: Words }))
    .errors(refused)
    .output(z.array(LogReview)),
  /** The regular audit that is open, and closed ones, newest first. */
  regular: base.meta(view('audit.regular', ['audit.review'], [])).output(z.array(RegularAudit)),
  find: base
    .meta(act('audit.find', ['audit.review'], []))
    .input(
      z.object({
        id: z.uuid(),
        part: AuditPartName,
        verdict: z.enum(['in-order', 'deficient']),
        words: Words,
      }),
    )
    .errors(refused)
    .output(z.array(RegularAudit)),
  /** Refused with the parts that have no finding yet. */
  close: base
    .meta(act('audit.close', ['audit.review'], []))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(z.array(RegularAudit)),
  radar: base.meta(view('radar.view', ['audit.radar'], [])).output(z.array(RadarFinding)),
  /** Nobody judges a finding about himself. */
  judge: base
    .meta(act('radar.judge', ['audit.radar'], []))
    .input(z.object({ id: z.string().max(200), verdict: z.enum(['explained', 'followed-up']), words: Words }))
    .errors(refused)
    .output(z.array(RadarFinding)),
}
