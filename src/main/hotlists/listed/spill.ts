// The records of an import on their way into order: parted by the first bits of their hash, and put aside on
// the disk where there are more than fit in memory. What is put aside is encrypted with a key that is never
// written, so what a crash leaves behind is noise.
import { createSecretKey, randomBytes } from 'node:crypto'
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { readExactly, seal, TAG_BYTES, unseal } from './seal.ts'

export type Spill = {
  /** Room for a record of at most `bytes` in the partition: where it is to be written. */
  reserve(partition: number, bytes: number): { readonly buffer: Buffer; readonly at: number }
  /** Takes what was written after `reserve`: up to before `end`. */
  commit(partition: number, end: number): void
  /** How many records were committed. */
  count(partition: number): number
  /** All records of a partition, one after the other; valid until the next `load`. */
  load(partition: number): Buffer
  /** Removes the file; once is enough. */
  discard(): void
}

export const PARTITIONS = 64
const CHUNK_BYTES = 256 * 1024
/**
 * A list of 1e7 entries has about 17 MB in each. Only a file that names a few plates over and over comes near
 * this, and it is no hot list.
 */
const MOST_PARTITION_BYTES = 160 * 1024 ** 2

type Chunk = { readonly number: number; readonly offset: number; readonly bytes: number }

export function createSpill(file: string): Spill {
  const fd = openSync(file, 'wx+', 0o600)
  const key = createSecretKey(randomBytes(32))
  const buffers = Array.from({ length: PARTITIONS }, () => Buffer.allocUnsafeSlow(CHUNK_BYTES))
  const used = new Uint32Array(PARTITIONS)
  const counts = new Uint32Array(PARTITIONS)
  const chunks: Chunk[][] = buffers.map(() => [])
  const place = { buffer: bufferOf(buffers, 0), at: 0 }
  let written = 0
  let number = 0
  let loaded = Buffer.alloc(0)
  let isDiscarded = false

  function putAside(partition: number): void {
    const bytes = used[partition] ?? 0
    const sealed = seal(key, number, bufferOf(buffers, partition).subarray(0, bytes))
    for (const part of sealed) writeFileSync(fd, part)
    chunks[partition]?.push({ number, offset: written, bytes })
    written += bytes + TAG_BYTES
    number += 1
    used[partition] = 0
  }

  function bytesOf(partition: number): number {
    return (chunks[partition] ?? []).reduce((sum, part) => sum + part.bytes, used[partition] ?? 0)
  }

  return {
    reserve(partition, bytes) {
      if ((used[partition] ?? 0) + bytes > CHUNK_BYTES) putAside(partition)
      place.buffer = bufferOf(buffers, partition)
      place.at = used[partition] ?? 0
      return place
    },
    commit(partition, end) {
      used[partition] = end
      counts[partition] = (counts[partition] ?? 0) + 1
    },
    count: (partition) => counts[partition] ?? 0,
    load(partition) {
      const parts = chunks[partition] ?? []
      const inMemory = used[partition] ?? 0
      const bytes = bytesOf(partition)
      if (bytes > loaded.length) {
        const most = Math.max(...chunks.keys().map(bytesOf))
        if (most > MOST_PARTITION_BYTES) throw new TooManyOfOnePlate()
        loaded = Buffer.allocUnsafeSlow(most)
      }
      let at = 0
      for (const part of parts) {
        const sealed = Buffer.allocUnsafe(part.bytes + TAG_BYTES)
        readExactly(fd, sealed, part.offset)
        at += unseal(key, part.number, sealed).copy(loaded, at)
      }
      bufferOf(buffers, partition).copy(loaded, at, 0, inMemory)
      return loaded.subarray(0, bytes)
    },
    discard() {
      if (isDiscarded) return
      isDiscarded = true
      closeSync(fd)
      rmSync(file, { force: true })
    },
  }
}

/** Refuses a file; see MOST_PARTITION_BYTES. */
export class TooManyOfOnePlate extends Error {
  constructor() {
    super(
      'The file names the same few plates over and over, many thousand times. Get a whole file from its source.',
    )
  }
}

function bufferOf(buffers: readonly Buffer[], partition: number): Buffer {
  const buffer = buffers[partition]
  if (buffer === undefined) throw new Error(`There is no partition ${partition}.`)
  return buffer
}
