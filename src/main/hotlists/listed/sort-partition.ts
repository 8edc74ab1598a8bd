// The order of a list's entries: by the hash of the plate, then by identity, then by line.
import { identityHigh, identityLow, lineOf, recordEnd, SORT_BYTES } from './record.ts'

/** The records of a partition in order; the hashes apart, since that is what is looked at most. */
export type SortedPartition = {
  readonly records: Buffer
  /** Where each record begins, and the halves of its plate's hash. */
  readonly starts: Uint32Array
  readonly highs: Uint32Array
  readonly lows: Uint32Array
}

/** The number of a record within its partition takes the bits of a double that its hash leaves free. */
const MOST_RECORDS = 2 ** 21

/** `count` records, one after the other; undefined when there are more than two million. */
export function sortPartition(records: Buffer, count: number): SortedPartition | undefined {
  if (count > MOST_RECORDS) return undefined
  const unsorted = { starts: new Uint32Array(count), lows: new Uint32Array(count) }
  const keys = new Float64Array(count)
  for (let number = 0, at = 0; number < count; number += 1) {
    // Doubles sort natively, without a call per comparison: the hash's first half above, the number below.
    keys[number] = records.readUInt32LE(at) * MOST_RECORDS + number
    unsorted.starts[number] = at
    unsorted.lows[number] = records.readUInt32LE(at + 4)
    at = recordEnd(records, at + SORT_BYTES)
  }
  const sorted = {
    records,
    starts: new Uint32Array(count),
    highs: new Uint32Array(count),
    lows: new Uint32Array(count),
  }
  const ordered = keys.toSorted()
  for (let place = 0; place < count; place += 1) {
    const key = ordered[place] ?? 0
    const number = key % MOST_RECORDS
    sorted.starts[place] = unsorted.starts[number] ?? 0
    sorted.highs[place] = (key - number) / MOST_RECORDS
    sorted.lows[place] = unsorted.lows[number] ?? 0
  }
  orderRuns(sorted)
  return sorted
}

/** Sorts those that share the first half of their hash, which are few, by all that counts. */
function orderRuns({ records, starts, highs, lows }: SortedPartition): void {
  const lowOf = (at: number): number => records.readUInt32LE(at + 4)
  const compare = (a: number, b: number): number =>
    lowOf(a) - lowOf(b) ||
    identityHigh(records, a + SORT_BYTES) - identityHigh(records, b + SORT_BYTES) ||
    identityLow(records, a + SORT_BYTES) - identityLow(records, b + SORT_BYTES) ||
    lineOf(records, a + SORT_BYTES) - lineOf(records, b + SORT_BYTES)
  for (let from = 0; from < starts.length;) {
    let to = from + 1
    while (to < starts.length && highs[to] === highs[from]) to += 1
    if (to - from > 1) {
      const run = starts.subarray(from, to).toSorted(compare)
      starts.set(run, from)
      lows.set(run.map(lowOf), from)
    }
    from = to
  }
}
