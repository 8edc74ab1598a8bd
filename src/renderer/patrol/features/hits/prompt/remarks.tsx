import type { ReactElement } from 'react'
import { useNow } from '#renderer/ui/use-now.ts'
import {
  crowdingWords,
  doubtWords,
  exonerationWords,
  kindWords,
  listAge,
  stateWords,
  trustWords,
  vehicleWords,
} from '#renderer/patrol/words/match-words.ts'
import { clockTime, span } from '#renderer/office/words/when.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { firstMatch } from '../work.ts'

/** What is to be known before the answer: the listed vehicle, and what speaks against the match. */
export function Remarks({ hit }: { readonly hit: Hit }): ReactElement {
  const now = useNow(10_000)
  const { entry } = firstMatch(hit)
  return (
    <ul className="prompt-remarks">
      <li>
        <strong>{vehicleWords(entry) ?? 'No vehicle listed'}</strong>
        <span className="dim"> {sourceWords(hit)}</span>
      </li>
      {cautionsOf(hit, now).map((words) => (
        <li key={words} className="prompt-caution">
          {words}
        </li>
      ))}
    </ul>
  )
}

/** Why it matched, what else is listed so, and how often the vehicle was seen. */
export function Notes({ hit }: { readonly hit: Hit }): ReactElement {
  return (
    <ul className="prompt-notes">
      {notesOf(hit).map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}

function sourceWords(hit: Hit): string {
  const { entry } = firstMatch(hit)
  const since = entry.listedOn === undefined ? '' : `, listed ${entry.listedOn}`
  return entry.kind === 'list' ? `${entry.source}${since}` : `Reason: ${entry.notes}`
}

/** What makes this alert doubtful, weightiest first. */
function cautionsOf(hit: Hit, now: number): string[] {
  const match = firstMatch(hit)
  const { listVersion } = match
  const isOld = listAge(match, now).isOld && listVersion !== undefined
  return [
    doubtWords(hit),
    hit.exoneration === undefined ? undefined : exonerationWords(hit.exoneration),
    isOld
      ? `The list is ${span(now - listVersion.writtenAt)} old, its contract is ${span(listVersion.maxAgeMs)}: what it says may be over.`
      : undefined,
    trustWords(match.entry),
  ].filter((words) => words !== undefined)
}

function notesOf(hit: Hit): string[] {
  const { read, matches, sightings } = hit
  const match = firstMatch(hit)
  const last = sightings.at(-1)
  const others = matches.slice(1).map(({ entry }) => {
    const state = entry.state ?? entry.otherIssuer ?? 'no state'
    return `${CATEGORY_WORDS[entry.category]} ${entry.plate} ${state} (${entry.source})`
  })
  return [
    `${kindWords(match)} ${stateWords(match, read)}`,
    crowdingWords(match),
    others.length === 0 ? undefined : `Also listed: ${others.join('; ')}.`,
    last === undefined
      ? undefined
      : `Seen ${sightings.length + 1} times, last ${clockTime(last.at)} by ${last.cameraName}.`,
  ].filter((words) => words !== undefined)
}
