// Sets of patterns by what they ask for, a bit for each pattern: which of thousands may fit a plate is then a
// few hundred ANDs.
import { foldLookalikes, PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import type { Pattern, Place } from '#shared/domain/partial-pattern.ts'

export type PatternSets = {
  /** Calls `found` with the number of each pattern that may fit the folded plate; few that do not are among them. */
  eachLikely(folded: string, found: (number: number) => void): void
}

const MOST_LENGTH = 10
/** O and I do not occur in a folded plate. */
const FOLDED = [...new Set(foldLookalikes(PLATE_CHARACTERS))].join('')

type CharacterSets = ReadonlyMap<string, Uint32Array>

export function createPatternSets(patterns: readonly Pattern[]): PatternSets {
  const words = Math.ceil(patterns.length / 32)
  const none = new Uint32Array(words)
  const fromStart = placeSets(patterns.map((places) => places.slice(0, firstRun(places))))
  const fromEnd = placeSets(
    patterns.map((places) => places.toReversed()).map((places) => places.slice(0, firstRun(places))),
  )
  const byLength = Array.from({ length: MOST_LENGTH + 1 }, (_, length) => {
    const set = new Uint32Array(words)
    for (const [number, pattern] of patterns.entries()) if (mayHaveLength(pattern, length)) add(set, number)
    return set
  })
  const without = doingWithout(patterns)

  return {
    eachLikely(folded, found) {
      const all: Uint32Array[] = []
      const keep = (set: Uint32Array | undefined): void => void all.push(set ?? none)
      for (let place = 0; place < folded.length; place += 1) {
        keep(fromStart[place]?.get(folded.charAt(place)))
        keep(fromEnd[place]?.get(folded.charAt(folded.length - 1 - place)))
      }
      keep(byLength[folded.length])
      for (const [character, set] of without) if (!folded.includes(character)) all.push(set)
      for (let word = 0; word < words; word += 1) {
        for (let bits = common(all, word); bits !== 0; bits &= bits - 1) {
          found((word << 5) + (31 - Math.clz32(bits & -bits)))
        }
      }
    },
  }
}

/** The patterns of one word that are in all of the sets; most words are empty after the first few. */
function common(sets: readonly Uint32Array[], word: number): number {
  let bits = -1
  for (const set of sets) {
    bits &= set[word] ?? 0
    if (bits === 0) return 0
  }
  return bits
}

function add(set: Uint32Array | undefined, number: number): void {
  if (set !== undefined) set[number >>> 5] = (set[number >>> 5] ?? 0) | (1 << (number & 31))
}

function characterSets(words: number): Map<string, Uint32Array> {
  return new Map(Array.from(FOLDED, (character) => [character, new Uint32Array(words)]))
}

/** For each place the patterns, given by their places up to the first `*`, that allow each character there. */
function placeSets(patterns: readonly Pattern[]): CharacterSets[] {
  const words = Math.ceil(patterns.length / 32)
  return Array.from({ length: MOST_LENGTH }, (_, place) => {
    const sets = characterSets(words)
    const any = new Uint32Array(words)
    for (const [number, places] of patterns.entries()) {
      const known = charactersOf(places[place])
      if (known === undefined) add(any, number)
      else for (const character of known) add(sets.get(character), number)
    }
    for (const set of sets.values()) any.forEach((bits, word) => (set[word] = (set[word] ?? 0) | bits))
    return sets
  })
}

/** For each character the patterns that a plate without it can fit. */
function doingWithout(patterns: readonly Pattern[]): CharacterSets {
  const needing = characterSets(Math.ceil(patterns.length / 32))
  for (const [number, places] of patterns.entries()) {
    for (const place of places) {
      const characters = new Set(charactersOf(place))
      if (characters.size === 1) for (const character of characters) add(needing.get(character), number)
    }
  }
  return new Map([...needing].map(([character, set]) => [character, set.map((word) => ~word)]))
}

/** Folded; undefined where the pattern says nothing of the place. */
function charactersOf(place: Place | undefined): string | undefined {
  return place?.kind === 'one' ? foldLookalikes(place.characters) : undefined
}

function firstRun(places: Pattern): number {
  const at = places.findIndex(({ kind }) => kind === 'many')
  return at === -1 ? places.length : at
}

function mayHaveLength(places: Pattern, wanted: number): boolean {
  const single = places.filter(({ kind }) => kind !== 'many').length
  return single === places.length ? wanted === single : wanted >= single
}
