// A report as a PDF: tables that go over pages with their heads, bars beside what is charted, the marking on each page.
import PdfKit from 'pdfkit'
import type { Report, ReportTable } from '#shared/records/reports.ts'
import { barsOf } from './bars.ts'
import { dateOf, minuteOf, told } from './draft.ts'

type Doc = PDFKit.PDFDocument

const MARGIN = 48
const FOOT = 34
const SIZE = { title: 17, heading: 11.5, text: 9, small: 7.5 } as const
/** Of a table's width, where there is a chart. */
const BAR_SHARE = 0.28
const CELL = { x: 4, y: 2.5 } as const
const LONGEST_WORD = 105
const WIDEST_CELL = 240
const MOST_MEASURED = 200
const INK = '#16202b'
const GREY = '#46525f'
const RULE = '#c9d1d9'
const BAR = '#1f5fa8'

export async function toPdf(report: Report): Promise<Uint8Array> {
  const { title, agency, policy, from, to, madeAt, summary, tables } = report
  const widest = Math.max(...tables.map(({ columns }) => columns.length))
  const doc = new PdfKit({
    size: 'LETTER',
    layout: widest > 7 ? 'landscape' : 'portrait',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    info: { Title: plain(title), Author: plain(agency), Creator: 'Lookout', CreationDate: new Date(madeAt) },
  })
  const pieces: Uint8Array[] = []
  const done = Promise.withResolvers<void>()
  doc.on('data', (piece: Uint8Array) => pieces.push(piece))
  doc.on('end', () => done.resolve())
  doc.on('error', (error: Error) => done.reject(error))

  doc.font('Helvetica-Bold').fontSize(SIZE.title).fillColor(INK).text(plain(title))
  doc.font('Helvetica').fontSize(SIZE.text).fillColor(GREY)
  doc.text(plain(`${agency}. ${dateOf(from)} to ${dateOf(to)} (UTC). Policy ${policy}.`)).moveDown(0.8)
  for (const { words, value } of summary) {
    doc
      .fillColor(INK)
      .font('Helvetica')
      .text(`${plain(words)}:  `, { continued: true })
    doc.font('Helvetica-Bold').text(plain(value))
  }
  for (const table of tables) drawTable(doc, table)
  markPages(doc, report)
  doc.end()
  await done.promise
  return Buffer.concat(pieces)
}

const bottomOf = ({ page }: Doc): number => page.height - page.margins.bottom

function drawTable(doc: Doc, table: ReportTable): void {
  const { title, note, columns, rows, chart } = table
  if (doc.y + 90 > bottomOf(doc)) doc.addPage()
  doc.x = MARGIN
  doc.moveDown(1).font('Helvetica-Bold').fontSize(SIZE.heading).fillColor(INK).text(plain(title))
  doc.font('Helvetica').fontSize(SIZE.text).fillColor(GREY)
  if (note !== undefined) doc.fontSize(SIZE.small).text(plain(note))
  doc.moveDown(0.3).fontSize(SIZE.text)
  if (rows.length === 0) {
    doc.text('None.')
    return
  }
  const width = doc.page.width - 2 * MARGIN
  const widths = columnWidths(doc, table, chart === undefined ? width : width * (1 - BAR_SHARE))
  const bars = barsOf(table)
  const isNumber = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'))
  const drawHead = () => drawRow(doc, columns, { widths, isNumber, isHead: true })
  drawHead()
  rows.forEach((row, at) => {
    const cells = row.map(told)
    if (doc.y + rowHeight(doc, cells, widths) > bottomOf(doc)) {
      doc.addPage()
      drawHead()
    }
    const bar = chart === undefined ? undefined : { share: bars[at], width: width * BAR_SHARE }
    drawRow(doc, cells, { widths, isNumber, isHead: false, bar })
  })
}

