import { useState, type ReactElement, type ReactNode } from 'react'
import { PlainButton } from '#renderer/ui/screen.tsx'
import { span } from '#renderer/office/words/when.ts'

export type KeptEntry = {
  readonly id: string
  readonly plate: string
  /** State, category, what it fits: whatever tells it from others. */
  readonly about: string
  readonly reason: string
  readonly expiresAt: number
}

type KeptEntriesProps = {
  readonly title: string
  /** Undefined while the core has not told. */
  readonly entries: readonly KeptEntry[] | undefined
  readonly why: string | undefined
  readonly none: string
  readonly now: number
  /** What may be done with the chosen entry. */
  readonly renderActions: (id: string) => ReactNode
}

/** What this car looks for, and what may be done with the chosen one. */
export function KeptEntries(props: KeptEntriesProps): ReactElement {
  const { title, entries, why, none, now, renderActions } = props
  const [chosen, setChosen] = useState<string>()
  return (
    <>
      <h3>
        {title}
        {entries === undefined ? '' : ` (${entries.length})`}
      </h3>
      {why === undefined ? undefined : <p>Not known: {why}</p>}
      {entries?.length === 0 ? <p className="dim">{none}</p> : undefined}
      <ul className="stack" aria-label={title}>
        {entries?.map(({ id, plate, about, reason, expiresAt }) => (
          <li key={id} className="stack">
            <PlainButton
              isOn={id === chosen}
              onPress={() => {
                setChosen(id === chosen ? undefined : id)
              }}
            >
              <span className="kept-entry">
                <strong className="kept-plate">{plate}</strong>
                <span>
                  {about}, {expiresAt > now ? `${span(expiresAt - now)} left` : 'expired'}
                </span>
                <span className="dim">{reason}</span>
              </span>
            </PlainButton>
            {id === chosen ? <div className="row">{renderActions(id)}</div> : undefined}
          </li>
        ))}
      </ul>
    </>
  )
}
