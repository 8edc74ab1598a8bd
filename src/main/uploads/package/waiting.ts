import type { MediaHash } from '#shared/domain/ids.ts'
import type { RecordEnvelope } from '#shared/transfer/wire.ts'

export type WaitingImage = {
  readonly hash: MediaHash
  readonly mime: 'image/png' | 'image/jpeg'
  readonly kind: 'crop' | 'context'
  readonly recordedAt: number
}

/** What is not transferred yet, as the outbox has it. Read in small steps: the car goes on reading plates meanwhile. */
export type WaitingRecords = {
  /** About so many bytes it takes: a package is not begun where it has no room. */
  readonly bytes: () => number
  readonly records: () => Iterable<RecordEnvelope> | AsyncIterable<RecordEnvelope>
  readonly images: () => Iterable<WaitingImage> | AsyncIterable<WaitingImage>
}
