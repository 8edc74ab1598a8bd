// The likeliest strings of a row of independent positions, best first: exact k-best enumeration.
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import type { Position } from './columns.ts'

export type WeightedString = { readonly plate: string; readonly probability: number }

/**
 * The `count` likeliest strings and their probabilities. A position may also hold no character, with
 * one minus its presence, so the strings may differ in length. Since positions are independent, a
 * prefix outside the best `count` prefixes cannot begin one of the best strings.
 */
export function bestStrings(positions: readonly Position[], count: number): WeightedString[] {
  // Ways that give the same string (a doubled character of which either is dropped) are added up at the
  // end, hence some more ways than strings.
  const ways = 4 * count
  let beam: WeightedString[] = [{ plate: '', probability: 1 }]
  for (const { presence, characters } of positions) {
    const options = [...characters]
      .map((p, index) => ({ plate: PLATE_CHARACTERS[index] ?? '', probability: p * presence }))
      .concat({ plate: '', probability: 1 - presence })
      .filter((option) => option.probability > 0)
      .toSorted((a, b) => b.probability - a.probability)
      .slice(0, ways)
    beam = beam
      .flatMap((prefix) =>
        options.map((option) => ({
          plate: prefix.plate + option.plate,
          probability: prefix.probability * option.probability,
        })),
      )
      .toSorted((a, b) => b.probability - a.probability)
      .slice(0, ways)
  }
  return mergedStrings(beam).slice(0, count)
}

/** Adds up the probabilities of equal strings; best first. */
export function mergedStrings(strings: readonly WeightedString[]): WeightedString[] {
  const sums = new Map<string, number>()
  for (const { plate, probability } of strings) sums.set(plate, (sums.get(plate) ?? 0) + probability)
  return [...sums]
    .map(([plate, probability]) => ({ plate, probability }))
    .toSorted((a, b) => b.probability - a.probability)
}
