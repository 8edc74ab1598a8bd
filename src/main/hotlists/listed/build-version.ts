// Builds the record file of a version from the lines of a list, in whatever order and number they come: parted
// by hash, sorted part by part, and written in that order.
import type { HashHalves, PlateHash } from './plate-hash.ts'
import { hashIdentity, hashRecordNumber } from './identity-hash.ts'
import {
  MOST_RAW_BYTES,
  MOST_RECORD_BYTES,
  SORT_BYTES,
  writeRecord,
  type ListedFacts,
  type RawLine,
} from './record.ts'
import type { RecordAt } from './record-file.ts'
import { plateEnd, settlePlate } from './settle-plate.ts'
import { sortPartition, type SortedPartition } from './sort-partition.ts'
import { createSpill, PARTITIONS, TooManyOfOnePlate } from './spill.ts'
import type { VersionFiles } from './version-folder.ts'
import { createEntryWriter, type EntryWriter, type WrittenEntries } from './write-entries.ts'

export type BuiltVersion = WrittenEntries & {
  /** Lines whose identity was there already; the last one counts. */
  readonly repeated: number
}

export type VersionBuilder = {
  /** One line of the list; its bytes are copied. */
  add(facts: ListedFacts, bytes: Buffer, start: number, end: number, line: number): void
  /**
   * Writes everything and compares it with the records that are loaded; `onProgress` is told the share that is
   * done. Throws TooManyOfOnePlate, and what the file system throws.
   */
  finish(loaded: Iterator<RecordAt, void>, onProgress: (share: number) => void): BuiltVersion
  /** Closes the files and removes what was put aside; the caller removes the folder. */
  abandon(): void
}

/** `source` is who keeps the list's records: part of what tells entries apart. */
export function createVersionBuilder(files: VersionFiles, hash: PlateHash, source: string): VersionBuilder {
  const spill = createSpill(files.spill)
  const plate: HashHalves = { high: 0, low: 0 }
  const identity: HashHalves = { high: 0, low: 0 }
  const raw: { -readonly [K in keyof RawLine]: RawLine[K] } = {
    bytes: Buffer.alloc(0),
    start: 0,
    end: 0,
    line: 0,
  }
  let lines = 0
  let writer: EntryWriter | undefined

  return {
    add(facts, bytes, start, end, line) {
      const length = end - start
      if (length > MOST_RAW_BYTES) throw new Error(`Line ${line} is longer than ${MOST_RAW_BYTES} bytes.`)
      hash.of(facts.plate, plate)
      hashIdentity(facts, source, identity)
      raw.bytes = bytes
      raw.start = start
      raw.end = end
      raw.line = line
      const partition = Math.floor(plate.high / (2 ** 32 / PARTITIONS))
      const { buffer, at } = spill.reserve(
        partition,
        SORT_BYTES + MOST_RECORD_BYTES - MOST_RAW_BYTES + length,
      )
      buffer.writeUInt32LE(plate.high, at)
      buffer.writeUInt32LE(plate.low, at + 4)
      buffer.writeUInt32LE(hashRecordNumber(facts), at + 8)
      spill.commit(partition, writeRecord(buffer, at + SORT_BYTES, facts, identity, raw))
      lines += 1
    },
    finish(loaded, onProgress) {
      writer = createEntryWriter(files, hash, lines, loaded)
      for (let partition = 0; partition < PARTITIONS; partition += 1) {
        writeInOrder(writer, sortPartition(spill.load(partition), spill.count(partition)))
        onProgress((partition + 1) / PARTITIONS)
      }
      spill.discard()
      const written = writer.finish()
      writer = undefined
      return { ...written, repeated: lines - written.entries }
    },
    abandon() {
      writer?.abandon()
      spill.discard()
    },
  }
}

function writeInOrder(to: EntryWriter, sorted: SortedPartition | undefined): void {
  if (sorted === undefined) throw new TooManyOfOnePlate()
  const { records, starts, highs, lows } = sorted
  for (let from = 0; from < starts.length;) {
    const end = plateEnd(sorted, from)
    const high = highs[from] ?? 0
    const low = lows[from] ?? 0
    if (end - from === 1) to.add(records, starts[from] ?? 0, high, low)
    else for (const at of settlePlate(records, starts.subarray(from, end))) to.add(records, at, high, low)
    from = end
  }
}
