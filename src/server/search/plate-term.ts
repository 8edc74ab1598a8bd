// What is looked for as a plate, made into what the database's indexes can answer.
import { parsePattern, type Pattern, type Place } from '#shared/domain/partial-pattern.ts'

/**
 * whole: one of these spellings; beginning, end: a part that one of these stands at, and the whole of it fits `fits`;
 * loose: only `fits`, which no index helps. `fits` is a regular expression over a plate.
 */
export type PlateTerm =
  | { readonly kind: 'any' }
  | { readonly kind: 'whole'; readonly plate: string; readonly spellings: readonly string[] }
  | { readonly kind: 'beginning' | 'end'; readonly parts: readonly string[]; readonly fits: string }
  | { readonly kind: 'loose'; readonly fits: string }

/** Characters that must be known in a row for an index to help. */
const LEAST_PART = 2
/** Each is one more range of the index, in each of the days. */
const MOST_PARTS = 64

const ALIKE: Readonly<Record<string, string>> = { O: 'O0', '0': '0O', I: 'I1', '1': '1I' }

/** The characters that look alike on a plate; dies and lists do not keep O and 0, I and 1 apart. */
const alikeOf = (character: string): string => ALIKE[character] ?? character

/** Undefined or empty: any plate. Where it is neither a plate nor a pattern, `reason` says why. */
export function plateTermOf(text: string | undefined): PlateTerm | { readonly reason: string } {
  const compact = (text ?? '').toUpperCase().replaceAll(/[\s-]/g, '')
  if (compact === '') return { kind: 'any' }
  if (/^[0-9A-Z]{1,10}$/.test(compact)) {
    return { kind: 'whole', plate: compact, spellings: spellingsOf(Array.from(compact).map(alikeOf)) }
  }
  const pattern = parsePattern(compact)
  if ('reason' in pattern) return pattern
  const fits = expressionOf(pattern)
  const beginning = knownRun(pattern)
  const end = knownRun(pattern.toReversed())
  const [run, kind] =
    beginning.length >= end.length
      ? ([beginning, 'beginning'] as const)
      : ([end.toReversed(), 'end'] as const)
  return run.length < LEAST_PART ? { kind: 'loose', fits } : { kind, parts: spellingsOf(run), fits }
}

/** Every text that takes one of the characters at each place. */
function spellingsOf(places: readonly string[]): string[] {
  return places.reduce<string[]>(
    (texts, characters) => texts.flatMap((text) => Array.from(characters, (one) => text + one)),
    [''],
  )
}

/** The known places from the first on, as long as they make few enough texts. */
function knownRun(pattern: Pattern): string[] {
  const run: string[] = []
  let texts = 1
  for (const place of pattern) {
    if (place.kind !== 'one') break
    const characters = charactersOf(place)
    texts *= characters.length
    if (texts > MOST_PARTS) break
    run.push(characters)
  }
  return run
}

const charactersOf = ({ characters }: Extract<Place, { kind: 'one' }>): string =>
  [...new Set(Array.from(characters, alikeOf).join(''))].join('')

/** Only letters, digits and the marks written here reach the expression: parsePattern lets nothing else through. */
function expressionOf(pattern: Pattern): string {
  const places = pattern.map((place) => {
    if (place.kind === 'any') return '.'
    if (place.kind === 'many') return '.*'
    return `[${charactersOf(place)}]`
  })
  return `^${places.join('')}$`
}
