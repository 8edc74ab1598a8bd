export type Share = {
  readonly count: number
  readonly of: number
  /** Null of none. */
  readonly share: number | null
  /** Wilson's interval at 95 %. */
  readonly low: number | null
  readonly high: number | null
}

const Z = 1.96

/**
 * A share with its interval (E. B. Wilson, 1927). `repeats`: so often the same pictures were counted; the interval is
 * that of one round, since a picture that is read a second time says nothing new.
 */
export function shareOf(count: number, of: number, repeats = 1): Share {
  if (of === 0) return { count, of, share: null, low: null, high: null }
  const share = count / of
  const n = of / repeats
  const middle = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n)
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2))
  return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
