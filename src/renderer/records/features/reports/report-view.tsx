import type { ReactElement } from 'react'
import { figure } from '#renderer/records/words/figures.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import type { Report, ReportTable } from '#shared/records/reports.ts'
import { barsOf } from './bars.ts'
import { BarChart } from './bar-chart.tsx'

/** A report on the screen: what counts first, then its tables, drawn where people would rather look. */
export function ReportView({ report }: { readonly report: Report }): ReactElement {
  return (
    <div className="halves report-halves">
      <div className="stack">
        {report.marking === undefined ? undefined : (
          <p>
            <strong>{report.marking}</strong>
          </p>
        )}
        <FactList
          facts={[
            ...report.summary.map(({ words, value }) => [words, value] as const),
            ['Agency', report.agency],
            ['Policy', report.policy],
          ]}
        />
      </div>
      <div>
        {report.tables.map((table) => (
          <Table key={table.title} table={table} />
        ))}
      </div>
    </div>
  )
}

function Table({ table }: { readonly table: ReportTable }): ReactElement {
  const bars = barsOf(table)
  return (
    <section className="report-table" aria-label={table.title}>
      <h3>{table.title}</h3>
      {table.note === undefined ? undefined : <p className="dim">{table.note}</p>}
      {table.rows.length === 0 ? <p className="dim">Nothing in this span.</p> : undefined}
      {bars.length === 0 ? undefined : (
        <BarChart label={`${table.title}: ${table.columns[table.chart ?? 0] ?? ''}`} bars={bars} />
      )}
      {table.rows.length === 0 ? undefined : (
        <DataTable
          label={`${table.title}, table`}
          columns={table.columns}
          rows={table.rows.map((row, place) => ({
            key: String(place),
            cells: row.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)),
          }))}
        />
      )}
    </section>
  )
}
