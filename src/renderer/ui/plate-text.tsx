import type { ReactElement } from 'react'
import './plate-text.css'

/** One place of a plate: its character, or undefined where the other plate has one more. */
export type PlateCell = {
  readonly character: string | undefined
  readonly isDoubtful?: boolean
  readonly differs?: boolean
}

/** What a screen reader says: the characters one by one and what is marked on them. */
export function platePronounced(cells: readonly PlateCell[]): string {
  return cells
    .map(({ character, isDoubtful = false, differs = false }) =>
      [character ?? 'no character', isDoubtful ? 'doubtful' : '', differs ? 'differs' : '']
        .filter((word) => word !== '')
        .join(' '),
    )
    .join(', ')
}

/**
 * A plate, widely spaced, with every zero slashed. B612 Mono has no slashed zero of its own (drawn out
 * and compared, `zero` is not among its features), so the slash is drawn over it. The place it stands in
 * sets its size by --plate: never below 28 px on the reel and 64 px in the prompt.
 */
export function PlateText({ cells }: { readonly cells: readonly PlateCell[] }): ReactElement {
  return (
    <span className="plate-text" role="img" aria-label={platePronounced(cells)}>
      {cells.map(({ character, isDoubtful = false, differs = false }, place) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- a plate's places have no other identity
          key={place}
          className="plate-cell"
          data-character={character ?? 'none'}
          data-doubtful={isDoubtful}
          data-differs={differs}
        >
          {character ?? '–'}
        </span>
      ))}
    </span>
  )
}
