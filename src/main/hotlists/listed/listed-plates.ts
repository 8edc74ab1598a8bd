// The plates of one installed version: asked on the main thread, for each read, synchronously.
import { foldLookalikes, PlateText } from '#shared/domain/plate.ts'
import { countCrowding, type Crowding } from './density.ts'
import { readIndexFile } from './index-file.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { createPlateHash, type HashHalves } from './plate-hash.ts'
import { openIndex, type IndexBuffers } from './plate-index.ts'
import { readEntry, recordEnd, type StoredEntry } from './record.ts'
import { cacheBlocks, openRecordFile } from './record-file.ts'
import { versionFiles } from './version-folder.ts'

export type ListedPlates = {
  readonly manifest: Manifest
  /**
   * Whether the plate, or one that is the same with O as 0 and I as 1, is listed. From memory alone, under a
   * microsecond; true is wrong once in a thousand million plates, which `find` then says.
   */
  has(plate: string): boolean
  /** The entries of the plate and of those that fold to the same, in no order; at most 100. Reads the disk. */
  find(plate: string): StoredEntry[]
  /** How many of the plates one likely confusion away are listed. From memory alone. */
  crowding(plate: string): Crowding
  close(): void
}

/** 2 MiB of plain records. */
const CACHED_BLOCKS = 128
/** Of one plate; a list with more of it is no list of plates. */
const MOST_FOUND = 100

/** Opens a version with the index that the import handed over, or reads it. Throws when its files are damaged. */
export function openListedPlates(
  folder: string,
  version: string,
  key: Uint8Array,
  imported?: { readonly manifest: Manifest; readonly index: IndexBuffers },
): ListedPlates {
  const files = versionFiles(folder, version, key)
  const manifest = imported?.manifest ?? readManifest(files)
  const buffers = imported?.index ?? readIndexFile(files.index, files.indexKey, manifest.indexSizes)
  const index = openIndex(buffers)
  const firstEntries = new Uint32Array(buffers.firstEntries)
  const records = cacheBlocks(openRecordFile(files.records, files.recordsKey), CACHED_BLOCKS)
  const hash = createPlateHash(key)
  const plateHash: HashHalves = { high: 0, low: 0 }

  function* entriesFrom(first: number, end: number): Generator<StoredEntry, void> {
    let number = blockOf(firstEntries, first)
    let block = records.block(number)
    let at = 0
    for (let entry = firstEntries[number] ?? 0; entry < end; entry += 1) {
      if (entry === firstEntries[number + 1]) {
        number += 1
        block = records.block(number)
        at = 0
      }
      if (entry >= first) yield readEntry(block, at, manifest.categories)
      at = recordEnd(block, at)
    }
  }

  return {
    manifest,
    has(plate) {
      hash.of(plate, plateHash)
      return index.has(plateHash.high, plateHash.low)
    },
    find(plate) {
      hash.of(plate, plateHash)
      const { first, end } = index.entries(plateHash.high, plateHash.low)
      if (first === end) return []
      const folded = foldLookalikes(PlateText.parse(plate))
      return entriesFrom(first, Math.min(end, first + MOST_FOUND))
        .filter((entry) => foldLookalikes(entry.plate) === folded)
        .toArray()
    },
    crowding: (plate) => countCrowding(plate, index, hash),
    close: () => records.close(),
  }
}

/** The last block whose first entry is not after `entry`. */
function blockOf(firstEntries: Uint32Array, entry: number): number {
  let low = 0
  let high = firstEntries.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((firstEntries[middle] ?? 0) <= entry) low = middle
    else high = middle
  }
  return low
}
