import type { ReactElement } from 'react'
import { PlateText } from '#renderer/ui/plate-text.tsx'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { listedState } from '#renderer/patrol/words/match-words.ts'
import { plainCells } from '#renderer/office/words/plate-cells.ts'
import { clockTime, span } from '#renderer/office/words/when.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { REASON_WORDS, STATUS_WORDS } from '../hit-words.ts'
import { firstMatch } from '../work.ts'

type HitRowProps = {
  readonly hit: Hit
  readonly now: number
  readonly isSelected: boolean
  readonly onSelect: () => void
}

/** One hit in a list: how grave, which plate, what for, where it stands, how old it is. */
export function HitRow({ hit, now, isSelected, onSelect }: HitRowProps): ReactElement {
  const { entry } = firstMatch(hit)
  const { severity } = hit.presentation
  return (
    <li
      className="queue-row"
      role="option"
      aria-selected={isSelected}
      data-row={hit.id}
      data-sequence={hit.sequence}
      onClick={onSelect}
    >
      <span className="severity-mark" data-severity={severity}>
        <SeverityShape severity={severity} />
      </span>
      <PlateText cells={plainCells(entry.plate)} />
      <strong>{listedState(entry) ?? 'no state'}</strong>
      <span className="queue-text">
        <strong>{CATEGORY_WORDS[entry.category]}</strong>
        <small className="dim">
          {severity} · {entry.list}
          {hit.isDoubtful ? ' · doubtful' : ''}
          {entry.kind === 'partial' ? ' · partial plate' : ''}
        </small>
      </span>
      <span>{standingWords(hit)}</span>
      <span className="figures">
        {hit.status === 'closed' ? clockTime(hit.raisedAt, now) : `${span(now - hit.raisedAt)} old`}
      </span>
    </li>
  )
}

function standingWords({ status, isDeferred, steps }: Hit): string {
  const last = steps.at(-1)?.input
  if (status === 'closed' && last?.kind === 'rejected')
    return `rejected: ${REASON_WORDS[last.reason].toLowerCase()}`
  return isDeferred ? 'put off' : STATUS_WORDS[status]
}
