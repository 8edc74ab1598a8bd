// Partial plates: what their patterns mean.
import { foldLookalikes } from './plate.ts'

/** Known characters that a pattern must have at least: with fewer it would fit every tenth car. */
export const LEAST_KNOWN = 2
const MOST_STARS = 3
/** A plate has no more: a longer pattern would fit none. */
const MOST_PLACES = 10

/** One place of a pattern: one of these characters, any one, or any number of any. */
export type Place =
  { readonly kind: 'one'; readonly characters: string } | { readonly kind: 'any' } | { readonly kind: 'many' }
export type Pattern = readonly Place[]

/**
 * Reads "A?1 ?4*": `?` one unknown character, `*` any number of them, `[AB]` one of these; spaces and dashes
 * are left out. Where it is no pattern, `reason` says why.
 */
export function parsePattern(text: string): Pattern | { readonly reason: string } {
  const compact = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/\*+/g, '*')
  const places: Place[] = []
  for (const [part] of compact.matchAll(/\[[^\]]*\]|./gu)) {
    const place = toPlace(part)
    if (place === undefined)
      return { reason: `"${part}" is not a letter, a digit, ?, * or [..] of letters and digits` }
    places.push(place)
  }
  const known = places.filter(({ kind }) => kind === 'one').length
  const single = places.filter(({ kind }) => kind !== 'many').length
  if (single > MOST_PLACES) return { reason: `a plate has at most ${MOST_PLACES} characters` }
  if (known < LEAST_KNOWN) return { reason: `at least ${LEAST_KNOWN} characters must be known` }
  if (places.length - single > MOST_STARS) return { reason: `a pattern has at most ${MOST_STARS} *` }
  return places
}

function toPlace(part: string): Place | undefined {
  if (part === '?') return { kind: 'any' }
  if (part === '*') return { kind: 'many' }
  const characters = part.startsWith('[') ? part.slice(1, -1) : part
  return /^[0-9A-Z]{1,36}$/.test(characters) ? { kind: 'one', characters } : undefined
}

/** Whether the plate fits, positions enforced, with characters that look alike on a plate taken as one. */
export const fitsPattern = (text: string, plate: string): boolean => fitOf(text, plate) !== 'differ'

export type Fit = 'same' | 'folded' | 'differ'

/** How the plate fits; folded: only with characters that look alike on a plate taken as one (O and 0, I and 1). */
export function fitOf(text: string, plate: string): Fit {
  const pattern = parsePattern(text)
  return 'reason' in pattern ? 'differ' : compileFit(pattern)(plate, foldLookalikes(plate))
}

/** The pattern made ready to be tried on many plates, each given as it is and folded. */
export function compileFit(pattern: Pattern): (plate: string, folded: string) => Fit {
  const exact = pattern.map(wantedOf)
  const alike = exact.map((wanted) => (wanted === ANY || wanted === MANY ? wanted : foldLookalikes(wanted)))
  return (plate, folded) => {
    if (fits(exact, plate, 0, 0)) return 'same'
    return fits(alike, folded, 0, 0) ? 'folded' : 'differ'
  }
}

const ANY = '?'
const MANY = '*'

const wantedOf = (place: Place): string =>
  place.kind === 'one' ? place.characters : place.kind === 'any' ? ANY : MANY

/** Whether the plate from `at` fits the places from `place`. At most three places are runs, so it ends soon. */
function fits(wanted: readonly string[], plate: string, place: number, at: number): boolean {
  const here = wanted[place]
  if (here === undefined) return at === plate.length
  if (here === MANY)
    return fits(wanted, plate, place + 1, at) || (at < plate.length && fits(wanted, plate, place, at + 1))
  if (at >= plate.length || !(here === ANY || here.includes(plate.charAt(at)))) return false
  return fits(wanted, plate, place + 1, at + 1)
}
