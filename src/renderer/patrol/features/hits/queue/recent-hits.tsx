import type { ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { Answers } from '../answers.tsx'
import type { HitDesk } from '../desk.ts'
import { Asked } from './asked.tsx'
import { HitRow } from './hit-row.tsx'
import { useAsked } from './use-asked.ts'
import { useSelection } from './use-selection.ts'

const MOST = 100

const recent = (core: CoreClient, signal: AbortSignal): Promise<Hit[]> =>
  core.hits.recent({ limit: MOST }, { signal })

/** The last hits, open and closed, newest first; each can be explained. */
export function RecentHits({ desk, car }: { readonly desk: HitDesk; readonly car: Car }): ReactElement {
  const { answer, ask } = useAsked(car, recent)
  return (
    <Asked answer={answer} onAgain={ask}>
      {(hits) => <Rows hits={hits} desk={desk} />}
    </Asked>
  )
}

function Rows({ hits, desk }: { readonly hits: readonly Hit[]; readonly desk: HitDesk }): ReactElement {
  const now = useNow(5000)
  const { selected, select } = useSelection(hits)
  function explain(): void {
    if (selected !== undefined) desk.explain(selected)
  }
  return (
    <>
      <div className="queue-list">
        {selected === undefined ? (
          <Empty title="No hit yet." />
        ) : (
          <ol role="listbox" aria-label="Recent hits">
            {hits.map((hit) => (
              <HitRow
                key={hit.id}
                hit={hit}
                now={now}
                isSelected={hit.id === selected.id}
                onSelect={() => {
                  select(hit)
                }}
              />
            ))}
          </ol>
        )}
      </div>
      <Answers
        isSending={false}
        keys={{ Enter: explain }}
        answers={[{ key: 'F3', label: 'Explain', press: explain, isDisabled: selected === undefined }]}
      />
    </>
  )
}
