import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import type { Hit } from '#shared/domain/hit.ts'
import { Answers } from '../answers.tsx'
import type { HitDesk } from '../desk.ts'
import { byWeight } from '../waiting.ts'
import { HitList } from './hit-list.tsx'
import { Suppress } from './suppress.tsx'
import { useSelection } from './use-selection.ts'

/** Hits that are not closed, gravest first: opened, explained, or quieted for the shift. */
export function OpenHits({ desk, car }: { readonly desk: HitDesk; readonly car: Car }): ReactElement {
  const waiting = useStore(desk.store, (state) => state.waiting)
  const [suppressing, setSuppressing] = useState<Hit>()
  const rows = waiting.toSorted(byWeight)
  const { selected, select } = useSelection(rows)
  const withSelected = (act: (hit: Hit) => void) => () => {
    if (selected !== undefined) act(selected)
  }
  const isEmpty = selected === undefined
  return (
    <>
      <HitList label="Open hits" hits={rows} selected={selected} onSelect={select}>
        <Empty title="No open hit.">A hit stays here until it is closed; nothing answers it by itself.</Empty>
      </HitList>
      {suppressing === undefined ? (
        <Answers
          key="rows"
          isSending={false}
          keys={{ Enter: withSelected(desk.open) }}
          answers={[
            {
              key: 'F1',
              label: 'Open',
              press: withSelected(desk.open),
              isDisabled: isEmpty,
              detail: 'Enter',
            },
            {
              key: 'F2',
              label: 'Suppress this plate',
              detail: 'for this shift',
              press: withSelected(setSuppressing),
              isDisabled: isEmpty,
            },
            { key: 'F3', label: 'Explain', press: withSelected(desk.explain), isDisabled: isEmpty },
            { key: 'F10', label: 'Leave', press: desk.back, weight: 'plain', detail: 'Esc' },
          ]}
        />
      ) : (
        <Suppress
          key={suppressing.id}
          desk={desk}
          car={car}
          hit={suppressing}
          onDone={() => {
            setSuppressing(undefined)
          }}
        />
      )}
    </>
  )
}
