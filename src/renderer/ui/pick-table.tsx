import { useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import { TableHead } from './data-table.tsx'
import './data-table.css'
import './pick-table.css'

export type PickRow = {
  readonly id: string
  readonly cells: readonly ReactNode[]
}

type PickTableProps = {
  /** What the table holds, for who does not see it. */
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly PickRow[]
  readonly picked: string | undefined
  readonly onPick: (id: string) => void
  /** Enter on a row, or a double press. */
  readonly onOpen?: (id: string) => void
}

/** Rows of which one is picked: by a press, or by the arrow keys once one of them has the focus. */
export function PickTable(props: PickTableProps): ReactElement {
  const { label, columns, rows, picked, onPick, onOpen } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const focusable = rows.some(({ id }) => id === picked) ? picked : rows[0]?.id

  function go(to: number): void {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))]
    if (row === undefined) return
    onPick(row.id)
    body.current?.querySelector<HTMLElement>(`[data-place="${rows.indexOf(row)}"]`)?.focus()
  }
  function onKeyDown(event: KeyboardEvent, at: number, id: string): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const actions: Readonly<Record<string, () => void>> = {
      ArrowUp: () => {
        go(at - 1)
      },
      ArrowDown: () => {
        go(at + 1)
      },
      Home: () => {
        go(0)
      },
      End: () => {
        go(rows.length - 1)
      },
      ' ': () => {
        onPick(id)
      },
      Enter: () => {
        onPick(id)
        onOpen?.(id)
      },
    }
    const action = actions[event.key]
    if (action === undefined || (event.key === 'Enter' && (onOpen === undefined || event.repeat))) return
    event.preventDefault()
    // Enter on a row is the row's; without this the screen's main action would follow.
    event.stopPropagation()
    action()
  }

  return (
    <div className="data-table pick-table">
      <table className="figures" role="grid" aria-label={label}>
        <TableHead columns={columns} />
        <tbody ref={body}>
          {rows.map(({ id, cells }, at) => (
            <tr
              key={id}
              tabIndex={id === focusable ? 0 : -1}
              aria-selected={id === picked}
              data-place={at}
              onClick={() => {
                onPick(id)
              }}
              onDoubleClick={() => {
                onOpen?.(id)
              }}
              onKeyDown={(event) => {
                onKeyDown(event, at, id)
              }}
            >
              {cells.map((cell, place) => (
                <td key={columns[place] ?? place} role="gridcell">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
