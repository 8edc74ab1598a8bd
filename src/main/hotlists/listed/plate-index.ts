// What is kept in memory of a list: enough to say at once whether a plate is listed, and where on the disk.
// A bit filter turns most plates away after one access to memory; a directory by the first bits of the hash
// and the next 32 bits of each entry's hash, in the order of the file, do the rest. Shared buffers, because
// the import worker makes them and hands them over whole.

/** All that the index of one version consists of; Uint32 each but for the filter's bits. */
export type IndexBuffers = {
  /** For each bucket its first entry; one more at the end. */
  readonly directory: SharedArrayBuffer
  /** The hash's 32 bits after the bucket's, per entry. */
  readonly fingerprints: SharedArrayBuffer
  readonly filter: SharedArrayBuffer
  /** The first entry of each block of the record file. */
  readonly firstEntries: SharedArrayBuffer
}

/** Entries from `first` to before `end`. */
export type EntryRange = { readonly first: number; readonly end: number }

export type PlateIndex = {
  /** False is certain; true is wrong about once in a thousand million plates that are not listed. */
  has(high: number, low: number): boolean
  /** The entries of that hash; none where `first` is `end`. */
  entries(high: number, low: number): EntryRange
}

export type IndexWriter = {
  /** Entries in the order of their hashes. */
  add(high: number, low: number): void
  /** The next entry begins a block of the record file. */
  startBlock(): void
  finish(): IndexBuffers
}

const ENTRIES_A_BUCKET = 8
const FILTER_BITS_AN_ENTRY = 8

/** `most` is the largest number of entries that may come. */
export function createIndexWriter(most: number): IndexWriter {
  const bits = Math.min(30, Math.max(1, Math.ceil(Math.log2(most / ENTRIES_A_BUCKET || 1))))
  const filterBits = Math.min(32, Math.max(5, Math.ceil(Math.log2(most * FILTER_BITS_AN_ENTRY || 1))))
  const directory = new Uint32Array(new SharedArrayBuffer((2 ** bits + 1) * 4))
  const fingerprints = new Uint32Array(new SharedArrayBuffer(most * 4))
  const filter = new Uint32Array(new SharedArrayBuffer(2 ** (filterBits - 3)))
  const filterMask = filter.length - 1
  const firstEntries: number[] = []
  let bucket = 0
  let count = 0
  const endBucketsBefore = (next: number): void => {
    while (bucket < next) directory[(bucket += 1)] = count
  }
  return {
    add(high, low) {
      endBucketsBefore(high >>> (32 - bits))
      fingerprints[count] = fingerprint(high, low, bits)
      const word = (low >>> 5) & filterMask
      filter[word] = (filter[word] ?? 0) | (1 << (low & 31))
      count += 1
    },
    startBlock: () => void firstEntries.push(count),
    finish() {
      endBucketsBefore(2 ** bits)
      const blocks = new Uint32Array(new SharedArrayBuffer(firstEntries.length * 4))
      blocks.set(firstEntries)
      return {
        directory: directory.buffer,
        fingerprints: fingerprints.buffer,
        filter: filter.buffer,
        firstEntries: blocks.buffer,
      }
    },
  }
}

export function openIndex(buffers: IndexBuffers): PlateIndex {
  const directory = new Uint32Array(buffers.directory)
  const fingerprints = new Uint32Array(buffers.fingerprints)
  const filter = new Uint32Array(buffers.filter)
  const bits = Math.log2(directory.length - 1)
  const filterMask = filter.length - 1

  /** The first entry of the bucket whose fingerprint is not below `wanted`. */
  function lowerBound(from: number, to: number, wanted: number): number {
    let low = from
    let high = to
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((fingerprints[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    has(high, low) {
      if (((filter[(low >>> 5) & filterMask] ?? 0) & (1 << (low & 31))) === 0) return false
      const bucket = high >>> (32 - bits)
      const wanted = fingerprint(high, low, bits)
      const end = directory[bucket + 1] ?? 0
      const at = lowerBound(directory[bucket] ?? 0, end, wanted)
      return at < end && fingerprints[at] === wanted
    },
    entries(high, low) {
      const bucket = high >>> (32 - bits)
      const wanted = fingerprint(high, low, bits)
      const bucketEnd = directory[bucket + 1] ?? 0
      const first = lowerBound(directory[bucket] ?? 0, bucketEnd, wanted)
      let end = first
      while (end < bucketEnd && fingerprints[end] === wanted) end += 1
      return { first, end }
    },
  }
}

function fingerprint(high: number, low: number, bits: number): number {
  return ((high << bits) | (low >>> (32 - bits))) >>> 0
}
