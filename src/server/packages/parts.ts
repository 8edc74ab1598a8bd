// A package's frames as they are taken: header, batches of records, images, the manifest. Both passes over a file go
// through here, so that they take it apart at the same places.
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { PackageHeader, PackageManifest } from '#shared/transfer/package.ts'
import { ImageMetadata, MOST_BATCH_BYTES, MOST_BATCH_RECORDS, RecordEnvelope } from '#shared/transfer/wire.ts'
import { damaged, readFrames, type Frame } from './read-frames.ts'

/** `mark`: SHA-256 of all bytes of the package to the end of this part. */
export type Part =
  | { readonly kind: 'header'; readonly header: PackageHeader }
  | { readonly kind: 'records'; readonly records: readonly RecordEnvelope[]; readonly mark: string }
  | {
      readonly kind: 'image'
      readonly metadata: ImageMetadata
      readonly bytes: Uint8Array
      readonly mark: string
    }
  | {
      readonly kind: 'manifest'
      readonly manifest: PackageManifest
      /** Of everything before it. */
      readonly sha256: string
      readonly bytes: number
    }

/** Refused: whatever is no package; each image has the hash that its metadata names. */
export async function* readParts(source: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  let records: RecordEnvelope[] = []
  let bytes = 0
  let metadata: ImageMetadata | undefined
  let image: { readonly metadata: ImageMetadata; readonly bytes: Uint8Array } | undefined

  /** What is collected is given out at the frame after it: the digest is then of all of it. */
  function* collected(before: Frame['before']): Generator<Part> {
    if (records.length > 0) yield { kind: 'records', records, mark: before.sha256() }
    if (image !== undefined) yield { kind: 'image', ...image, mark: before.sha256() }
    records = []
    bytes = 0
    image = undefined
  }

  for await (const frame of readFrames(source)) {
    switch (frame.kind) {
      case 'header':
        yield { kind: 'header', header: read(PackageHeader, frame.bytes) }
        break
      case 'record': {
        const isFull = records.length >= MOST_BATCH_RECORDS || bytes + frame.bytes.length > MOST_BATCH_BYTES
        if (isFull) yield* collected(frame.before)
        records.push(read(RecordEnvelope, frame.bytes))
        bytes += frame.bytes.length
        break
      }
      case 'metadata':
        yield* collected(frame.before)
        metadata = read(ImageMetadata, frame.bytes)
        break
      case 'image':
        if (metadata === undefined || hashOf(frame.bytes) !== metadata.hash) throw damaged()
        image = { metadata, bytes: frame.bytes }
        break
      case 'manifest': {
        yield* collected(frame.before)
        const { before } = frame
        const manifest = read(PackageManifest, frame.bytes)
        yield { kind: 'manifest', manifest, sha256: before.sha256(), bytes: before.bytes }
        break
      }
    }
  }
}

function read<T extends z.ZodType>(form: T, bytes: Uint8Array): z.infer<T> {
  let json: unknown
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw damaged()
  }
  const said = form.safeParse(json)
  if (!said.success) throw damaged()
  return said.data
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
