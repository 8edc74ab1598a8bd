import type { ReactElement } from 'react'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { byUrgency, isUnanswered } from './waiting.ts'
import { firstMatch } from './work.ts'

/** One line for hits that came up while another is worked on; nothing while none waits unanswered. */
export function WaitingLine({
  waiting,
  current,
}: {
  readonly waiting: readonly Hit[]
  readonly current: Hit | undefined
}): ReactElement | undefined {
  const others = waiting.filter((hit) => hit.id !== current?.id && isUnanswered(hit)).toSorted(byUrgency)
  const [gravest] = others
  if (gravest === undefined) return undefined
  const { entry } = firstMatch(gravest)
  const count = others.length === 1 ? 'Another hit waits' : `${others.length} other hits wait`
  return (
    <p className="desk-waiting" role="status">
      <SeverityShape severity={gravest.presentation.severity} />
      <span>
        <strong>{count}</strong>: {gravest.presentation.severity}, {CATEGORY_WORDS[entry.category]},{' '}
        {entry.plate}
        {entry.state === undefined ? '' : ` ${entry.state}`}. F10 opens the queue; this hit stays open.
      </span>
    </p>
  )
}
