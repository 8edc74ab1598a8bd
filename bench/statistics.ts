/** The value below which `share` of the values lie (nearest rank); NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

export type Summary = { readonly count: number; readonly median: number; readonly p95: number }

export function summarise(values: readonly number[]): Summary {
  const round = (value: number): number => Number(value.toFixed(1))
  return { count: values.length, median: round(quantile(values, 0.5)), p95: round(quantile(values, 0.95)) }
}
