// What a car and its department server say to one another: records up, signed receipts and signed files down.
// Everything goes over TLS 1.3 with both sides' certificates; nothing here rests on that alone.
import { z } from 'zod'
import { canonicalJson } from '../domain/canonical-json.ts'
import { CameraState } from '../domain/camera.ts'
import { MediaHash } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'

/** The car's number at its department, given at enrolment. */
export const CarId = z.uuid().brand<'CarId'>()
export type CarId = z.infer<typeof CarId>

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Base64 of an Ed25519 signature. */
const Ed25519 = z.string().regex(/^[A-Za-z0-9+/]{86}==$/)

/** What goes as a record, in the order in which it goes; images go by themselves, context images last. */
export const RECORD_KINDS = ['hit', 'read', 'entered', 'canvass', 'audit'] as const
export const RecordKind = z.enum(RECORD_KINDS)
export type RecordKind = z.infer<typeof RecordKind>

export const MOST_BODY_BYTES = 256 * 1024
export const MOST_BATCH_RECORDS = 500
export const MOST_BATCH_BYTES = 4 * 1024 * 1024

/**
 * One record as the car has it. `id`: the read's, hit's, entry's or canvass's own; of an audit entry its counter.
 * `revision` rises with every change of the record; the same id and revision is always the same body.
 */
export const RecordEnvelope = z.strictObject({
  kind: RecordKind,
  id: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  revision: z.int().min(1).max(1_000_000_000),
  /** What its retention counts from; never changes. */
  recordedAt: Instant,
  /** Canonical JSON; its UTF-8 bytes are what is hashed, kept and given back. */
  body: z.string().min(2).max(MOST_BODY_BYTES),
})
export type RecordEnvelope = z.infer<typeof RecordEnvelope>

/** `POST /v1/records`. Sent again with the same records it does nothing twice. */
export const RecordBatch = z.strictObject({
  batch: z.uuid(),
  records: z.array(RecordEnvelope).min(1).max(MOST_BATCH_RECORDS),
})
export type RecordBatch = z.infer<typeof RecordBatch>

/** What the server has on its disk: `sha256` of the bytes it stored. An image's id is its hash, its revision 1. */
export const ReceiptItem = z.strictObject({
  kind: z.enum([...RECORD_KINDS, 'media']),
  id: z.string().max(64),
  revision: z.int().min(1),
  sha256: Sha256,
})
export type ReceiptItem = z.infer<typeof ReceiptItem>

/** Only this lets a car delete, and only what is named in it. Signed by the department's key over `receiptText`. */
export const Receipt = z.strictObject({
  form: z.literal('lookout-receipt 1'),
  car: CarId,
  at: Instant,
  items: z.array(ReceiptItem),
  signature: Ed25519,
})
export type Receipt = z.infer<typeof Receipt>

/** The text whose UTF-8 bytes the department signs. */
export const receiptText = ({ form, car, at, items }: Omit<Receipt, 'signature'>): string =>
  canonicalJson({ form, car, at, items })

/** Records that the server did not take, each with a reason for a person. They stay in the car. */
export const RefusedRecord = z.strictObject({
  kind: ReceiptItem.shape.kind,
  id: z.string().max(64),
  revision: z.int().min(1),
  why: z.string().max(300),
})
export type RefusedRecord = z.infer<typeof RefusedRecord>

export const BatchAnswer = z.strictObject({ receipt: Receipt, refused: z.array(RefusedRecord) })
export type BatchAnswer = z.infer<typeof BatchAnswer>

/** `POST /v1/images/receipts`, after their uploads (tus at `/v1/images`) are complete. */
export const ImageReceiptsInput = z.strictObject({ images: z.array(MediaHash).min(1).max(200) })

/** Metadata of a tus upload, all as text (tus 1.0 Upload-Metadata). */
export const ImageMetadata = z.strictObject({
  hash: MediaHash,
  mime: z.enum(['image/png', 'image/jpeg']),
  kind: z.enum(['crop', 'context']),
  /** Milliseconds since 1970; which day's key seals it, and what its retention counts from. */
  recordedAt: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
})
export type ImageMetadata = z.infer<typeof ImageMetadata>

export const MOST_IMAGE_BYTES = 16 * 1024 * 1024

/** A refusal as every path of the server gives it, with a 4xx or 5xx status. */
export const WireRefusal = z.object({ why: z.string(), next: z.string() })
export type WireRefusal = z.infer<typeof WireRefusal>

/**
 * The one-time code as the server shows it, for a person to carry to the car:
 * `lookout-enrol:HOST:PORT:SECRET:CA`. SECRET: 26 characters of Crockford base 32; CA: the 64 hexadecimal digits of
 * the SHA-256 of the authority's certificate (DER), by which the car knows the server before it has a certificate.
 */
export const EnrolmentTicket = z
  .string()
  .trim()
  .regex(/^lookout-enrol:[A-Za-z0-9.-]{1,253}:\d{1,5}:[0-9A-HJKMNP-TV-Z]{26}:[0-9a-f]{64}$/)
