// Matches a read against the loaded lists: all strings the plate may be, not the best one alone.
import type { HotListEntry, MatchKind, StateAgreement } from '#shared/domain/hot-list.ts'
import { foldPlate } from '#shared/domain/plate.ts'
import { stateAnswered, type PlateCandidate, type StateReading } from '#shared/domain/read.ts'

/** A possible match of a read with one entry. */
export type Match = {
  readonly entry: HotListEntry
  readonly kind: MatchKind
  /** The read's candidate that met the entry. */
  readonly matchedPlate: string
  /** Probability that the plate's characters are the listed ones; for a folded match, in folded form. */
  readonly plateProbability: number
  readonly stateAgreement: StateAgreement
}

/** Entries by the folded form of their plate. */
export type HotListIndex = ReadonlyMap<string, readonly HotListEntry[]>

export function indexEntries(entries: Iterable<HotListEntry>): HotListIndex {
  const index = new Map<string, HotListEntry[]>()
  for (const entry of entries) {
    const key = foldPlate(entry.plate)
    const others = index.get(key)
    if (others === undefined) index.set(key, [entry])
    else others.push(entry)
  }
  return index
}

/**
 * A runner-up below this probability raises nothing: at one in twenty, and with all the strings a read
 * may be, a long list would alert on nearly every car. The best string is matched whatever its odds.
 */
const LEAST_CANDIDATE_PROBABILITY = 0.05

/** All entries that the read may be, surest first. Folding O to 0 is known and named in the match. */
export function matchRead(
  index: HotListIndex,
  read: { readonly candidates: readonly PlateCandidate[]; readonly state: StateReading },
): Match[] {
  const matches = new Map<HotListEntry, Match>()
  read.candidates.forEach((candidate, rank) => {
    for (const entry of index.get(foldPlate(candidate.plate)) ?? []) {
      const found = matches.get(entry)
      const isSame = candidate.plate === entry.plate
      const kind: MatchKind = isSame ? (rank === 0 ? 'exact' : 'candidate') : 'folded'
      if (found === undefined) {
        if (rank > 0 && candidate.probability < LEAST_CANDIDATE_PROBABILITY) continue
        const stateAgreement = agreement(entry, read.state)
        const matchedPlate = candidate.plate
        const plateProbability = candidate.probability
        matches.set(entry, { entry, kind, matchedPlate, plateProbability, stateAgreement })
      } else if (found.kind === 'folded') {
        // The listed string itself among the candidates beats its folded twin.
        if (isSame && candidate.probability >= LEAST_CANDIDATE_PROBABILITY) {
          const plateProbability = candidate.probability
          matches.set(entry, { ...found, kind, matchedPlate: candidate.plate, plateProbability })
        } else {
          const plateProbability = Math.min(1, found.plateProbability + candidate.probability)
          matches.set(entry, { ...found, plateProbability })
        }
      }
    }
  })
  return [...matches.values()].toSorted((a, b) => b.plateProbability - a.plateProbability)
}

/**
 * How one entry stands to a read that has been refined since it raised a hit. An entry that is no longer
 * among the candidates keeps its hit, with the odds that are left: a hit never vanishes by itself.
 */
export function rematch(
  entry: HotListEntry,
  read: { readonly candidates: readonly PlateCandidate[]; readonly state: StateReading },
): Match {
  const [match] = matchRead(indexEntries([entry]), read)
  if (match !== undefined) return match
  const same = read.candidates.find((candidate) => foldPlate(candidate.plate) === foldPlate(entry.plate))
  return {
    entry,
    kind: same === undefined || same.plate === entry.plate ? 'candidate' : 'folded',
    matchedPlate: same?.plate ?? entry.plate,
    plateProbability: same?.probability ?? 0,
    stateAgreement: agreement(entry, read.state),
  }
}

function agreement(entry: HotListEntry, state: StateReading): StateAgreement {
  const answered = stateAnswered(state)
  if (entry.state === undefined || answered === undefined) return 'unknown'
  return entry.state === answered ? 'agrees' : 'differs'
}
