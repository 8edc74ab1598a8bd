// What stands in a record's body, by its kind: canonical JSON of these. Fields that this version does not know are let
// through: the bytes are kept as they came, and a newer car may say more.
import { z } from 'zod'
import { Hit } from '../domain/hit.ts'
import { ReadId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { Canvass, LocalEntry, PartialPlate } from '../domain/local-list.ts'
import { Read } from '../domain/read.ts'

/** `id`: the read's. */
export const ReadBody = Read
export type ReadBody = Read

/** `id`: the hit's; `recordedAt`: its `raisedAt`. The read is a record of its own and is only named. */
export const HitBody = Hit.omit({ read: true }).extend({
  readId: ReadId,
  /** The `recordedAt` of that read, by which the server finds it. */
  readRecordedAt: Instant,
  visibility: z.enum(['alert', 'silent', 'covert']),
})
export type HitBody = z.infer<typeof HitBody>

/**
 * One version of what an officer entered. A version is never changed, so each is a record of its own with revision 1:
 * `id` is enteredRecordId of it, `recordedAt` its `at`.
 */
export const EnteredBody = z.discriminatedUnion('kind', [
  LocalEntry.extend({ kind: z.literal('local') }),
  PartialPlate.omit({ fitsShare: true }).extend({ kind: z.literal('partial') }),
])
export type EnteredBody = z.infer<typeof EnteredBody>

export const enteredRecordId = ({ id, version }: Pick<EnteredBody, 'id' | 'version'>): string =>
  `${id}-${version}`

/** `id`: the canvass's; `recordedAt`: its `startedAt`. */
export const CanvassBody = Canvass
export type CanvassBody = Canvass

/**
 * `id`: the entry's counter in decimal digits; `revision`: 1; `recordedAt`: the entry's `at` in milliseconds. `entry` is
 * the very text that was signed (AuditEntry). Entries go in the order of their counters.
 */
export const AuditBody = z.strictObject({
  entry: z.string().min(2).max(200_000),
  /** 64 bytes (r, s), base64; see audit/device-key. */
  signature: z.string().max(100),
})
export type AuditBody = z.infer<typeof AuditBody>
