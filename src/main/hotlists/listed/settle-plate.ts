// What lines of one plate make of one another: repeated entries, and records listed in both forms.
import { identityHigh, identityLow, markBothForms, plateOf, SORT_BYTES } from './record.ts'
import type { SortedPartition } from './sort-partition.ts'

/** The record number's hash comes after the plate's. */
const NUMBER_HASH_AT = 8

/** Before which place the entries of the plate at `from` end. */
export function plateEnd({ starts, highs, lows }: SortedPartition, from: number): number {
  let to = from + 1
  while (to < starts.length && highs[to] === highs[from] && lows[to] === lows[from]) to += 1
  return to
}

/**
 * The entries that stay of all lines of one folded plate: the last line of each identity. Those of one record
 * number that are written differently, which can only be O for 0 or I for 1, are marked.
 */
export function settlePlate(records: Buffer, starts: Uint32Array): number[] {
  const kept = [...starts].filter((at, place) => {
    const next = starts[place + 1]
    return next === undefined || !isSameIdentity(records, at + SORT_BYTES, next + SORT_BYTES)
  })
  const writings = new Map<number, Set<string>>()
  for (const at of kept) {
    const number = records.readUInt32LE(at + NUMBER_HASH_AT)
    const plates = writings.get(number) ?? new Set()
    writings.set(number, plates.add(plateOf(records, at + SORT_BYTES)))
  }
  for (const at of kept) {
    const plates = writings.get(records.readUInt32LE(at + NUMBER_HASH_AT))
    if (plates !== undefined && plates.size > 1) markBothForms(records, at + SORT_BYTES)
  }
  return kept
}

function isSameIdentity(records: Buffer, a: number, b: number): boolean {
  return (
    identityHigh(records, a) === identityHigh(records, b) &&
    identityLow(records, a) === identityLow(records, b)
  )
}
