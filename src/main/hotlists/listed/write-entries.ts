// Takes the entries of a version in their final order: writes them, indexes them, compares them.
import { compareVersions, type Changes } from './compare-versions.ts'
import { measureDensity } from './density.ts'
import type { PlateHash } from './plate-hash.ts'
import { createIndexWriter, openIndex, type IndexBuffers } from './plate-index.ts'
import { isBothForms, plateOf, recordEnd, SORT_BYTES } from './record.ts'
import { createRecordFile, type RecordAt } from './record-file.ts'
import type { VersionFiles } from './version-folder.ts'

export type WrittenEntries = {
  readonly entries: number
  /** Entries listed both with O and with 0, or I and 1. */
  readonly bothForms: number
  readonly changes: Changes
  /** See density.ts. */
  readonly density: number
  readonly blocks: number
  readonly index: IndexBuffers
}

export type EntryWriter = {
  /** The record at `at` of a sorted partition, and its plate's hash. */
  add(records: Buffer, at: number, high: number, low: number): void
  /** Resolves when everything is on the disk. */
  finish(): WrittenEntries
  /** Closes the file as it is. */
  abandon(): void
}

/** Entries whose neighbourhood is looked at. */
const SAMPLE = 2000

/** `most`: no more entries than that will come; `loaded`: those of the version before. */
export function createEntryWriter(
  files: Pick<VersionFiles, 'records' | 'recordsKey'>,
  hash: PlateHash,
  most: number,
  loaded: Iterator<RecordAt, void>,
): EntryWriter {
  const records = createRecordFile(files.records, files.recordsKey)
  const index = createIndexWriter(most)
  const comparison = compareVersions(loaded, hash)
  const sampleEvery = Math.max(1, Math.floor(most / SAMPLE))
  const sample: string[] = []
  let entries = 0
  let bothForms = 0
  return {
    add(sorted, at, high, low) {
      const start = at + SORT_BYTES
      if (records.add(sorted, start, recordEnd(sorted, start))) index.startBlock()
      index.add(high, low)
      comparison.add(sorted, start, high, low)
      if (isBothForms(sorted, start)) bothForms += 1
      if (entries % sampleEvery === 0) sample.push(plateOf(sorted, start))
      entries += 1
    },
    finish() {
      const blocks = records.finish()
      const buffers = index.finish()
      const density = measureDensity(sample, openIndex(buffers), hash)
      return { entries, bothForms, changes: comparison.finish(), density, blocks, index: buffers }
    },
    abandon: () => records.abandon(),
  }
}
