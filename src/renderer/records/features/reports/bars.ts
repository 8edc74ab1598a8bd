import type { ReportTable } from '#shared/records/reports.ts'
import type { Bar } from './bar-chart.tsx'

/** More bars than this are read better as the table that they are. */
const MOST_BARS = 24

/**
 * The bars of a table that is to be drawn. A number that is suppressed ("fewer than 5") has no bar: one would tell it.
 */
export function barsOf({ chart, rows }: ReportTable): Bar[] {
  if (chart === undefined || rows.length > MOST_BARS) return []
  return rows.flatMap((row) => {
    const value = row[chart]
    const label = row.find((cell, at) => at !== chart && typeof cell === 'string')
    return typeof value === 'number' ? [{ label: String(label ?? ''), value }] : []
  })
}
