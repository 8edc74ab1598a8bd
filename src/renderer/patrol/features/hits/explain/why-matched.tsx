import type { ReactElement } from 'react'
import {
  crowdingWords,
  doubtWords,
  exonerationWords,
  kindWords,
  listedState,
  stateWords,
  trustWords,
  vehicleWords,
} from '#renderer/patrol/words/match-words.ts'
import { oddsOf } from '#renderer/office/words/odds.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { headingWords, whereRead } from '#renderer/office/words/where.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { stateAnswered } from '#shared/domain/read.ts'
import { firstMatch } from '../work.ts'

/** Why the read met the list, in words, with the stated odds and what spoke against it. */
export function WhyMatched({ hit }: { readonly hit: Hit }): ReactElement {
  const { read } = hit
  const match = firstMatch(hit)
  const { entry, odds } = match
  const heading = headingWords(read.location)
  const lines = [
    `Read ${read.plate}, state ${stateAnswered(read.state) ?? 'not read'}, ${clockTime(read.capturedAt)}, camera ${read.cameraName}, ${whereRead(read.location)}${heading === undefined ? '' : `, heading ${heading}`}, in ${read.frames} frames.`,
    `Listed ${entry.pattern ?? entry.plate}, ${listedState(entry) ?? 'no state'}, ${vehicleWords(entry) ?? 'no vehicle listed'}.`,
    `${kindWords(match)} ${stateWords(match, read)}`,
    [
      oddsOf('characters', odds.characters),
      odds.state === undefined ? 'state: not listed' : oddsOf('state', odds.state),
      oddsOf('both', odds.both),
    ].join('; '),
    `Looked at ${match.crowding.looked} strings one likely confusion away. ${crowdingWords(match) ?? 'None of them is listed.'}`,
    doubtWords(hit),
    trustWords(entry),
    hit.exoneration === undefined ? undefined : exonerationWords(hit.exoneration),
    read.entered === undefined
      ? undefined
      : `Typed by hand by badge ${read.entered.by.badge}: ${read.entered.words}`,
    ...hit.sightings.map(
      ({ at, cameraName, location }) => `Seen again ${clockTime(at)}, ${cameraName}, ${whereRead(location)}.`,
    ),
  ].filter((line) => line !== undefined)
  return (
    <section aria-label="Why it matched">
      <h3>Why it matched</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}
