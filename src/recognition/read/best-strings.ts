// The likeliest strings of a row of independent positions, best first: k-best enumeration.
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import type { Position } from './columns.ts'

export type WeightedString = { readonly plate: string; readonly probability: number }

/** Options of one position that are this much less likely than its best cannot make one of the best. */
const HOPELESS = 1e-5

/**
 * The `count` likeliest strings and their probabilities. A position may also hold no character, with
 * one minus its presence, so the strings may differ in length. Since positions are independent, a
 * prefix outside the best prefixes cannot begin one of the best strings.
 */
export function bestStrings(positions: readonly Position[], count: number): WeightedString[] {
  // Some more ways than strings, since two ways may give one string (a doubled character of which
  // either is dropped); those are added up at the end.
  const ways = count + 8
  let prefixes: WeightedString[] = [{ plate: '', probability: 1 }]
  for (const position of positions) {
    const options = optionsOf(position, ways)
    const longer: WeightedString[] = []
    for (const { plate, probability } of prefixes) {
      for (const option of options) {
        longer.push({ plate: plate + option.plate, probability: probability * option.probability })
      }
    }
    prefixes = longer.toSorted(byProbability).slice(0, ways)
  }
  return mergedStrings(prefixes).slice(0, count)
}

function optionsOf({ presence, characters }: Position, most: number): WeightedString[] {
  const options: WeightedString[] = []
  if (presence < 1) options.push({ plate: '', probability: 1 - presence })
  const least = HOPELESS * Math.max(...characters) * presence
  for (const [index, probability] of characters.entries()) {
    if (probability * presence < least || probability === 0) continue
    options.push({ plate: PLATE_CHARACTERS[index] ?? '', probability: probability * presence })
  }
  return options.toSorted(byProbability).slice(0, most)
}

/** Adds up the probabilities of equal strings; best first. */
export function mergedStrings(strings: readonly WeightedString[]): WeightedString[] {
  const sums = new Map<string, number>()
  for (const { plate, probability } of strings) sums.set(plate, (sums.get(plate) ?? 0) + probability)
  return [...sums].map(([plate, probability]) => ({ plate, probability })).toSorted(byProbability)
}

const byProbability = (a: WeightedString, b: WeightedString): number => b.probability - a.probability
