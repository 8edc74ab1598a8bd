// What the states' serial patterns say about a candidate string: a mild factor, never a filter.
import type { StateAnswer } from '#shared/domain/states.ts'
import { US_SERIALS, type SerialPattern } from './us-serials.ts'

/** How likely each state is; need not add up to one. */
export type StateWeights = ReadonlyMap<StateAnswer, number>

/**
 * Factor for a string that follows no pattern of its state: the likeliest one on us-plates-train (323
 * pictures at four sizes, 61 % in a pattern): 83.5 to 85.7 % right, with the state known nine times in ten.
 */
const OUTSIDE_PATTERNS = 0.35

/** Plates of an ended series are taken to be on the road this many years. */
const YEARS_ON_THE_ROAD = 15

/**
 * Factor from `OUTSIDE_PATTERNS` to 1 for a string, given what is known of the state and the year of
 * the frame. One where no pattern is known or the state is not.
 */
export function serialPrior(
  plate: string,
  states: StateWeights,
  year: number,
  outside: number = OUTSIDE_PATTERNS,
): number {
  let factor = 0
  let known = 0
  for (const [state, weight] of states) {
    const patterns = PATTERNS_BY_STATE.get(state)
    const isOutside =
      patterns !== undefined && !patterns.some((pattern) => isInUse(pattern, year) && follows(plate, pattern))
    factor += weight * (isOutside ? outside : 1)
    known += weight
  }
  return known > 0 ? factor / known : 1
}

const PATTERNS_BY_STATE: ReadonlyMap<StateAnswer, readonly SerialPattern[]> = Map.groupBy(
  US_SERIALS,
  (pattern) => pattern.state,
)

const isInUse = ({ from = 0, until = Infinity }: SerialPattern, year: number): boolean =>
  year >= from && year <= until + YEARS_ON_THE_ROAD

/** Whether a string is one the pattern can write. */
export function follows(plate: string, { serial, without = '' }: SerialPattern): boolean {
  if (plate.length !== serial.length) return false
  for (const [index, character] of Array.from(plate).entries()) {
    const isLetter = character >= 'A'
    if (isLetter !== (serial[index] === 'A')) return false
    if (isLetter && without.includes(character)) return false
  }
  return true
}
