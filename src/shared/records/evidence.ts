import { z } from 'zod'
import { act, view } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { refused } from '../contract/refused.ts'
import { Instant } from '../domain/instant.ts'
import { By } from '../domain/officer.ts'
import { FileToFetch, RecordKey } from './records.ts'

const Words = z.string().trim().min(10).max(400)

/** For whom a package is sealed: a public key of the receiver (SPKI PEM, P-256), or a passphrase said in another way. */
export const Receiver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('key'), publicKey: z.string().max(400) }),
  z.object({ kind: z.literal('passphrase'), passphrase: z.string().min(16).max(128) }),
])
export type Receiver = z.infer<typeof Receiver>

export const EvidencePackage = z.object({
  id: z.uuid(),
  madeAt: Instant,
  by: By,
  caseNumber: z.string(),
  holdId: z.uuid().optional(),
  target: z.enum(['portable-media', 'evidence.com']),
  items: z.int(),
  bytes: z.int(),
  /** Of the sealed file. */
  sha256: z.string(),
  isHere: z.boolean(),
  booked: z
    .object({
      at: Instant,
      badge: z.string(),
      mediaId: z.string().optional(),
      bookingNumber: z.string().optional(),
      receipt: z.string().optional(),
      evidenceId: z.string().optional(),
      uploadStatus: z.enum(['not-uploaded', 'uploaded', 'confirmed']).optional(),
    })
    .optional(),
  custody: z.array(z.object({ at: Instant, by: By, step: z.string(), words: z.string() })),
})
export type EvidencePackage = z.infer<typeof EvidencePackage>

/**
 * Evidence leaves as a BagIt bag (RFC 8493) in one sealed file: images, records, audit extract, hashes, signature,
 * report and chain-of-custody form. The target is the profile's (Rantoul 438.4 ¶2 s2: evidence.com; else portable media).
 */
export const evidence = {
  list: base
    .meta(view('evidence.view', ['evidence.make', 'holds.lift'], ['training']))
    .output(z.array(EvidencePackage)),
  make: base
    .meta(act('evidence.make', ['evidence.make'], ['training']))
    .input(
      z.object({
        search: z.uuid(),
        records: z.array(RecordKey).min(1).max(1000),
        caseNumber: z.string().trim().min(3).max(40),
        words: Words,
        holdId: z.uuid().optional(),
        receiver: Receiver,
      }),
    )
    .errors(refused)
    .output(EvidencePackage),
  fetch: base
    .meta(act('evidence.fetch', ['evidence.make'], ['training']))
    .input(z.object({ id: z.uuid(), words: Words }))
    .errors(refused)
    .output(FileToFetch),
  /** What the evidence room or evidence.com gave back; each change is a line of the chain of custody. */
  book: base
    .meta(act('evidence.book', ['evidence.make'], ['training']))
    .input(
      z.object({
        id: z.uuid(),
        mediaId: z.string().trim().max(80).optional(),
        bookingNumber: z.string().trim().max(80).optional(),
        receipt: z.string().trim().max(200).optional(),
        evidenceId: z.string().trim().max(80).optional(),
        uploadStatus: z.enum(['not-uploaded', 'uploaded', 'confirmed']).optional(),
        words: Words,
      }),
    )
    .errors(refused)
    .output(EvidencePackage),
}
