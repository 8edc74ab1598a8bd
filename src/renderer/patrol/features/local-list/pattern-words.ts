// A partial plate in words, while it is typed.
import { parsePattern, type Place } from '#shared/domain/partial-pattern.ts'

const PLACE: Readonly<Record<Place['kind'], (place: Place) => string>> = {
  one: (place) => (place.kind === 'one' ? place.characters.split('').join(' or ') : ''),
  any: () => 'any',
  many: () => 'any number of any',
}

/** "A, any, 1, any, 4, then any number of any": what the pattern means, or why it is none. */
export function patternWords(text: string): { readonly words?: string; readonly fault?: string } {
  if (text.trim() === '') return {}
  const pattern = parsePattern(text)
  if ('reason' in pattern) return { fault: pattern.reason }
  const words = pattern.map((place) => PLACE[place.kind](place))
  const isOpen = pattern.some(({ kind }) => kind === 'many')
  const length = isOpen ? 'of any length' : `${pattern.length} characters`
  return { words: `${words.join(', ')} (${length})` }
}

/** "fits about 1 in 40 of the reads in this car": how little a pattern says. */
export function fitsWords(share: number | undefined): string {
  if (share === undefined) return 'no reads in this car to compare with yet'
  if (share === 0) return 'fits none of the reads in this car'
  const oneIn = Math.round(1 / share)
  return oneIn === 1
    ? 'fits nearly every read in this car'
    : `fits about 1 in ${oneIn} of the reads in this car`
}
