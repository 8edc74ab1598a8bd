// How the values that several texts give to one rule become the strictest. Every way is commutative, associative
// and idempotent, so the order of the texts does not matter; merges.test.ts holds that.

/** Values come most specific text first; the ranked ways take the first of those that are equally strict. */
export type Merge = {
  readonly words: string
  combine(values: readonly unknown[]): unknown
  /** Whether `value` asks less than `than` does. */
  isLooser(value: unknown, than: unknown): boolean
  /** The agency's own words, where nothing is stricter than anything else. */
  readonly isOwn: boolean
}

function ranked(words: string, rank: (value: unknown) => number, isOwn = false): Merge {
  return {
    words,
    isOwn,
    combine: (values) =>
      values.reduce((strictest, value) => (rank(value) > rank(strictest) ? value : strictest)),
    isLooser: (value, than) => rank(value) < rank(than),
  }
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

/** A ceiling: the lower binds; null is none. */
export const LOWEST = ranked('the lowest', (value) => -numberOr(value, Number.POSITIVE_INFINITY))
/** A floor: the higher binds; null is none. */
export const HIGHEST = ranked('the highest', (value) => numberOr(value, Number.NEGATIVE_INFINITY))
/** A duty: one text that asks is enough. */
export const ANY_ASKS = ranked('asked by any', (value) => (value === true ? 1 : 0))
/** A leave: all texts have to give it. */
export const ALL_ALLOW = ranked('allowed by all', (value) => (value === false ? 1 : 0))
/** Titles, wording, figures: the agency's own, else the law's. */
export const OWN = ranked("the agency's own", () => 0, true)
/** Some approval binds more than none; who approves is the agency's own. */
export const SOME_OVER_NONE = ranked('some rather than none', (value) => (listOf(value).length > 0 ? 1 : 0))

/** The later in `order`, the stricter. */
export function laterOf(...order: readonly string[]): Merge {
  return ranked(`the later of ${order.join(', ')}`, (value) => order.indexOf(String(value)))
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** What any text lists, in the order in which the product lists it. */
export function allOf(order: readonly string[]): Merge {
  return {
    words: 'all that any names',
    isOwn: false,
    combine: (values) => order.filter((one) => values.some((value) => listOf(value).includes(one))),
    isLooser: (value, than) => listOf(than).some((one) => !listOf(value).includes(one)),
  }
}

/** What every text lists, in the order of the most specific one. */
export const ONLY_COMMON: Merge = {
  words: 'only what all name',
  isOwn: false,
  combine: ([first, ...others]) =>
    listOf(first).filter((one) => others.every((value) => listOf(value).includes(one))),
  isLooser: (value, than) => listOf(value).some((one) => !listOf(than).includes(one)),
}
