// How crowded a list is around plates like its own.
import type { PlateHash } from './plate-hash.ts'
import type { PlateIndex } from './plate-index.ts'

/** Of the strings one likely confusion away from a plate: how many there are, and how many are listed. */
export type Crowding = { readonly listed: number; readonly looked: number }

/** Counted in memory; the plate itself is not among them. */
export function countCrowding(plate: string, index: PlateIndex, hash: PlateHash): Crowding {
  let listed = 0
  const looked = hash.eachConfusion(plate, (high, low) => {
    if (index.has(high, low)) listed += 1
  })
  return { listed, looked }
}

/**
 * The share of the one-confusion neighbours of `sample` that are listed: the prior that a misread string happens
 * to be a listed plate (facts.md 5.1). 0 where there is nothing to look at.
 */
export function measureDensity(sample: readonly string[], index: PlateIndex, hash: PlateHash): number {
  let listed = 0
  let looked = 0
  for (const plate of sample) {
    const crowding = countCrowding(plate, index, hash)
    listed += crowding.listed
    looked += crowding.looked
  }
  return looked === 0 ? 0 : listed / looked
}
