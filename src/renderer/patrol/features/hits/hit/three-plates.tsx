import type { ReactElement } from 'react'
import { PlateText, type PlateCell } from '#renderer/ui/plate-text.tsx'
import type { HitWork } from '../work.ts'
import './three-plates.css'

/** Listed, machine and seen under one another; the place that is asked is boxed. */
export function ThreePlates({
  work,
  place,
}: {
  readonly work: HitWork
  readonly place: number | undefined
}): ReactElement {
  const { plates, draft, match } = work
  const isPartial = match.entry.pattern !== undefined
  return (
    <div className="three-plates">
      <span>{isPartial ? 'wanted' : 'listed'}</span>
      <PlateText cells={plates.listed} />
      <span>machine</span>
      <PlateText cells={plates.read} />
      <span>seen</span>
      <SeenRow cells={plates.read} seen={draft.characters} place={place} />
    </div>
  )
}

function SeenRow({
  cells,
  seen,
  place,
}: {
  readonly cells: readonly PlateCell[]
  readonly seen: readonly (string | undefined)[]
  readonly place: number | undefined
}): ReactElement {
  const said = cells.map((_, at) => seen[at] ?? 'not confirmed').join(', ')
  return (
    <span className="plate-text" role="img" aria-label={said}>
      {cells.map((_, at) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- a plate's places have no other identity
          key={at}
          className="plate-cell seen-cell"
          data-asked={at === place}
          data-character={seen[at] ?? 'none'}
        >
          {seen[at] === '' ? '–' : (seen[at] ?? '·')}
        </span>
      ))}
    </span>
  )
}
