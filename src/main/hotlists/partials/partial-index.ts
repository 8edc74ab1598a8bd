// Thousands of partial plates against a read: which fit, and how likely.
import { compileFit, type Pattern } from '#shared/domain/partial-pattern.ts'
import { foldLookalikes } from '#shared/domain/plate.ts'
import type { PlateCandidate, StateReading } from '#shared/domain/read.ts'
import type { StateCode } from '#shared/domain/states.ts'
import { createPatternSets } from './bit-sets.ts'

/** A partial plate that somebody looks for. */
export type PartialPlate = {
  readonly id: string
  readonly pattern: Pattern
  /** Where known: a read that cannot be of that state does not fit. */
  readonly state?: StateCode
}

export type PartialFit = {
  readonly id: string
  /** The likeliest of the read's candidates that fit. */
  readonly plate: string
  /** That the plate is one that fits: the sum over the candidates that do. Says nothing of the state. */
  readonly probability: number
  /** `plate` fits only with O taken as 0 or I as 1. */
  readonly isFolded: boolean
}

export type PartialIndex = {
  /** Likeliest first. Candidates may come in any order; no state, or one not known, fits every pattern. */
  match(read: { readonly candidates: readonly PlateCandidate[]; readonly state?: StateReading }): PartialFit[]
}

export function createPartialIndex(partials: readonly PartialPlate[]): PartialIndex {
  // Patterns that begin alike share a word of the sets, so most words are found empty at the first place.
  const sorted = partials
    .map((partial) => ({ partial, key: sortKey(partial.pattern) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ partial }) => ({ partial, fitOf: compileFit(partial.pattern) }))
  const sets = createPatternSets(sorted.map(({ partial }) => partial.pattern))
  return {
    match({ candidates, state }) {
      const found = new Map<PartialPlate, PartialFit>()
      for (const { plate, probability } of candidates.toSorted((a, b) => b.probability - a.probability)) {
        const folded = foldLookalikes(plate)
        sets.eachLikely(folded, (number) => {
          const one = sorted[number]
          if (one === undefined || !mayBeOf(one.partial.state, state)) return
          const fit = one.fitOf(plate, folded)
          if (fit === 'differ') return
          const { partial } = one
          const first = found.get(partial) ?? {
            id: partial.id,
            plate,
            probability: 0,
            isFolded: fit === 'folded',
          }
          found.set(partial, { ...first, probability: Math.min(1, first.probability + probability) })
        })
      }
      return [...found.values()].toSorted((a, b) => b.probability - a.probability)
    },
  }
}

/** A state that the read names or holds possible; of a read that names none, any. */
function mayBeOf(wanted: StateCode | undefined, read: StateReading | undefined): boolean {
  if (wanted === undefined || read === undefined) return true
  if (read.code === undefined && read.isOther !== true) return true
  return read.code === wanted || read.candidates.some(({ code }) => code === wanted)
}

const sortKey = (pattern: Pattern): string =>
  pattern
    .map((place) => (place.kind === 'one' ? place.characters : place.kind === 'any' ? '?' : '*'))
    .join('')
