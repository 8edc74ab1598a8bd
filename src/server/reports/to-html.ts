// A report as one page that needs nothing else: no script, nothing from outside, readable on paper.
import type { Report, ReportTable } from '#shared/records/reports.ts'
import { barsOf } from './bars.ts'
import { dateOf, minuteOf, told } from './draft.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const text = (value: string | number): string =>
  told(value).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

const STYLE = `
  :root { color-scheme: light; font: 15px/1.5 "Segoe UI", "Noto Sans", Arial, sans-serif; color: #16202b; background: #fff; }
  body { max-width: 68rem; margin: 0 auto; padding: 2rem 1.5rem; }
  h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
  h2 { font-size: 1.1rem; margin: 2rem 0 .25rem; break-after: avoid; }
  .marking { border: 2px solid #8c1d18; color: #8c1d18; padding: .4rem .75rem; font-weight: 600; margin: 0 0 1.25rem; }
  .about, .note { color: #46525f; margin: 0 0 .75rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem; margin: 1.25rem 0; }
  dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
  table { border-collapse: collapse; width: 100%; font-size: .93rem; }
  th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #c9d1d9; overflow-wrap: break-word; }
  thead th { border-bottom: 2px solid #16202b; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .date { white-space: nowrap; }
  .hash { font: .85em/1.6 "Noto Sans Mono", Consolas, monospace; word-break: break-all; min-width: 10rem; }
  thead td { border-bottom: 2px solid #16202b; }
  .bar { width: 30%; min-width: 8rem; padding-left: .75rem; }
  .bar div { height: .8rem; margin-top: .3rem; background: #1f5fa8; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  footer { margin-top: 2.5rem; color: #46525f; font-size: .85rem; }
  @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } .wide { overflow-x: auto; } }
  @page { margin: 18mm 15mm; }
`

export function toHtml(report: Report): string {
  const { title, agency, policy, from, to, madeAt, marking, summary, tables } = report
  const mark = marking === undefined ? '' : `<p class="marking">${text(marking)}</p>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(title)} - ${text(agency)}</title>
<style>${STYLE}</style>
</head>
<body>
${mark}
<h1>${text(title)}</h1>
<p class="about">${text(agency)}. ${dateOf(from)} to ${dateOf(to)} (UTC). Policy ${text(policy)}.</p>
<dl>${summary.map(({ words, value }) => `<dt>${text(words)}</dt><dd>${text(value)}</dd>`).join('\n')}</dl>
${tables.map(tableHtml).join('\n')}
<footer>Made ${minuteOf(madeAt)} (UTC).</footer>
</body>
</html>
`
}

function tableHtml(table: ReportTable): string {
  const { title, note, columns, rows, chart } = table
  const bars = barsOf(table)
  const isNumber = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'))
  const styled = (at: number): string => (isNumber[at] === true ? ' class="number"' : '')
  const head = columns.map((column, at) => `<th scope="col"${styled(at)}>${text(column)}</th>`).join('')
  const body = rows.map((row, number) => {
    const cells = row.map((cell, at) => `<td${markOf(cell) ?? styled(at)}>${text(cell)}</td>`).join('')
    return `<tr>${cells}${chart === undefined ? '' : barHtml(bars[number])}</tr>`
  })
  const empty = `<p class="note">None.</p>`
  const whole = `<div class="wide"><table><thead><tr>${head}${chart === undefined ? '' : '<td></td>'}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`
  return `<section><h2>${text(title)}</h2>
${note === undefined ? '' : `<p class="note">${text(note)}</p>`}
${rows.length === 0 ? empty : whole}</section>`
}

/** Hashes may be broken anywhere, dates nowhere. */
function markOf(cell: string | number): string | undefined {
  if (typeof cell === 'number') return undefined
  if (/^[0-9a-f]{32,}$/.test(cell)) return ' class="hash"'
  return /^\d{4}-\d\d-\d\d/.test(cell) && cell.length <= 16 ? ' class="date"' : undefined
}

/** The number stands in its own cell: whoever is read the page to needs no bar. */
const barHtml = (share: number | undefined): string =>
  `<td class="bar" aria-hidden="true">${share === undefined || share === 0 ? '' : `<div style="width:${(share * 100).toFixed(1)}%"></div>`}</td>`
