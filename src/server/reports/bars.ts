// The bars of a table's chart: how long each is, from 0 to 1. Nothing for a number that is kept back.
import type { ReportTable } from '#shared/records/reports.ts'

export function barsOf({ rows, chart }: Pick<ReportTable, 'rows' | 'chart'>): (number | undefined)[] {
  if (chart === undefined) return rows.map(() => undefined)
  const numbers = rows.map((row) => row[chart]).map((cell) => (typeof cell === 'number' ? cell : undefined))
  const most = Math.max(0, ...numbers.filter((one) => one !== undefined))
  return numbers.map((one) => (one === undefined || most === 0 ? undefined : Math.max(0, one) / most))
}
