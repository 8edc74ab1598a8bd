// How likely an alert is right: the read's probabilities say what the picture shows, the list says how often that
// is a wanted plate and how often another plate that was misread.
import type { AlertOdds, HotListEntry } from '#shared/domain/hot-list.ts'
import { foldsAlike } from '#shared/domain/plate.ts'
import type { PlateCandidate, StateReading } from '#shared/domain/read.ts'
import { STATE_ANSWERS, type StateAnswer } from '#shared/domain/states.ts'

export type OddsInput = {
  /** Calibrated probability of the matched characters, before the list is considered. */
  readonly plateProbability: number
  readonly candidates: readonly PlateCandidate[]
  readonly isListed: (plate: string) => boolean
  /** Of the strings one likely confusion away from the matched plate. */
  readonly crowding: { readonly listed: number; readonly looked: number }
  /** The list's own measured density; undefined for entries that are in no installed list: plain probability. */
  readonly density: number | undefined
  /** Expected share of passing vehicles that are truly on a list of this severity (the profile's). */
  readonly listedShare: number
  readonly entry: Pick<HotListEntry, 'plate' | 'state' | 'otherIssuer'>
  readonly state: StateReading
}

/**
 * The three probabilities of an alert (facts.md 5.1): the characters are the listed ones, the state is, both.
 *
 * Characters. The read gives p(s), the probability that the plate is s, as it comes out on vehicles of all kinds.
 * On the road a share h of the vehicles is truly listed (`listedShare`), and around this plate a share d of the
 * strings is listed. So a listed string stands for h/d times the vehicles that p took it for, one that is known
 * not to be listed for (1-h)/(1-d) times, and what is left over besides the candidates, of which nothing is known,
 * for d·h/d + (1-d)·(1-h)/(1-d) = 1. By Bayes, with w(s) for those factors,
 *
 *     P(l) = w(l) p(l) / (sum of w(s) p(s) over the candidates + what is left over)
 *
 * It assumes that p is calibrated; that h is the same wherever in the list one looks, so that where a list is
 * dense each of its plates is the less often the one that passes; and that listed plates are read as well as
 * others.
 *
 * State. The probability that the plate's state is the listed one; where the reading does not name it, its part of
 * the probability that is left over. Taken as independent of the characters. Undefined when the entry names no
 * state or no picture was looked at (a typed plate without a state).
 */
export function alertOdds(input: OddsInput): AlertOdds {
  const characters = charactersRight(input)
  const state = stateRight(input.entry, input.state)
  return state === undefined
    ? { characters, both: characters }
    : { characters, state, both: characters * state }
}

function charactersRight(input: OddsInput): number {
  const { plateProbability, candidates, isListed, density, listedShare, entry } = input
  if (density === undefined) return plateProbability
  const near = densityAround(input.crowding, density)
  const listed = candidates.filter(({ plate }) => foldsAlike(plate, entry.plate) || isListed(plate))
  const listedMass = Math.max(plateProbability, sumOf(listed))
  const unlistedMass = sumOf(candidates) - sumOf(listed)
  const rest = Math.max(0, 1 - listedMass - unlistedMass)
  const weight = listedShare / near
  const all = weight * listedMass + ((1 - listedShare) / (1 - near)) * unlistedMass + rest
  return all === 0 ? plateProbability : Math.min(1, (weight * plateProbability) / all)
}

/**
 * The density is measured on about 2,000 entries with about fifteen neighbours each: where none of them is listed,
 * less than one in thirty thousand cannot be told from none.
 */
const LEAST_DENSITY = 1 / 30_000
/** Where everything is listed, being listed says nothing; kept short of 1 to divide by what is not. */
const MOST_DENSITY = 0.99

/** A plate has about as many neighbours: the list as a whole counts for as much as what is around the plate. */
const WHOLE_LIST = 20

/** Share of the strings around the plate that are listed: its neighbours, and as many with the list's density. */
function densityAround({ listed, looked }: OddsInput['crowding'], density: number): number {
  const whole = Math.max(density, LEAST_DENSITY)
  return Math.min(MOST_DENSITY, (listed + WHOLE_LIST * whole) / (looked + WHOLE_LIST))
}

function stateRight({ state, otherIssuer }: OddsInput['entry'], reading: StateReading): number | undefined {
  const listed = state ?? (otherIssuer === undefined ? undefined : 'other')
  const told = statesTold(reading)
  if (listed === undefined || told.size === 0) return undefined
  const rest = Math.max(0, 1 - [...told.values()].reduce((sum, probability) => sum + probability, 0))
  return told.get(listed) ?? rest / (STATE_ANSWERS.length - told.size)
}

/** What the reading says of states by name, also where it withholds its answer. */
const statesTold = ({ candidates }: StateReading): ReadonlyMap<StateAnswer, number> =>
  new Map(candidates.map(({ code, probability }) => [code, probability]))

const sumOf = (candidates: readonly PlateCandidate[]): number =>
  candidates.reduce((sum, { probability }) => sum + probability, 0)
