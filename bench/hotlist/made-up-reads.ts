// Made-up reads: ten strings each, as the recogniser gives them, one in ten of a plate that is listed. The
// national share of reads that hit is one in 500 (facts.md 0); more are listed here so that reading entries from
// the disk counts in the 99th percentile.
import { confusions } from '#main/hotlists/listed/index.ts'
import type { PlateCandidate } from '#shared/domain/read.ts'
import { madeUpPlate, seededRandom, type MadeUpPlate, type Random } from './made-up-plates.ts'

export type MadeUpRead = { readonly candidates: readonly PlateCandidate[] }

const CANDIDATES = 10
const LISTED_ONE_IN = 10

export function madeUpReads(count: number, listed: readonly MadeUpPlate[], seed: number): MadeUpRead[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, number) => {
    const known = number % LISTED_ONE_IN === 0 ? listed[random(listed.length)] : undefined
    return { candidates: candidatesOf((known ?? madeUpPlate(random)).plate, random) }
  })
}

/** The plate itself and nine strings with one or two likely confusions; where there are too few, with others. */
function candidatesOf(plate: string, random: Random): PlateCandidate[] {
  const around = [...confusions(plate)]
  const strings = new Set([plate, ...around])
  for (const other of around) for (const further of confusions(other)) strings.add(further)
  while (strings.size < CANDIDATES) strings.add(madeUpPlate(random).plate)
  return [...strings]
    .slice(0, CANDIDATES)
    .map((text, place) => ({ plate: text, probability: 0.6 * 0.4 ** place }))
}

/** Patterns as officers give them: of a plate some places are known; some begin or end in the unknown. */
export function madeUpPatterns(count: number, seed: number): string[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, number) => {
    const { plate } = madeUpPlate(random)
    const hidden = new Set([random(plate.length), random(plate.length), random(plate.length)])
    const text = Array.from(plate, (character, place) => (hidden.has(place) ? '?' : character)).join('')
    if (number % 5 === 3) return `${plate.slice(0, 3)}*`
    if (number % 5 === 4) return `*${plate.slice(2, 4)}*`
    return text
  })
}
