import type { ReactElement } from 'react'
import { useNow } from '#renderer/ui/use-now.ts'
import {
  doubtWords,
  exonerationWords,
  listAge,
  listedState,
  trustWords,
  vehicleWords,
} from '#renderer/patrol/words/match-words.ts'
import { oddsWrong } from '#renderer/office/words/odds.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { stateAnswered } from '#shared/domain/read.ts'
import type { HitWork } from '../work.ts'

/** What stays in view beside every question: listed, read, seen, and what is known against the match. */
export function Facts({ work }: { readonly work: HitWork }): ReactElement {
  const now = useNow(10_000)
  const { hit, match, progress } = work
  const { entry } = match
  const seen = progress.comparison?.seen
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['listed', `${entry.pattern ?? entry.plate} ${listedState(entry) ?? 'no state'}`],
    ['read', `${hit.read.plate} ${stateAnswered(hit.read.state) ?? 'state not read'}`],
    ['seen', seen === undefined ? 'not compared yet' : `${seen.plate} ${seen.state.replace('-', ' ')}`],
    ['vehicle', vehicleWords(entry) ?? 'not listed'],
    ['read at', `${clockTime(hit.read.capturedAt, now)}, ${hit.read.cameraName}`],
    ['list', listAge(match, now).words],
    ['odds', oddsWrong(match.odds.both)],
    ['doubt', doubtWords(hit)],
    ['trust', trustWords(entry)],
    ['earlier', hit.exoneration === undefined ? undefined : exonerationWords(hit.exoneration)],
  ]
  return (
    <dl className="hit-facts figures">
      {rows.map(([term, words]) =>
        words === undefined ? undefined : (
          <div key={term} style={{ display: 'contents' }}>
            <dt className="dim">{term}</dt>
            <dd>{words}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
