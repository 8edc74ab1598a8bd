import type { ReactElement, ReactNode } from 'react'
import { WarningShape } from './warning.tsx'
import './status-row.css'

type StatusRowProps = {
  /** Class of the row, for the widths of its cells. */
  readonly name: string
  readonly cells: ReactNode
  /** The keys at its end. */
  readonly children: ReactNode
}

/** The row at the bottom of every screen: what runs and how it stands, and the keys that always work. */
export function StatusRow({ name, cells, children }: StatusRowProps): ReactElement {
  return (
    <footer className={`status-row ${name}`}>
      <dl className="figures" aria-label="Status">
        {cells}
      </dl>
      {children}
    </footer>
  )
}

type StatusCellProps = {
  readonly label: string
  readonly value: string | undefined
  readonly isWarning?: boolean
}

export function StatusCell({ label, value, isWarning = false }: StatusCellProps): ReactElement {
  return (
    <div data-warning={isWarning}>
      <dt>
        {isWarning ? <WarningShape /> : undefined}
        {label}
      </dt>
      <dd>{value ?? 'not known yet'}</dd>
    </div>
  )
}
