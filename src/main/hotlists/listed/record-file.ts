// The file of a version that holds its entries: sealed blocks of one size, so that a block's number is its
// place. Records do not go over the end of a block.
import type { KeyObject } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs'
import { isRecord, recordEnd } from './record.ts'
import { readExactly, seal, TAG_BYTES, unseal } from './seal.ts'

/** A cipher takes about 25 us to set up and 8 us for so many bytes: larger blocks cost find, smaller the import. */
export const BLOCK_BYTES = 16 * 1024

export type RecordWriter = {
  /** Copies the record; true when it began a new block. */
  add(records: Buffer, start: number, end: number): boolean
  /** Writes the last block, waits until all is on the disk, and closes; returns the number of blocks. */
  finish(): number
  /** Closes the file as it is. */
  abandon(): void
}

export function createRecordFile(file: string, key: KeyObject): RecordWriter {
  const fd = openSync(file, 'wx', 0o600)
  const block = Buffer.alloc(BLOCK_BYTES)
  let blocks = 0
  let used = 0
  function writeBlock(): void {
    block.fill(0, used)
    for (const part of seal(key, blocks, block)) writeFileSync(fd, part)
    blocks += 1
    used = 0
  }
  return {
    add(records, start, end) {
      if (used + end - start > BLOCK_BYTES) writeBlock()
      const isFirst = used === 0
      used += records.copy(block, used, start, end)
      return isFirst
    },
    finish() {
      if (used > 0) writeBlock()
      fsyncSync(fd)
      closeSync(fd)
      return blocks
    },
    abandon: () => closeSync(fd),
  }
}

export type RecordReader = {
  /** The plain block; throws an Error that names the file when it is damaged. */
  block(number: number): Buffer
  close(): void
}

export function openRecordFile(file: string, key: KeyObject): RecordReader {
  const fd = openSync(file, 'r')
  const sealed = Buffer.alloc(BLOCK_BYTES + TAG_BYTES)
  return {
    block(number) {
      try {
        readExactly(fd, sealed, number * sealed.length)
        return unseal(key, number, sealed)
      } catch (cause) {
        throw new Error(`Block ${number} of the hot list file ${file} is damaged. Import the list again.`, {
          cause,
        })
      }
    },
    close: () => closeSync(fd),
  }
}

/** A record in its place: `at` in `block`. */
export type RecordAt = { readonly block: Buffer; readonly at: number }

/** All records of a file, in order; the file is open from the first to the last. */
export function* eachRecord(file: string, key: KeyObject, blocks: number): Generator<RecordAt, void> {
  const reader = openRecordFile(file, key)
  try {
    for (let number = 0; number < blocks; number += 1) {
      const block = reader.block(number)
      for (let at = 0; isRecord(block, at); at = recordEnd(block, at)) yield { block, at }
    }
  } finally {
    reader.close()
  }
}

/** Keeps the blocks that were used last: a read's candidates often fall into one and the same. */
export function cacheBlocks(reader: RecordReader, most: number): RecordReader {
  const kept = new Map<number, Buffer>()
  return {
    block(number) {
      const block = kept.get(number) ?? reader.block(number)
      kept.delete(number)
      kept.set(number, block)
      if (kept.size > most) kept.delete(kept.keys().next().value ?? number)
      return block
    },
    close: () => reader.close(),
  }
}
