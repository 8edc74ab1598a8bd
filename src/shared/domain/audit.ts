// Entries of the audit as they are kept and shown, and what is made of them: reviews, audits, the misuse radar.
import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'
import { Instant } from './instant.ts'
import { Badge, By } from './officer.ts'

/** refused: a gate held; failed: it was let through and came to nothing. */
export const AuditOutcome = z.enum(['done', 'refused', 'failed'])
export type AuditOutcome = z.infer<typeof AuditOutcome>

/**
 * One entry as it is hashed and signed (docs/decisions/0013). Plates stand in it as keyed pseudonyms only, so that
 * nothing has to be taken out of the chain when a read is purged.
 */
export const AuditEntry = z.strictObject({
  form: z.literal(1),
  /** Rises by one with each entry of this device. */
  counter: z.int().positive(),
  /** System time, ISO 8601 in UTC with milliseconds. */
  at: z.iso.datetime({ precision: 3 }),
  /** GPS time at the same moment, where a receiver gave one. */
  gpsAt: z.iso.datetime({ precision: 3 }).optional(),
  /** Fingerprint of the device's key. */
  device: z.string().regex(/^[0-9a-f]{16}$/),
  /** The policy in force: id, version, hash. */
  policy: z.string(),
  session: z.uuid().optional(),
  badge: z.string().max(12),
  name: z.string().max(60),
  /** A word such as "list.import". */
  action: z.string().regex(/^[a-z-]+(\.[a-z-]+)+$/),
  /** With what: a list's name, a hit's id. */
  subject: z.string().max(200),
  outcome: AuditOutcome,
  /** Keyed pseudonym of a plate, 32 hexadecimal digits. */
  plate: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  reason: z.string().max(400).optional(),
  caseNumber: z.string().max(40).optional(),
  detail: z.json(),
  /** SHA-256 of the entry before with its signature; 64 zeros for the first. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** What stands in the first entry in the place of a hash. */
export const NO_HASH = '0'.repeat(64)

/** Where a device's chain stands: its newest entry and the hash of it with its signature. */
export const AuditHead = z.object({
  device: AuditEntry.shape.device,
  counter: z.int().positive(),
  hash: AuditEntry.shape.previous,
})
export type AuditHead = z.infer<typeof AuditHead>

/** A head as the department has signed it; the signature is base64 over headText. */
export const HeadReceipt = AuditHead.extend({ at: Instant, signature: z.string().max(400) }).omit({
  device: true,
})
export type HeadReceipt = z.infer<typeof HeadReceipt>

/** The text whose UTF-8 bytes the department signs, with the instant at which it does. */
export function headText({ device, counter, hash, at }: AuditHead & { readonly at: number }): string {
  return canonicalJson({ form: 'lookout-audit-head 1', device, counter, hash, at })
}

export const AuditQuery = z.object({
  /** Part of a name or a badge number. */
  who: z.string().trim().max(60).optional(),
  /** Looked for by its pseudonym: the whole plate. */
  plate: z.string().trim().max(12).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  /** The beginning of an action: "hit." or "reads.search". */
  action: z.string().trim().max(40).optional(),
  /** Part of the reason or the case number. */
  words: z.string().trim().max(100).optional(),
  outcome: AuditOutcome.optional(),
  /** Only entries before this one. */
  before: z.int().positive().optional(),
  limit: z.int().min(1).max(200),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export const AuditState = z.object({
  entries: z.int().nonnegative(),
  device: z.string(),
  /** Hash of the newest entry with its signature. */
  head: z.string().optional(),
  /** False: entries cannot be written. Data stay shut until they can; alerts go on. */
  isWriting: z.boolean(),
  fault: z.string().optional(),
  /** The newest head that the department has signed. */
  countersigned: z.object({ counter: z.int(), at: Instant }).optional(),
})
export type AuditState = z.infer<typeof AuditState>

/** What checking the chain found. */
export const ChainVerdict = z.object({
  isWhole: z.boolean(),
  entries: z.int(),
  /** The first entry that is not whole, and why. */
  first: z.object({ counter: z.int(), why: z.string() }).optional(),
})
export type ChainVerdict = z.infer<typeof ChainVerdict>

/** A week of entries that somebody looks over and signs off (CJIS AU-6). */
export const LogReview = z.object({
  id: z.uuid(),
  from: Instant,
  to: Instant,
  dueAt: Instant,
  entries: z.int(),
  /** Entries of the week by action, most frequent first, and the refused ones. */
  byAction: z.array(z.object({ action: z.string(), count: z.int(), refused: z.int() })),
  signedOff: z.object({ by: By, at: Instant, words: z.string() }).optional(),
})
export type LogReview = z.infer<typeof LogReview>

export const AuditPartName = z.enum(['passwords', 'usage', 'training'])
export type AuditPartName = z.infer<typeof AuditPartName>

/** One part of the regular audit (Oak Brook 131.5(d)): figures that the product counts, and the auditor's finding. */
export const AuditPart = z.object({
  part: AuditPartName,
  figures: z.array(z.object({ words: z.string(), value: z.string() })),
  finding: z
    .object({ verdict: z.enum(['in-order', 'deficient']), words: z.string(), by: By, at: Instant })
    .optional(),
})
export type AuditPart = z.infer<typeof AuditPart>

export const RegularAudit = z.object({
  id: z.uuid(),
  from: Instant,
  to: Instant,
  dueAt: Instant,
  clause: z.string().optional(),
  parts: z.array(AuditPart),
  /** Not possible with a part without its finding. */
  closed: z.object({ by: By, at: Instant }).optional(),
})
export type RegularAudit = z.infer<typeof RegularAudit>

export const RadarKind = z.enum([
  'same-plate-again',
  'search-without-case',
  'off-duty',
  'reused-reason',
  'own-plate',
])
export type RadarKind = z.infer<typeof RadarKind>

/** A pattern that may be misuse; it says what was seen, never that it was wrong. */
export const RadarFinding = z.object({
  /** Stable over runs: made of the kind, the officer and what it is about. */
  id: z.string(),
  kind: RadarKind,
  officer: z.object({ badge: Badge, name: z.string() }),
  words: z.string(),
  /** Counters of the entries that it rests on. */
  entries: z.array(z.int()),
  firstAt: Instant,
  lastAt: Instant,
  verdict: z
    .object({ verdict: z.enum(['explained', 'followed-up']), words: z.string(), by: By, at: Instant })
    .optional(),
})
export type RadarFinding = z.infer<typeof RadarFinding>
