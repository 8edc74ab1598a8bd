import type { ReactElement, ReactNode } from 'react'
import type { Hit } from '#shared/domain/hit.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { HitRow } from './hit-row.tsx'

type HitListProps = {
  readonly label: string
  readonly hits: readonly Hit[]
  readonly selected: Hit | undefined
  readonly onSelect: (hit: Hit) => void
  /** Instead of the list where there is none. */
  readonly children: ReactNode
}

/** Hits in rows, one of them selected. */
export function HitList({ label, hits, selected, onSelect, children }: HitListProps): ReactElement {
  const now = useNow(5000)
  return (
    <div className="queue-list">
      {selected === undefined ? (
        children
      ) : (
        <ol role="listbox" aria-label={label}>
          {hits.map((hit) => (
            <HitRow
              key={hit.id}
              hit={hit}
              now={now}
              isSelected={hit.id === selected.id}
              onSelect={() => {
                onSelect(hit)
              }}
            />
          ))}
        </ol>
      )}
    </div>
  )
}
