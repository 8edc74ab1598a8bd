// What is published of a plate: the best string, its ten best rivals and its doubtful positions.
import type { PlateCandidate, PlatePosition } from '#shared/domain/read.ts'
import { serialPrior, type StateWeights } from '../patterns/serial-prior.ts'
import { alignTo } from './align.ts'
import type { WeightedString } from './best-strings.ts'

export type Reading = {
  readonly plate: string
  readonly plateProbability: number
  readonly positions: readonly PlatePosition[]
  readonly candidates: readonly PlateCandidate[]
}

const CANDIDATES = 10
/** Strings that are weighed before the ten best are kept: a pattern may lift one from further down. */
const WEIGHED = 24
const ALTERNATIVES = 5
const LEAST_ALTERNATIVE = 0.005

/**
 * Share of strings of one length that are serials at all. US serials have 4 to 8 characters (AAMVA
 * survey 2012); shorter and longer ones exist, but lettering, bolts and lamps make more of them.
 */
function serialShare(length: number): number {
  if (length >= 5 && length <= 8) return 1
  if (length === 4) return 0.9
  return length === 3 ? 0.5 : 0.3
}

/**
 * Weighs the strings of all frames (best first) by the patterns of the likely states. Undefined when
 * there is no string at all.
 */
export function readingOf(
  strings: readonly WeightedString[],
  states: StateWeights,
  year: number,
): Reading | undefined {
  const likely = strings.filter(({ plate }) => plate.length <= 10).slice(0, WEIGHED)
  const weighed = likely.map(({ plate, probability }) => ({
    plate,
    probability: probability * serialPrior(plate, states, year),
  }))
  // Patterns shift probability among the listed strings; strings that are not listed keep their share.
  const total = sumOf(weighed) / sumOf(likely)
  const ranked = weighed
    .map(({ plate, probability }) => ({
      plate,
      probability: (probability / total) * serialShare(plate.length),
    }))
    .toSorted((a, b) => b.probability - a.probability)
  const [best] = ranked
  if (best === undefined) return undefined
  return {
    plate: best.plate,
    plateProbability: best.probability,
    positions: platePositions(best.plate, ranked),
    candidates: ranked.slice(0, CANDIDATES),
  }
}

/**
 * What the rivals have in each character's place, weighed by their probability. A rival without a
 * character there (the "1" was a bolt) lowers the character's probability too.
 */
function platePositions(plate: string, ranked: readonly WeightedString[]): PlatePosition[] {
  const total = sumOf(ranked)
  const places = Array.from(plate, () => new Map<string, number>())
  for (const rival of ranked) {
    for (const [index, character] of alignTo(plate, rival.plate).entries()) {
      const place = places[index]
      place?.set(character, (place.get(character) ?? 0) + rival.probability / total)
    }
  }
  return places.map((place, index) => {
    const character = plate[index] ?? ''
    return {
      character,
      probability: Math.min(1, place.get(character) ?? 0),
      alternatives: [...place]
        .map(([character, probability]) => ({ character, probability }))
        .filter((one) => one.character !== '' && one.character !== character)
        .filter((one) => one.probability >= LEAST_ALTERNATIVE)
        .toSorted((a, b) => b.probability - a.probability)
        .slice(0, ALTERNATIVES),
    }
  })
}

const sumOf = (strings: readonly WeightedString[]): number =>
  strings.reduce((sum, { probability }) => sum + probability, 0)
