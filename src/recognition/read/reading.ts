// What is published of a plate: the best string, its ten best rivals and its doubtful positions.
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import type { PlateCandidate, PlatePosition } from '#shared/domain/read.ts'
import { serialPrior, type StateWeights } from '../patterns/serial-prior.ts'
import { stringsOf, type LengthGroup } from './combine.ts'

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

/** Weighs the strings by the patterns of the likely states. Undefined when there is no string at all. */
export function readingOf(
  groups: readonly LengthGroup[],
  states: StateWeights,
  year: number,
): Reading | undefined {
  const strings = stringsOf(groups, WEIGHED).filter(({ plate }) => plate.length >= 1 && plate.length <= 10)
  const weighed = strings.map(({ plate, probability }) => ({
    plate,
    probability: probability * serialPrior(plate, states, year),
  }))
  const listed = strings.reduce((sum, { probability }) => sum + probability, 0)
  // Strings that are not listed keep their share, as if no pattern spoke of them.
  const total = Math.max(0, 1 - listed) + weighed.reduce((sum, { probability }) => sum + probability, 0)
  const candidates = weighed
    .map(({ plate, probability }) => ({
      plate,
      probability: (probability / total) * serialShare(plate.length),
    }))
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, CANDIDATES)
  const [best] = candidates
  if (best === undefined) return undefined
  const group = groups.find(({ positions }) => positions.length === best.plate.length)
  return {
    plate: best.plate,
    plateProbability: best.probability,
    positions: group === undefined ? [] : platePositions(best.plate, group),
    candidates,
  }
}

function platePositions(plate: string, group: LengthGroup): PlatePosition[] {
  return group.positions.map(({ characters }, index) => {
    const presence = group.presences[index] ?? 1
    const ranked = [...characters]
      .map((p, c) => ({ character: PLATE_CHARACTERS[c] ?? '', probability: p * presence }))
      .toSorted((a, b) => b.probability - a.probability)
    const character = plate[index] ?? ''
    return {
      character,
      probability: ranked.find((one) => one.character === character)?.probability ?? 0,
      alternatives: ranked
        .filter((one) => one.character !== character && one.probability >= LEAST_ALTERNATIVE)
        .slice(0, ALTERNATIVES),
    }
  })
}
