// What one frame says of any string: how likely the frame's positions are, if that string is on the plate.
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { bestStrings, type WeightedString } from './best-strings.ts'
import type { Position } from './columns.ts'

export type FrameEvidence = {
  readonly positions: readonly Position[]
  /** The frame's own best strings, best first. */
  readonly strings: readonly WeightedString[]
  /** Log-likelihood of a string under this frame. */
  logLikelihood(plate: string): number
}

/** Strings each frame puts forward. */
const STRINGS = 24
/** One frame that is sure and wrong of a character must not veto it: no probability counts as less. */
const LEAST = 1e-3
/** Probability that a character was missed without a trace. */
const MISSED = 3e-4
/** A frame with four characters against a string speaks of another plate, or of a cut one: no more weight. */
const LEAST_LOG = 4 * Math.log(LEAST)

export function evidenceOf(positions: readonly Position[]): FrameEvidence {
  const known = new Map<string, number>()
  return {
    positions,
    strings: bestStrings(positions, STRINGS),
    logLikelihood(plate) {
      const found = known.get(plate) ?? Math.max(Math.log(likelihood(positions, plate)), LEAST_LOG)
      known.set(plate, found)
      return found
    },
  }
}

/**
 * Sum over all ways to lay the string on the positions: a position shows the next character, or none; a
 * character may also have no position. One row per position, as in edit distance.
 */
function likelihood(positions: readonly Position[], plate: string): number {
  const indices = Array.from(plate, (character) => PLATE_CHARACTERS.indexOf(character))
  let row = Array.from({ length: plate.length + 1 }, (_, missed) => MISSED ** missed)
  for (const { presence, characters } of positions) {
    const next = [(row[0] ?? 0) * Math.max(1 - presence, LEAST)]
    for (const [j, index] of indices.entries()) {
      const shown = (row[j] ?? 0) * Math.max(presence * (characters[index] ?? 0), LEAST)
      const absent = (row[j + 1] ?? 0) * Math.max(1 - presence, LEAST)
      next.push(shown + absent + (next[j] ?? 0) * MISSED)
    }
    row = next
  }
  return row[plate.length] ?? 0
}
