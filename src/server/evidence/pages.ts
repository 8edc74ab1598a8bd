// Pages of a PDF with a mark on each: what it is, whose it is, and for whom.
import PdfKit from 'pdfkit'

const MARGIN = 54
/** Below the words at the foot. */
const FOOT = 30
const GREY = '#555555'

type Options = {
  readonly title: string
  /** At the foot of every page. */
  readonly marks: readonly string[]
  /** Across every page, where it goes to another agency. */
  readonly watermark?: string
  readonly madeAt: number
}

export type Doc = PDFKit.PDFDocument

/** Writes a PDF; `write` is given its first page. */
export async function pdfOf(
  options: Options,
  write: (doc: Doc) => Promise<void> | void,
): Promise<Uint8Array> {
  const { title, madeAt } = options
  const doc = new PdfKit({
    size: 'LETTER',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN },
    autoFirstPage: false,
    info: { Title: plain(title), Creator: 'Lookout', CreationDate: new Date(madeAt) },
  })
  const pieces: Uint8Array[] = []
  const done = Promise.withResolvers<void>()
  doc.on('data', (piece: Uint8Array) => pieces.push(piece))
  doc.on('end', () => done.resolve())
  doc.on('error', (error: Error) => done.reject(error))
  let number = 0
  doc.on('pageAdded', () => {
    number += 1
    mark(doc, options, number)
  })
  doc.addPage()
  doc.font('Helvetica-Bold').fontSize(16).text(plain(title)).moveDown(0.5)
  doc.font('Helvetica').fontSize(10)
  await write(doc)
  doc.end()
  await done.promise
  return Buffer.concat(pieces)
}

/** The foot is as high as its words ask: a long purpose pushes nothing of the marking off the page. */
function mark(doc: Doc, { marks, watermark }: Options, number: number): void {
  const { width, height, margins } = doc.page
  // Text below the margin would begin a new page, and that one the next.
  margins.bottom = 0
  doc.save()
  if (watermark !== undefined) {
    doc.rotate(-50, { origin: [width / 2, height / 2] })
    doc.font('Helvetica-Bold').fontSize(18).fillColor('#000000', 0.08)
    doc.text(plain(watermark), width / 2 - 330, height / 2 - 30, { width: 660, height: 80, align: 'center' })
    doc.rotate(50, { origin: [width / 2, height / 2] })
  }
  doc.font('Helvetica').fontSize(7.5).fillColor(GREY, 1)
  const words = plain([...marks, `Page ${number}`].join(' | '))
  const foot = { width: width - 2 * MARGIN }
  const top = height - FOOT - doc.heightOfString(words, foot)
  doc.text(words, MARGIN, top, foot)
  doc.restore()
  margins.bottom = height - top + 10
  doc.fillColor('black', 1).font('Helvetica').fontSize(10)
  doc.x = MARGIN
  doc.y = margins.top
}

/** A line of a label and what it is. */
export function line(doc: Doc, label: string, value: string): void {
  doc.font('Helvetica-Bold').text(`${plain(label)}: `, { continued: true })
  doc.font('Helvetica').text(plain(value))
}

export function heading(doc: Doc, words: string): void {
  doc.moveDown(0.7).font('Helvetica-Bold').fontSize(12).text(plain(words)).moveDown(0.2)
  doc.font('Helvetica').fontSize(10)
}

/** Begins a new page where less than this is left of it. */
export function keepTogether(doc: Doc, points: number): void {
  if (doc.y + points > doc.page.height - doc.page.margins.bottom) doc.addPage()
}

/** What the standard fonts have beside Latin-1 (PDF 1.7, annex D.2: WinAnsiEncoding). */
const MORE = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')

/** The text in characters that the fonts have; another one is named by its number, never left out or mixed up. */
export function plain(text: string): string {
  return Array.from(text.normalize('NFC').replaceAll(/\s+/g, ' '), (character) => {
    const code = character.codePointAt(0) ?? 0
    const isKnown = (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || MORE.has(character)
    return isKnown ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  }).join('')
}
