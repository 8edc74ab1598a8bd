// What a match rests on, in words: how the strings met, whether the state agrees, and what speaks against it.
import type { Exoneration, Hit } from '#shared/domain/hit.ts'
import type { HotListEntry, HotListMatch } from '#shared/domain/hot-list.ts'
import { foldsAlike } from '#shared/domain/plate.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import { dayOf, span } from '#renderer/office/words/when.ts'

/** How the plate met the list. A folded match is never called the same. */
export function kindWords({ kind, entry, replaced }: HotListMatch): string {
  switch (kind) {
    case 'exact':
      return 'The best reading is the listed plate.'
    case 'candidate':
      return 'The listed plate is not the best reading, but one of the ten best.'
    case 'folded':
      return replaced.length === 0
        ? 'The same only where characters that look alike are taken as one.'
        : `${sentence([...new Set(replaced.map(replacedWords))].join('; '))}.`
    case 'partial':
    default:
      return `The reading fits the partial plate ${entry.pattern ?? entry.plate}.`
  }
}

/** "listed with the letter O, read as the digit 0: cannot be told apart" */
function replacedWords({ read, listed }: HotListMatch['replaced'][number]): string {
  const words = `listed with ${characterWords(listed)}, read as ${characterWords(read)}`
  return foldsAlike(listed, read) ? `${words}: cannot be told apart` : words
}

export function characterWords(character: string): string {
  return /\d/.test(character) ? `the digit ${character}` : `the letter ${character}`
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** The state that the list names: a code, a foreign issuer's code, or undefined. */
export const listedState = ({ state, otherIssuer }: HotListEntry): string | undefined => state ?? otherIssuer

/** Whether the state agrees, and if not, what was read and what is listed. */
export function stateWords({ stateAgreement, entry }: HotListMatch, read: Read): string {
  const listed = listedState(entry)
  if (listed === undefined) return 'The list names no state.'
  if (stateAgreement === 'agrees') return `State agrees: ${listed}.`
  if (stateAgreement === 'unknown') return `State not read: the list says ${listed}, look at the plate.`
  const answered = stateAnswered(read.state)
  const shown = answered === 'other' ? 'a plate of no US state' : (answered ?? 'not read')
  return `State differs: listed ${listed}, read ${shown}.`
}

/** The string beside the read one: the one that met the list when it is not the best, else the next best. */
export function runnerUp(read: Read, { matchedPlate }: HotListMatch): string | undefined {
  return matchedPlate === read.plate
    ? read.candidates.find(({ plate }) => plate !== read.plate)?.plate
    : matchedPlate
}

/** What makes the entry itself doubtful; undefined where nothing does. */
export function trustWords({ trust }: HotListEntry): string | undefined {
  return trust === 'both-forms'
    ? 'Listed in both forms, with the letter O and with the digit 0: one is wrong, low trust.'
    : undefined
}

/** "14 listed plates look like this one"; undefined where none does. */
export function crowdingWords({ crowding: { listed } }: HotListMatch): string | undefined {
  if (listed === 0) return undefined
  return listed === 1
    ? '1 other listed plate looks like this one.'
    : `${listed} listed plates look like this one.`
}

/** Shown as doubtful although below the limit, because it would be grave if it were right. */
export function doubtWords({ isDoubtful, matches: [match] }: Hit): string | undefined {
  if (!isDoubtful) return undefined
  return match !== undefined && match.odds.both < 0.5
    ? 'Doubtful: more likely wrong than right. Shown because it would be critical.'
    : 'Doubtful: below the limit for an alert. Shown because it would be critical.'
}

/** "Verified NOT the wanted vehicle on Nov 12 by badge 4711, not yet reviewed." */
export function exonerationWords({ at, by, review }: Exoneration): string {
  const proved = `Verified NOT the wanted vehicle on ${dayOf(at)} by badge ${by.badge}`
  if (review === undefined) return `${proved}, not yet reviewed.`
  const verdict = review.isUpheld ? 'upheld' : 'set aside'
  return `${proved}, ${verdict} by badge ${review.by.badge} on ${dayOf(review.at)}.`
}

/** Which list, how old it is, and whether that is more than its contract allows. */
export function listAge(
  { entry, listVersion }: HotListMatch,
  now: number,
): { readonly words: string; readonly isOld: boolean } {
  if (entry.kind === 'local') return { words: 'local list, added by an officer', isOld: false }
  if (entry.kind === 'partial') return { words: 'partial plate, entered by an officer', isOld: false }
  if (listVersion === undefined) return { words: `list ${entry.list}, age not known`, isOld: true }
  const ageMs = now - listVersion.writtenAt
  return { words: `list ${entry.list}, ${span(ageMs)} old`, isOld: ageMs > listVersion.maxAgeMs }
}

/**
 * "2014 Toyota Camry, Silver": what is listed of the vehicle; a plain list says it in its notes. What a list says of a
 * person is not among it. Undefined where it says nothing.
 */
export function vehicleWords({ vehicle, kind, person, notes }: HotListEntry): string | undefined {
  const { year, make, model, colour, style } = vehicle
  const name = [year, make, model].filter((part) => part !== undefined && part !== '').join(' ')
  const words = [name, colour ?? '', style ?? ''].filter((part) => part !== '').join(', ')
  const said = words === '' && kind === 'list' && person === undefined ? notes : words
  return said === '' ? undefined : said
}
