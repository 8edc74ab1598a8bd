// The index of a version on the disk: its buffers one after the other, in sealed blocks.
import type { KeyObject } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs'
import type { IndexBuffers } from './plate-index.ts'
import { readExactly, seal, TAG_BYTES, unseal } from './seal.ts'

/** The bytes of each buffer, which the manifest keeps. */
export type IndexSizes = { readonly [K in keyof IndexBuffers]: number }

const PARTS = ['directory', 'fingerprints', 'filter', 'firstEntries'] as const
const BLOCK_BYTES = 1024 ** 2

/** Writes the buffers and waits until they are on the disk. */
export function writeIndexFile(file: string, key: KeyObject, buffers: IndexBuffers): IndexSizes {
  const fd = openSync(file, 'wx', 0o600)
  let number = 0
  try {
    for (const part of PARTS) {
      const bytes = new Uint8Array(buffers[part])
      for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
        // A copy: ciphers do not take shared memory.
        for (const sealed of seal(key, number, bytes.slice(at, at + BLOCK_BYTES))) writeFileSync(fd, sealed)
        number += 1
      }
    }
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  return {
    directory: buffers.directory.byteLength,
    fingerprints: buffers.fingerprints.byteLength,
    filter: buffers.filter.byteLength,
    firstEntries: buffers.firstEntries.byteLength,
  }
}

/** Throws when the file is damaged or of another version. */
export function readIndexFile(file: string, key: KeyObject, sizes: IndexSizes): IndexBuffers {
  const fd = openSync(file, 'r')
  const sealed = Buffer.alloc(BLOCK_BYTES + TAG_BYTES)
  let position = 0
  let number = 0
  function read(size: number): SharedArrayBuffer {
    const bytes = new Uint8Array(new SharedArrayBuffer(size))
    for (let at = 0; at < size; at += BLOCK_BYTES) {
      const block = sealed.subarray(0, Math.min(BLOCK_BYTES, size - at) + TAG_BYTES)
      readExactly(fd, block, position)
      bytes.set(unseal(key, number, block), at)
      position += block.length
      number += 1
    }
    return bytes.buffer
  }
  try {
    return {
      directory: read(sizes.directory),
      fingerprints: read(sizes.fingerprints),
      filter: read(sizes.filter),
      firstEntries: read(sizes.firstEntries),
    }
  } finally {
    closeSync(fd)
  }
}
