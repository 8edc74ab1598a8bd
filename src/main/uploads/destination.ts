// Where records go: the department's own server, or a provider. Both answer with signed receipts in the form of the
// wire; who may sign them is told apart by the key, so that verifying them is the same for both.
import type { MediaHash } from '#shared/domain/ids.ts'
import type { BatchAnswer, ContactAnswer, ContactReport, RecordBatch } from '#shared/transfer/wire.ts'

/** An image as it goes: plain bytes, with what its retention counts from. */
export type ImageToSend = {
  readonly hash: MediaHash
  readonly mime: 'image/png' | 'image/jpeg'
  readonly kind: 'crop' | 'context'
  readonly recordedAt: number
  readonly bytes: Uint8Array
}

/**
 * Every method rejects with a `DestinationError` when the other side is not reached or refuses the whole request, and
 * with the signal's reason when it was aborted. Nothing counts as sent before its receipt has been verified.
 */
export type Destination = {
  readonly kind: 'department' | 'provider'
  /** For the status: the host's name, without credentials. */
  readonly host: string
  /** SPKI PEM, Ed25519: whose receipts count. */
  readonly receiptKey: string
  /** The number by which this side knows the car; receipts name it. */
  readonly car: string
  /** Its own words for how long it keeps what it is sent, where it has said so. */
  keeps?(): string | undefined
  sendRecords(batch: RecordBatch, signal: AbortSignal): Promise<BatchAnswer>
  sendImage(image: ImageToSend, signal: AbortSignal): Promise<void>
  /** Receipts of images whose uploads are complete. */
  imageReceipts(hashes: readonly MediaHash[], signal: AbortSignal): Promise<BatchAnswer>
  contact?(report: ContactReport, signal: AbortSignal): Promise<ContactAnswer>
  /** A signed file that a contact offered, as text. */
  file?(id: string, signal: AbortSignal): Promise<string>
  /** What a hot list file stands for: deflated bytes. */
  fileContent?(id: string, signal: AbortSignal): Promise<Uint8Array>
  /** Ends connections that are kept open. */
  close(): Promise<void>
}

/** unreachable: try again later; refused: the other side answered and does not take it, so a person must look. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError'
  readonly link: 'unreachable' | 'refused'
  /** What a person may do about it. */
  readonly next: string

  constructor(link: 'unreachable' | 'refused', why: string, next: string, options?: ErrorOptions) {
    super(why, options)
    this.link = link
    this.next = next
  }
}

/** The other side does not take this one image: it waits here until somebody has looked; the others go on. */
export class ImageRefused extends Error {
  override readonly name = 'ImageRefused'
}
