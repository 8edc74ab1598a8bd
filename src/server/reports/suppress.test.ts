import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FEWER, KEPT_BACK, suppress, type Sum } from './suppress.ts'

/** Hits by how they ended, the wrong ones by cause, and all of them by category; as in the report. */
type Counts = { ends: number[]; causes: number[]; categories: number[] }

const SUMS = ({ ends, causes, categories }: Counts): Sum[] => [
  { total: 'all', parts: [...ends.map((_, at) => `end ${at}`), 'wrong'] },
  { total: 'wrong', parts: causes.map((_, at) => `cause ${at}`) },
  { total: 'all', parts: categories.map((_, at) => `category ${at}`) },
]
const sum = (some: readonly number[]): number => some.reduce((total, one) => total + one, 0)

function valuesOf({ ends, causes, categories }: Counts): Map<string, number> {
  return new Map([
    ['all', sum(ends) + sum(causes)],
    ['wrong', sum(causes)],
    ...ends.map((one, at) => [`end ${at}`, one] as const),
    ...causes.map((one, at) => [`cause ${at}`, one] as const),
    ...categories.map((one, at) => [`category ${at}`, one] as const),
  ])
}

const MOST = 60
/** Every value that a cell may have by what is shown of it alone; what is kept back may be anything up to MOST. */
function alone(shown: string | number | undefined): Set<number> {
  if (typeof shown === 'number') return new Set([shown])
  const [from, to] = shown === FEWER ? [1, 4] : [1, MOST]
  return new Set(Array.from({ length: to - from + 1 }, (_, at) => from + at))
}
function sumsOf(parts: readonly Set<number>[]): Set<number> {
  let reached = new Set([0])
  for (const part of parts) {
    const next = new Set<number>()
    for (const one of reached) for (const other of part) if (one + other <= MOST) next.add(one + other)
    reached = next
  }
  return reached
}
const inBoth = (one: ReadonlySet<number>, other: ReadonlySet<number>): Set<number> =>
  new Set([...one].filter((value) => other.has(value)))

/** Looks for a whole set of numbers that fits everything shown and has `value` in `cell`. */
function isPossible(
  counts: Counts,
  shown: ReadonlyMap<string, string | number>,
  cell: string,
  value: number,
): boolean {
  const of = (name: string): Set<number> =>
    name === cell ? new Set([value].filter((one) => alone(shown.get(name)).has(one))) : alone(shown.get(name))
  const wrong = inBoth(sumsOf(counts.causes.map((_, at) => of(`cause ${at}`))), of('wrong'))
  const byEnd = sumsOf([...counts.ends.map((_, at) => of(`end ${at}`)), wrong])
  const byCategory = sumsOf(counts.categories.map((_, at) => of(`category ${at}`)))
  return inBoth(inBoth(byEnd, byCategory), of('all')).size > 0
}

const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 12 }) },
)
const counts = fc
  .record({
    ends: fc.array(count, { minLength: 1, maxLength: 3 }),
    causes: fc.array(count, { minLength: 1, maxLength: 3 }),
    cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 0, maxLength: 3 }),
  })
  .map(({ ends, causes, cuts }): Counts => {
    // The same hits, parted another way.
    const all = sum(ends) + sum(causes)
    const edges = [0, ...cuts.map((cut) => Math.floor(cut * (all + 1))).toSorted((a, b) => a - b), all]
    return { ends, causes, categories: edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0)) }
  })

describe('small numbers', () => {
  test('are told as "fewer than 5", or not at all; everything that is told is true', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const values = valuesOf(some)
        const shown = suppress(values, SUMS(some))
        for (const [cell, value] of values) {
          const told = shown.get(cell)
          if (value >= 1 && value <= 4) expect(typeof told).toBe('string')
          if (typeof told === 'number') expect(told).toBe(value)
          if (told === FEWER) expect(value >= 1 && value <= 4).toBe(true)
          if (value === 0) expect(told).toBe(0)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('cannot be computed back: three values or more fit everything that is shown', () => {
    fc.assert(
      fc.property(counts, (some) => {
        const values = valuesOf(some)
        const shown = suppress(values, SUMS(some))
        for (const [cell, value] of values) {
          if (value < 1 || value > 4) continue
          const fitting = [1, 2, 3, 4, 5, 6].filter((one) => isPossible(some, shown, cell, one))
          expect([cell, fitting.length >= 3]).toEqual([cell, true])
          expect(fitting).toContain(value)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('one alone beside its total takes the next smallest with it', () => {
    const shown = suppress(
      new Map([
        ['all', 32],
        ['a', 2],
        ['b', 10],
        ['c', 20],
      ]),
      [{ total: 'all', parts: ['a', 'b', 'c'] }],
    )
    expect([...shown.values()]).toEqual([32, FEWER, KEPT_BACK, 20])
  })

  test('two of four each are given away by their total, so it is kept back', () => {
    const shown = suppress(
      new Map([
        ['all', 8],
        ['a', 4],
        ['b', 4],
      ]),
      [{ total: 'all', parts: ['a', 'b'] }],
    )
    expect([...shown.values()]).toEqual([KEPT_BACK, FEWER, FEWER])
  })

  test('nothing is hidden where nothing is small', () => {
    const values = new Map([
      ['all', 15],
      ['a', 0],
      ['b', 15],
    ])
    expect(suppress(values, [{ total: 'all', parts: ['a', 'b'] }])).toEqual(values)
  })
})
