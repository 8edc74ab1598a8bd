// A transfer package: what waits in a car, as one file that somebody carries to the department. It is sealed for the
// department's sealing key; what is in it is a row of frames that the car's device key signs at the end.
import { z } from 'zod'
import { canonicalJson } from '../domain/canonical-json.ts'
import { Instant } from '../domain/instant.ts'
import { CarId, MOST_BODY_BYTES, MOST_IMAGE_BYTES, Sha256 } from './wire.ts'

const FORM = 'lookout-transfer 1'

/** The ends of the names of a package and of the receipts that are carried back. */
export const PACKAGE_ENDING = '.lookout-transfer'
export const RECEIPTS_ENDING = '.lookout-receipts'

/**
 * Frames: one byte that tells the kind, four bytes of length (big-endian), and so many bytes. Their order: a header,
 * records as the wire has them, images each after its metadata, the manifest, and nothing after it.
 */
export const FRAME_KINDS = ['header', 'record', 'metadata', 'image', 'manifest'] as const
export type FrameKind = (typeof FRAME_KINDS)[number]

export const FRAME_HEAD_BYTES = 5

/** The most bytes of each kind. JSON may write one character of a record's body with six. */
export const MOST_FRAME_BYTES: Readonly<Record<FrameKind, number>> = {
  header: 4096,
  record: MOST_BODY_BYTES * 6 + 4096,
  metadata: 4096,
  image: MOST_IMAGE_BYTES,
  manifest: 4096,
}

export const PackageHeader = z.strictObject({
  form: z.literal(FORM),
  id: z.uuid(),
  car: CarId,
  at: Instant,
})
export type PackageHeader = z.infer<typeof PackageHeader>

export const PackageManifest = PackageHeader.extend({
  records: z.int().nonnegative(),
  images: z.int().nonnegative(),
  /** Of all frames before this one, heads included. */
  bytes: z.int().nonnegative(),
  sha256: Sha256,
  /** ECDSA P-256 with SHA-256 of the car's device key over `manifestText`: r and s, base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})
export type PackageManifest = z.infer<typeof PackageManifest>

/** The text whose UTF-8 bytes the car signs. */
export const manifestText = (manifest: Omit<PackageManifest, 'signature'>): string =>
  canonicalJson({ ...manifest, signature: undefined })

export const packageHeader = (id: string, car: CarId, at: number): PackageHeader =>
  PackageHeader.parse({ form: FORM, id, car, at })

/** The head of a frame of so many bytes. */
export function frameHead(kind: FrameKind, length: number): Uint8Array {
  const head = new Uint8Array(FRAME_HEAD_BYTES)
  head[0] = FRAME_KINDS.indexOf(kind)
  new DataView(head.buffer).setUint32(1, length)
  return head
}
