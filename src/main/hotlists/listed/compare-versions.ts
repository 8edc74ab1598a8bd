// What became of a list from one version to the next: a merge of two files in the same order, entry by entry,
// while the new one is written.
import type { ImportReport } from '#shared/domain/import-template.ts'
import type { HashHalves, PlateHash } from './plate-hash.ts'
import { identityHigh, identityLow, isSameContent, plateLength, plateStart } from './record.ts'
import type { RecordAt } from './record-file.ts'

export type Changes = ImportReport['changes']

export type Comparison = {
  /** The next entry of the new version, in the order of the file: the record at `at`, and its plate's hash. */
  add(block: Buffer, at: number, high: number, low: number): void
  finish(): Changes
}

/**
 * `loaded` are the records of the version before, none for a first import. Where its file turns out damaged
 * there is nothing to compare with, and all entries count as added: a new import is what mends it.
 */
export function compareVersions(loaded: Iterator<RecordAt, void>, hash: PlateHash): Comparison {
  const changes = { added: 0, removed: 0, changed: 0 }
  const old: HashHalves = { high: 0, low: 0 }
  let entries = 0
  let isDamaged = false
  let record = advance()

  function advance(): RecordAt | undefined {
    try {
      const { value } = loaded.next()
      if (value)
        hash.ofBytes(
          value.block,
          plateStart(value.at),
          plateStart(value.at) + plateLength(value.block, value.at),
          old,
        )
      return value ?? undefined
    } catch {
      isDamaged = true
      return undefined
    }
  }

  /** Below 0 when the loaded record comes before this one, 0 when they are one entry; above when there is none left. */
  function orderOf(block: Buffer, at: number, high: number, low: number): number {
    if (record === undefined) return 1
    return (
      old.high - high ||
      old.low - low ||
      identityHigh(record.block, record.at) - identityHigh(block, at) ||
      identityLow(record.block, record.at) - identityLow(block, at)
    )
  }

  return {
    add(block, at, high, low) {
      entries += 1
      let order = orderOf(block, at, high, low)
      while (order < 0) {
        changes.removed += 1
        record = advance()
        order = orderOf(block, at, high, low)
      }
      if (record === undefined || order > 0) {
        changes.added += 1
        return
      }
      if (!isSameContent(record.block, record.at, block, at)) changes.changed += 1
      record = advance()
    },
    finish() {
      while (record !== undefined) {
        changes.removed += 1
        record = advance()
      }
      return isDamaged ? { added: entries, removed: 0, changed: 0 } : changes
    },
  }
}
