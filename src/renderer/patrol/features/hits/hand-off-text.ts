// What the Communications Center is told of a hit: ready to send or to read aloud. The plate is the one that
// was seen; before the comparison it says that nobody has compared it.
import { listedState, vehicleWords } from '#renderer/patrol/words/match-words.ts'
import { phonetic } from '#renderer/patrol/words/phonetic.ts'
import { seenStateWords } from '#renderer/office/words/state-names.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { headingWords, whereRead } from '#renderer/office/words/where.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import { isVerified, type HitProgress } from '#shared/domain/hit-progress.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { CHANNEL_WORDS } from '#shared/domain/officer.ts'
import { stateAnswered } from '#shared/domain/read.ts'
import type { Verification } from '#shared/domain/profile.ts'
import { firstMatch } from './work.ts'

/** The contract takes so much. */
const MOST = 1000

export function handOffText(hit: Hit, progress: HitProgress, rules: Verification): string {
  const { entry } = progress.comparison?.match ?? firstMatch(hit)
  const { cameraName, capturedAt, location } = hit.read
  const heading = headingWords(location)
  return [
    `ALPR possible match, ${isVerified(progress, rules) ? 'checklist complete' : 'NOT VERIFIED'}.`,
    plateWords(hit, progress),
    `Listed: ${CATEGORY_WORDS[entry.category]}, ${entry.plate} ${listedState(entry) ?? 'no state'}, ${vehicleWords(entry) ?? 'no vehicle listed'}, source ${entry.source}.`,
    statusWords(progress),
    `Read ${clockTime(capturedAt)} by camera ${cameraName}, ${whereRead(location)}${heading === undefined ? '' : `, heading ${heading}`}.`,
    `Picture: read ${hit.read.sequence} of this car.`,
  ]
    .join('\n')
    .slice(0, MOST)
}

function plateWords({ read }: Hit, { comparison }: HitProgress): string {
  if (comparison === undefined) {
    const state = stateAnswered(read.state) ?? 'state not read'
    return `Plate not compared by an officer yet; the machine read ${read.plate} (${phonetic(read.plate)}), ${state}.`
  }
  const { plate, state } = comparison.seen
  return `Plate as seen: ${plate} (${phonetic(plate)}), ${seenStateWords(state)}.`
}

function statusWords({ statusCheck }: HitProgress): string {
  if (statusCheck === undefined) return 'Current status not checked.'
  const answer = { yes: 'active', no: 'NOT active', 'cannot-tell': 'no clear answer' }[statusCheck.answer]
  const reference = statusCheck.reference === '' ? '' : `, reference ${statusCheck.reference}`
  return `Status ${clockTime(statusCheck.ranAt)} by ${CHANNEL_WORDS[statusCheck.channel]}: ${answer}${reference}.`
}
