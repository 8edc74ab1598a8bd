import type { ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import type { Hit } from '#shared/domain/hit.ts'
import { Answers } from '../answers.tsx'
import type { HitDesk } from '../desk.ts'
import { Asked } from './asked.tsx'
import { HitList } from './hit-list.tsx'
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
  const { selected, select } = useSelection(hits)
  function explain(): void {
    if (selected !== undefined) desk.explain(selected)
  }
  return (
    <>
      <HitList label="Recent hits" hits={hits} selected={selected} onSelect={select}>
        <Empty title="No hit yet." />
      </HitList>
      <Answers
        isSending={false}
        keys={{ Enter: explain }}
        answers={[{ key: 'F3', label: 'Explain', press: explain, isDisabled: selected === undefined }]}
      />
    </>
  )
}