export type EnrolmentTicket = z.infer<typeof EnrolmentTicket>

/** `POST /v1/enrol`: the only path that is answered without a certificate. The secret is used up by it. */
export const EnrolInput = z.strictObject({
  secret: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/),
  /** PKCS#10 with a P-256 key made in the car. */
  certificateRequest: z.string().max(4000),
  /** SPKI PEM (P-256) of the key that signs the car's audit. */
  deviceKey: z.string().max(400),
  version: z.string().max(40),
})
export type EnrolInput = z.infer<typeof EnrolInput>

export const EnrolAnswer = z.strictObject({
  car: CarId,
  name: z.string().max(60),
  certificate: z.string().max(8000),
  authority: z.string().max(8000),
  /** SPKI PEM, Ed25519: signs receipts, bundles and orders. */
  departmentKey: z.string().max(400),
  /** SPKI PEM, P-256: transfer packages are sealed for it. */
  sealingKey: z.string().max(400),
  at: Instant,
})
export type EnrolAnswer = z.infer<typeof EnrolAnswer>

/** `POST /v1/renew`, over the connection of the certificate that is to be replaced; answered like an enrolment. */
export const RenewInput = EnrolInput.pick({ certificateRequest: true })

/** How much waits in the car. `oldestAt`: of what is not transferred; counted from by "days since". */
export const Waiting = z.strictObject({
  records: z.int().nonnegative(),
  images: z.int().nonnegative(),
  oldestAt: Instant.optional(),
})
export type Waiting = z.infer<typeof Waiting>

/** `POST /v1/contact`: what the car says of itself, at every contact and every few minutes while it has one. */
export const ContactReport = z.strictObject({
  at: Instant,
  version: z.string().max(40),
  policy: z.string().max(120),
  waiting: Waiting,
  /** When the outbox was last empty. */
  lastCompleteAt: Instant.optional(),
  freeBytes: z.number().nonnegative(),
  guard: z.enum(['normal', 'no-context', 'hits-only']),
  recogniser: z.enum(['starting', 'reading', 'not-reading']),
  gps: z.string().max(20),
  cameras: z.array(z.strictObject({ id: z.string(), name: z.string(), state: CameraState })).max(32),
  lists: z
    .array(
      z.strictObject({
        name: z.string().max(120),
        version: z.int().nonnegative(),
        loadedAt: Instant.optional(),
        /** Of the file it was made from, where the department sent it. */
        sha256: Sha256.optional(),
      }),
    )
    .max(100),
  /** The newest serial of each kind of signed file that the car has taken. */
  taken: z.record(z.string().max(40), z.int().nonnegative()),
  /** Transfer orders that the car has seen, and how far it is. */
  orders: z.array(z.strictObject({ id: z.uuid(), state: z.enum(['taken', 'done']) })).max(50),
  auditHead: z.strictObject({ device: z.string(), counter: z.int().positive(), hash: Sha256 }).optional(),
})
export type ContactReport = z.infer<typeof ContactReport>

/** A file of the department for this car: fetched at `GET /v1/files/:id`, then taken like one from a stick. */
export const FileOffer = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['roster', 'training', 'release', 'policy', 'order', 'hot-list']),
  serial: z.int().positive(),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
})
export type FileOffer = z.infer<typeof FileOffer>

/** The supervisor's wish that a car transfers now; the signed file of it is what the car obeys (kind `order`). */
export const TransferOrder = z.strictObject({
  id: z.uuid(),
  /** Absent: every car. */
  car: CarId.optional(),
  by: z.strictObject({ badge: z.string(), name: z.string() }),
  at: Instant,
})
export type TransferOrder = z.infer<typeof TransferOrder>

/** A hot list on its way to the cars: the file that the department loaded, whole or as what changed. */
export const HotListOffer = z.strictObject({
  name: z.string().min(1).max(120),
  template: z.string().max(60),
  /** SHA-256 of the whole file after the change. */
  sha256: Sha256,
  lines: z.int().nonnegative(),
  /** Of the file that the change is made to; absent: the whole file. */
  base: Sha256.optional(),
  /** The bytes at `GET /v1/files/:id/content`, deflated; their SHA-256. */
  content: Sha256,
  contentBytes: z.int().nonnegative(),
})
export type HotListOffer = z.infer<typeof HotListOffer>

export const ContactAnswer = z.strictObject({
  at: Instant,
  files: z.array(FileOffer).max(200),
  /** The car's audit head, countersigned (domain/audit.ts). */
  head: z
    .strictObject({ counter: z.int().positive(), hash: Sha256, at: Instant, signature: z.string().max(400) })
    .optional(),
  /** Days that the profile at the department allows between transfers, and where it warns. */
  mostDays: z.int().positive().optional(),
})
export type ContactAnswer = z.infer<typeof ContactAnswer>
