import type { ReactElement, ReactNode } from 'react'
import './data-table.css'

export type TableRow = {
  readonly key: string
  readonly cells: readonly ReactNode[]
  /** A row that is set apart, with a word in one of its cells that says why. */
  readonly isMarked?: boolean
}

type DataTableProps = {
  /** What the table holds, for who does not see it. */
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

/** Rows under a head that stays; scrolled by the arrow keys when it has the focus. */
export function DataTable({ label, columns, rows }: DataTableProps): ReactElement {
  return (
    <div className="data-table" role="region" aria-label={label} tabIndex={0}>
      <table className="figures">
        <TableHead columns={columns} />
        <tbody>
          {rows.map(({ key, cells, isMarked = false }) => (
            <tr key={key} data-marked={isMarked}>
              {cells.map((cell, place) => (
                <td key={columns[place] ?? place}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function TableHead({ columns }: { readonly columns: readonly string[] }): ReactElement {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  )
}
