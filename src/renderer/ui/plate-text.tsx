import type { CSSProperties, ReactElement } from 'react'
import './plate-text.css'

/** One place of a plate: its character, or undefined where the other plate has one more. */
export type PlateCell = {
  readonly character: string | undefined
  readonly isDoubtful?: boolean
  readonly differs?: boolean
}

type PlateTextProps = {
  readonly cells: readonly PlateCell[]
  /** Height of the characters in px; 28 on the reel, 64 in the prompt at least. */
  readonly size: number
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
 * and compared, `zero` is not among its features), so the slash is drawn over it.
 */
export function PlateText({ cells, size }: PlateTextProps): ReactElement {
  const style: CSSProperties = { fontSize: `${size}px` }
  return (
    <span className="plate-text" style={style} role="img" aria-label={platePronounced(cells)}>
      {cells.map(({ character, isDoubtful = false, differs = false }, place) => (
        <span
          // oxlint-disable-next-line react/no-array-index-key -- a plate's places have no other identity
          key={place}
          className="plate-cell"
          data-character={character ?? 'none'}
          data-doubtful={isDoubtful}
          data-differs={differs}
        >
          {character ?? '\u00A0'}
        </span>
      ))}
    </span>
  )
}
