// The plain inside of a package: frames one after the other, and the digest that the manifest signs.
import { createHash } from 'node:crypto'
import type { Media } from '#main/media/index.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import {
  frameHead,
  manifestText,
  PackageManifest,
  type FrameKind,
  type PackageHeader,
} from '#shared/transfer/package.ts'
import type { RecordEnvelope } from '#shared/transfer/wire.ts'
import type { WaitingImage } from './waiting.ts'

export type Written = { records: number; images: number }

type Content = {
  readonly header: PackageHeader
  readonly records: Iterable<RecordEnvelope> | AsyncIterable<RecordEnvelope>
  readonly images: Iterable<WaitingImage> | AsyncIterable<WaitingImage>
  readonly media: Pick<Media, 'get'>
  readonly sign: (text: string) => string
  /** Counts up while it is written. */
  readonly written: Written
}

/** Yields the package in pieces; records first, so that one that breaks off has what matters most. */
export async function* frames(content: Content): AsyncGenerator<Uint8Array> {
  const { header, records, images, media, sign, written } = content
  const digest = createHash('sha256')
  let bytes = 0

  function* frame(kind: FrameKind, body: Uint8Array): Generator<Uint8Array> {
    for (const piece of [frameHead(kind, body.length), body]) {
      digest.update(piece)
      bytes += piece.length
      yield piece
    }
  }

  yield* frame('header', json(header))
  for await (const record of records) {
    yield* frame('record', json(record))
    written.records += 1
  }
  for await (const { hash, mime, kind, recordedAt } of images) {
    // An image that is damaged on the disk must not keep all others here; it stays and is told by its own transfer.
    const image = await media.get(hash).catch(() => undefined)
    if (image === undefined) continue
    yield* frame('metadata', json({ hash, mime, kind, recordedAt: String(recordedAt) }))
    yield* frame('image', image.bytes)
    written.images += 1
  }
  const signed = { ...header, ...written, bytes, sha256: digest.digest('hex') }
  const manifest: PackageManifest = { ...signed, signature: sign(manifestText(signed)) }
  const body = json(manifest)
  yield frameHead('manifest', body.length)
  yield body
}

const json = (value: unknown): Uint8Array => Buffer.from(canonicalJson(value))
