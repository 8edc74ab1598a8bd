import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SORT_BYTES, writeRecord } from './record.ts'
import { sortPartition } from './sort-partition.ts'

const half = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2 ** 32 - 1 }))
const record = fc.record({
  high: half,
  low: half,
  identity: fc.record({ high: half, low: half }),
  line: fc.nat({ max: 1000 }),
})

const FACTS = { plate: 'AB12', state: 'IL', plateType: '', recordNumber: '', category: 'unsorted' } as const
const RAW = Buffer.from('a line')

test('the records of a partition are put in the order of hash, identity and line', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 200 }), (records) => {
      const buffer = Buffer.alloc(records.length * 100)
      const starts = new Map<number, number[]>()
      let at = 0
      for (const { high, low, identity, line } of records) {
        starts.set(at, [high, low, identity.high, identity.low, line])
        buffer.writeUInt32LE(high, at)
        buffer.writeUInt32LE(low, at + 4)
        at = writeRecord(buffer, at + SORT_BYTES, FACTS, identity, { bytes: RAW, start: 0, end: 6, line })
      }
      const partition = sortPartition(buffer.subarray(0, at), records.length)
      const sorted = [...(partition?.starts ?? [])].map((start) => starts.get(start) ?? [])
      expect(sorted.map(([high, low]) => [high, low])).toEqual(
        sorted.map((_, place) => [partition?.highs[place], partition?.lows[place]]),
      )
      expect(sorted).toHaveLength(records.length)
      const compare = (a: number[], b: number[]): number =>
        a.map((value, place) => value - (b[place] ?? 0)).find((difference) => difference !== 0) ?? 0
      expect(sorted).toEqual([...starts.values()].toSorted(compare))
    }),
  )
})

test('more records than can be told apart are not sorted', () => {
  expect(sortPartition(Buffer.alloc(0), 2 ** 21 + 1)).toBeUndefined()
})