/** No column is narrower than its longest word, but that a hash may be broken; what is left goes to the wider ones. */
function columnWidths(doc: Doc, { columns, rows }: ReportTable, width: number): number[] {
  const widest = (words: readonly string[]): number =>
    Math.max(0, ...words.map((word) => doc.widthOfString(plain(word))))
  const wishes = columns.map((column, at) => {
    const cells = rows.slice(0, MOST_MEASURED).map((row) => told(row[at] ?? ''))
    doc.font('Helvetica-Bold').fontSize(SIZE.text)
    const head = widest(column.split(' '))
    doc.font('Helvetica')
    const least = Math.max(head, Math.min(LONGEST_WORD, widest(cells.flatMap((cell) => cell.split(' ')))))
    const most = Math.max(least, Math.min(WIDEST_CELL, widest(cells)))
    return { least: least + 2 * CELL.x + 1, more: most - least + 1 }
  })
  const least = wishes.reduce((sum, one) => sum + one.least, 0)
  const more = wishes.reduce((sum, one) => sum + one.more, 0)
  // A table of very many columns: all of them give way alike.
  if (least > width) return wishes.map((one) => (one.least / least) * width)
  return wishes.map((one) => one.least + (one.more / more) * (width - least))
}

function rowHeight(doc: Doc, cells: readonly string[], widths: readonly number[]): number {
  const heights = cells.map((cell, at) =>
    doc.heightOfString(plain(cell) || ' ', { width: Math.max(10, (widths[at] ?? 0) - 2 * CELL.x) }),
  )
  return Math.max(...heights) + 2 * CELL.y
}

type Row = {
  readonly widths: readonly number[]
  readonly isNumber: readonly boolean[]
  readonly isHead: boolean
  readonly bar?: { readonly share: number | undefined; readonly width: number } | undefined
}

function drawRow(doc: Doc, cells: readonly string[], { widths, isNumber, isHead, bar }: Row): void {
  doc
    .font(isHead ? 'Helvetica-Bold' : 'Helvetica')
    .fontSize(SIZE.text)
    .fillColor(INK)
  const height = rowHeight(doc, cells, widths)
  const top = doc.y
  let left = MARGIN
  cells.forEach((cell, at) => {
    const width = widths[at] ?? 0
    doc.text(plain(cell), left + CELL.x, top + CELL.y, {
      width: Math.max(10, width - 2 * CELL.x),
      align: isNumber[at] === true ? 'right' : 'left',
    })
    left += width
  })
  if (bar?.share !== undefined && bar.share > 0) {
    doc.rect(left + CELL.x, top + CELL.y + 1, (bar.width - 2 * CELL.x) * bar.share, SIZE.text - 1).fill(BAR)
  }
  doc.moveTo(MARGIN, top + height).lineTo(doc.page.width - MARGIN, top + height)
  doc
    .lineWidth(isHead ? 1 : 0.5)
    .strokeColor(isHead ? INK : RULE)
    .stroke()
  doc.x = MARGIN
  doc.y = top + height
}

function markPages(doc: Doc, { marking, title, agency, madeAt }: Report): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    const { width, height, margins } = doc.page
    // Text below the margin would begin a new page, and that one the next.
    margins.bottom = 0
    const words = [
      ...(marking === undefined ? [] : [marking]),
      `${agency}: ${title}, made ${minuteOf(madeAt)} (UTC). Page ${page - start + 1} of ${count}`,
    ]
    doc.font('Helvetica').fontSize(SIZE.small).fillColor(GREY)
    doc.text(plain(words.join('  |  ')), MARGIN, height - MARGIN - FOOT + 12, {
      width: width - 2 * MARGIN,
      height: FOOT - 8,
      ellipsis: true,
    })
  }
}

/** What the standard fonts have beside Latin-1 (PDF 1.7, annex D.2: WinAnsiEncoding). */
const MORE = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')

/** In characters that the fonts have; another one is named by its number, never left out or mixed up. */
function plain(text: string): string {
  return Array.from(text.normalize('NFC').replaceAll(/\s+/g, ' '), (character) => {
    const code = character.codePointAt(0) ?? 0
    const isKnown = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || MORE.has(character)
    return isKnown ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  }).join('')
}
