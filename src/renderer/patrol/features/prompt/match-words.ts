// What a match rests on, in words: how the strings met, and whether the state agrees.
import type { Hit } from '#shared/domain/hit.ts'
import type { MatchKind } from '#shared/domain/hot-list.ts'

/** How the plate met the list. A folded match is never called the same. */
export const MATCH_WORDS: Readonly<Record<MatchKind, string>> = {
  exact: 'The best reading is the listed plate.',
  candidate: 'The listed plate is not the best reading, but one of the ten best.',
  folded: 'Only with letter O and digit 0 taken as one.',
}

/** Whether the state agrees, and if not, what was read and what is listed. */
export function stateWords({ stateAgreement, entry, read }: Hit): string {
  const listed = entry.state
  if (listed === undefined) return 'The list names no state.'
  if (stateAgreement === 'agrees') return `State agrees: ${listed}.`
  if (stateAgreement === 'unknown') return `State not read: the list says ${listed}, look at the plate.`
  const answered = read.state.isOther === true ? 'a plate of no US state' : read.state.code
  return `State differs: listed ${listed}, read ${answered ?? '?'}.`
}

/** The string beside the read one: the one that met the list when it is not the best, else the next best. */
export function runnerUp({ read, matchedPlate }: Hit): string | undefined {
  return matchedPlate === read.plate
    ? read.candidates.find(({ plate }) => plate !== read.plate)?.plate
    : matchedPlate
}
