// Tables as comma-separated text (RFC 4180), safe to open in a spreadsheet.

type CsvCell = string | number | boolean | undefined

/** A spreadsheet takes text that begins so for a formula; numbers of our own are numbers. */
const FORMULA = /^[=+\-@\t\r]/

/** One line with its end. Text that a spreadsheet would run is led by an apostrophe. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(written).join(',')}\r\n`
}

function written(cell: CsvCell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
