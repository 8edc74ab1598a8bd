import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HashHalves } from './plate-hash.ts'
import { createIndexWriter, openIndex } from './plate-index.ts'

// Few different halves, so that hashes share buckets, fingerprints and filter bits. In lists as small as these
// two hashes count as one only when their first halves are the same; hashes of plates do not share those.
const half = fc.oneof(fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1), fc.nat({ max: 2 ** 32 - 1 }))
const hashes = fc.array(fc.record({ high: half, low: half }), { maxLength: 300 })
const key = ({ high, low }: HashHalves): string => `${high}:${low}`
const inOrder = (all: readonly HashHalves[]): HashHalves[] =>
  all.toSorted((a, b) => a.high - b.high || a.low - b.low)

test('what was added is found in its place, and what was not is not', () => {
  fc.assert(
    fc.property(hashes, hashes, (listed, others) => {
      const sorted = inOrder(listed)
      const writer = createIndexWriter(sorted.length)
      for (const { high, low } of sorted) writer.add(high, low)
      const index = openIndex(writer.finish())
      const keys = sorted.map(key)
      for (const one of [...sorted, ...others]) {
        const { first, end } = index.entries(one.high, one.low)
        if (keys.includes(key(one))) expect(index.has(one.high, one.low)).toBe(true)
        else if (!sorted.some(({ high }) => high === one.high))
          expect(index.has(one.high, one.low)).toBe(false)
        expect(sorted.slice(first, end).filter((entry) => key(entry) === key(one))).toHaveLength(
          keys.filter((other) => other === key(one)).length,
        )
      }
    }),
  )
})

test('an empty list has an index in which nothing is found', () => {
  const index = openIndex(createIndexWriter(0).finish())
  expect(index.has(1, 2)).toBe(false)
  expect(index.entries(1, 2)).toEqual({ first: 0, end: 0 })
})
