// A report as text for spreadsheets: its tables one below the other, each led by its title.
import { csvLine } from '#server/csv/index.ts'
import type { Report } from '#shared/records/reports.ts'
import { dateOf, minuteOf } from './draft.ts'

export function toCsv({ title, agency, policy, from, to, madeAt, marking, summary, tables }: Report): string {
  return [
    ...(marking === undefined ? [] : [csvLine([marking])]),
    csvLine([title]),
    csvLine([
      agency,
      `policy ${policy}`,
      `${dateOf(from)} to ${dateOf(to)} (UTC)`,
      `made ${minuteOf(madeAt)}`,
    ]),
    '\r\n',
    ...summary.map(({ words, value }) => csvLine([words, value])),
    ...tables.flatMap(({ title: name, note, columns, rows }) => [
      '\r\n',
      csvLine([name]),
      ...(note === undefined ? [] : [csvLine([note])]),
      csvLine(columns),
      ...rows.map(csvLine),
    ]),
  ].join('')
}
