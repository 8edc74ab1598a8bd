// Small numbers in what the public sees. A count of one to four may point at a person, so it is told as "fewer than 5";
// and where sums would give it away, others are kept back with it until at least three values remain possible for each.

/** A cell that is the sum of others. Two sums share one cell at most, and no sums stand in a circle. */
export type Sum = { readonly total: string; readonly parts: readonly string[] }

export const FEWER = 'fewer than 5'
export const KEPT_BACK = 'not shown'

const SMALL = 4
/** How many values a small number must still be able to have for whoever knows everything that is shown. */
const LEAST_POSSIBLE = 3

type Range = { low: number; high: number }
type Shown = 'number' | 'fewer' | 'kept-back'

const isSmall = (value: number): boolean => value >= 1 && value <= SMALL

/** What is shown of each cell. */
export function suppress(
  values: ReadonlyMap<string, number>,
  sums: readonly Sum[],
): ReadonlyMap<string, string | number> {
  const shown = new Map<string, Shown>(
    [...values].map(([cell, value]) => [cell, isSmall(value) ? 'fewer' : 'number']),
  )
  for (;;) {
    const given = givenAway(values, shown, sums)
    if (given === undefined) break
    hideOne(values, shown, sums, given)
  }
  return new Map(
    [...values].map(([cell, value]) => {
      const how = shown.get(cell)
      return [cell, how === 'fewer' ? FEWER : how === 'kept-back' ? KEPT_BACK : value]
    }),
  )
}

/** A small cell of which too few values are possible, by everything that is shown. */
function givenAway(
  values: ReadonlyMap<string, number>,
  shown: ReadonlyMap<string, Shown>,
  sums: readonly Sum[],
): string | undefined {
  const ranges = possible(values, shown, sums)
  return [...values.keys()].find((cell) => {
    const { low, high } = ranges.get(cell) ?? { low: 0, high: Infinity }
    return isSmall(values.get(cell) ?? 0) && high - low + 1 < LEAST_POSSIBLE
  })
}

/** Hides what stands nearest to the cell that is given away: each time one more, so this ends. */
function hideOne(
  values: ReadonlyMap<string, number>,
  shown: Map<string, Shown>,
  sums: readonly Sum[],
  cell: string,
): void {
  const near = sums.filter(({ total, parts }) => total === cell || parts.includes(cell))
  const others = (some: readonly Sum[]) => some.flatMap(({ parts, total }) => [...parts, total])
  const numbers = (cells: readonly string[]): string | undefined =>
    cells
      .filter((one) => shown.get(one) === 'number' && (values.get(one) ?? 0) > 0)
      .toSorted((one, other) => (values.get(one) ?? 0) - (values.get(other) ?? 0))[0]
  const smallTotal = (some: readonly Sum[]): string | undefined =>
    some.map(({ total }) => total).find((total) => shown.get(total) === 'fewer')
  const next =
    numbers(near.flatMap(({ parts }) => parts)) ??
    numbers(others(near)) ??
    smallTotal(near) ??
    numbers(others(sums)) ??
    smallTotal(sums) ??
    [...shown.keys()].find((one) => shown.get(one) === 'fewer')
  if (next === undefined) throw new Error('Everything is kept back, and a number is still given away.')
  shown.set(next, 'kept-back')
}

/** What somebody who knows the shown numbers and the sums can say of each cell. Exact, since the sums form no circle. */
function possible(
  values: ReadonlyMap<string, number>,
  shown: ReadonlyMap<string, Shown>,
  sums: readonly Sum[],
): Map<string, Range> {
  const ranges = new Map<string, Range>()
  for (const [cell, value] of values) {
    const how = shown.get(cell)
    ranges.set(
      cell,
      how === 'fewer'
        ? { low: 1, high: SMALL }
        : how === 'kept-back'
          ? { low: 1, high: Infinity }
          : { low: value, high: value },
    )
  }
  const rangeOf = (cell: string): Range => ranges.get(cell) ?? { low: 0, high: Infinity }
  for (let isChanged = true; isChanged;) {
    isChanged = false
    const narrow = (cell: string, low: number, high: number): void => {
      const range = rangeOf(cell)
      if (low <= range.low && high >= range.high) return
      ranges.set(cell, { low: Math.max(low, range.low), high: Math.min(high, range.high) })
      isChanged = true
    }
    for (const { total, parts } of sums) {
      const all = parts.map(rangeOf)
      const lowest = all.reduce((sum, { low }) => sum + low, 0)
      const highest = all.reduce((sum, { high }) => sum + high, 0)
      narrow(total, lowest, highest)
      const { low, high } = rangeOf(total)
      parts.forEach((part, at) => {
        const rest = all.filter((_, other) => other !== at)
        narrow(
          part,
          low - rest.reduce((sum, one) => sum + one.high, 0),
          high - rest.reduce((sum, one) => sum + one.low, 0),
        )
      })
    }
  }
  return ranges
}
