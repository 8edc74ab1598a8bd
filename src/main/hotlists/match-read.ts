// How the strings of a read meet entries: all strings that the plate may be, not the best one alone.
import type { HotListEntry, HotListMatch, MatchKind, StateAgreement } from '#shared/domain/hot-list.ts'
import { foldLookalikes } from '#shared/domain/plate.ts'
import { stateAnswered, type PlateCandidate, type StateReading } from '#shared/domain/read.ts'

/** What matching looks at of a read. */
export type ReadToMatch = { readonly candidates: readonly PlateCandidate[]; readonly state: StateReading }

/** An entry and how the read meets it; the odds are worked out after. */
export type Meeting = {
  readonly entry: HotListEntry
  readonly kind: MatchKind
  /** The read's candidate that met the entry. */
  readonly matchedPlate: string
  /** Probability that the plate's characters are the listed ones; for a folded match, in folded form. */
  readonly plateProbability: number
}

/**
 * A runner-up below this probability raises nothing: with all the strings that a read may be, a long list would
 * alert on nearly every car. The best string is matched whatever its odds.
 */
export const LEAST_CANDIDATE_PROBABILITY = 0.02

/** `find` gives the entries of a plate and of those that fold to the same. Surest first. */
export function meetings(
  candidates: readonly PlateCandidate[],
  find: (plate: string) => readonly HotListEntry[],
): Meeting[] {
  const met = new Map<string, Meeting>()
  candidates.forEach((candidate, rank) => {
    const { plate: matchedPlate, probability } = candidate
    for (const entry of find(matchedPlate)) {
      const isSame = matchedPlate === entry.plate
      const kind: MatchKind = isSame ? (rank === 0 ? 'exact' : 'candidate') : 'folded'
      const before = met.get(entry.key)
      if (before === undefined) {
        if (rank > 0 && probability < LEAST_CANDIDATE_PROBABILITY) continue
        met.set(entry.key, { entry, kind, matchedPlate, plateProbability: probability })
      } else if (before.kind === 'folded') {
        met.set(entry.key, sureOf(before, { entry, kind, matchedPlate, plateProbability: probability }))
      }
    }
  })
  return [...met.values()].toSorted((one, other) => other.plateProbability - one.plateProbability)
}

/** The listed string itself among the candidates beats its folded twin; two folded twins count together. */
function sureOf(before: Meeting, after: Meeting): Meeting {
  if (after.kind !== 'folded' && after.plateProbability >= LEAST_CANDIDATE_PROBABILITY) return after
  return { ...before, plateProbability: Math.min(1, before.plateProbability + after.plateProbability) }
}

/**
 * How one entry stands to a read that has been refined since it raised a hit. An entry that is no longer
 * among the candidates keeps its hit, with the odds that are left: a hit never vanishes by itself.
 */
export function meetAgain(entry: HotListEntry, candidates: readonly PlateCandidate[]): Meeting {
  const [meeting] = meetings(candidates, (plate) =>
    foldLookalikes(plate) === foldLookalikes(entry.plate) ? [entry] : [],
  )
  if (meeting !== undefined) return meeting
  const same = candidates.find(({ plate }) => foldLookalikes(plate) === foldLookalikes(entry.plate))
  return {
    entry,
    kind: same === undefined || same.plate === entry.plate ? 'candidate' : 'folded',
    matchedPlate: same?.plate ?? entry.plate,
    plateProbability: same?.probability ?? 0,
  }
}

/** Where the two differ although they match: each is a character that was folded. */
export function replacedCharacters(matchedPlate: string, listed: string): HotListMatch['replaced'] {
  return Array.from(listed, (character, position) => ({
    position,
    read: matchedPlate.charAt(position),
    listed: character,
  })).filter(({ read, listed: character }) => read !== '' && read !== character)
}

export function stateAgreement(
  entry: Pick<HotListEntry, 'state' | 'otherIssuer'>,
  state: StateReading,
): StateAgreement {
  const listed = entry.state ?? (entry.otherIssuer === undefined ? undefined : 'other')
  const answered = stateAnswered(state)
  if (listed === undefined || answered === undefined) return 'unknown'
  return listed === answered ? 'agrees' : 'differs'
}
