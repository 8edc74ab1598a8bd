// Takes plates out of what is about to be chained: an entry outlives the read it is about, and nothing can be taken
// out of a chain afterwards.
import { normalisePlate } from '#shared/domain/plate.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** In the place of a plate in free words. */
const TAKEN_OUT = '[plate]'
/** Members of that name hold a plate wherever they stand; the comparison's `seen.plate` is one. */
const PLATE_KEYS: ReadonlySet<string> = new Set(['plate', 'matchedPlate', 'plates'])
/** Shorter ones are part of many words. */
const FEWEST_CHARACTERS = 4
const MOST_DETAIL_CHARACTERS = 100_000

export type WithoutPlates = {
  /** Words with the plate taken out, however it is spaced. */
  words(text: string): string
  /** A detail as JSON: members that are plates become their pseudonyms, and words are as `words` makes them. */
  detail(detail: unknown): Json
}

/** `plate`: the one that the entry is about, if it is about one. */
export function withoutPlates(
  plate: string | undefined,
  pseudonym: (plate: string) => string,
): WithoutPlates {
  const wanted = plate === undefined ? '' : normalisePlate(plate)
  // Most words hold no plate, and this is in the way of every act: the pattern is only made where one may be found.
  const mayHold = (text: string): boolean =>
    wanted.length >= FEWEST_CHARACTERS &&
    text.length >= wanted.length &&
    normalisePlate(text).includes(wanted)
  const words = (text: string): string =>
    mayHold(text) ? text.replaceAll(patternOf(wanted), TAKEN_OUT) : text

  function cleaned(value: Json, isPlate: boolean): Json {
    if (typeof value === 'string') {
      return isPlate && normalisePlate(value) !== '' ? pseudonym(value) : words(value)
    }
    if (Array.isArray(value)) return value.map((one) => cleaned(one, isPlate))
    if (value === null || typeof value !== 'object') return value
    const members = Object.entries(value).map(([key, member]): [string, Json] => [
      key,
      cleaned(member, PLATE_KEYS.has(key)),
    ])
    return Object.fromEntries(members)
  }

  return {
    words,
    detail(detail) {
      // JSON has no undefined at the top; what has no form in JSON at all is a mistake of the caller and throws.
      const text: string | undefined = JSON.stringify(detail)
      if (text === undefined) return null
      if (text.length > MOST_DETAIL_CHARACTERS) return { leftOut: 'too long', characters: text.length }
      const value: Json = JSON.parse(text)
      return cleaned(value, false)
    },
  }
}

function patternOf(plate: string): RegExp {
  return new RegExp(plate.split('').join(String.raw`[\s.-]?`), 'gi')
}
