// The chain-of-custody form that goes with the media: what is known is filled in, the hands that it goes through sign.
import { heading, keepTogether, line, pdfOf, plain } from './pages.ts'

type Options = {
  readonly marks: readonly string[]
  readonly madeAt: number
  readonly facts: readonly (readonly [label: string, value: string])[]
}

const COLUMNS = [
  ['Date and time', 0.2],
  ['Released by (name, badge, signature)', 0.3],
  ['Received by (name, badge, signature)', 0.3],
  ['Purpose', 0.2],
] as const
const ROWS = 10
const ROW_POINTS = 34

export function custodyForm({ marks, madeAt, facts }: Options): Promise<Uint8Array> {
  return pdfOf({ title: 'Chain of custody', marks, madeAt }, (doc) => {
    for (const [label, value] of facts) line(doc, label, value)
    for (const blank of ['Booking number', 'Media id', 'Place of storage']) {
      line(doc, blank, '_'.repeat(40))
    }
    doc
      .moveDown(0.3)
      .text(
        'The SHA-256 of the sealed file stands in the chain of custody that the server keeps. ' +
          'lookout-evidence verify says whether what was opened is whole.',
      )
    keepTogether(doc, (ROWS + 1) * ROW_POINTS + 40)
    heading(doc, 'Hands that it went through')
    const left = doc.page.margins.left
    const width = doc.page.width - left - doc.page.margins.right
    const top = doc.y
    let x = left
    doc.fontSize(8)
    for (const [words, share] of COLUMNS) {
      doc.text(plain(words), x + 3, top + 4, { width: width * share - 6 })
      x += width * share
    }
    doc.fontSize(10).lineWidth(0.5)
    const end = top + (ROWS + 1) * ROW_POINTS
    for (let row = 0; row <= ROWS + 1; row += 1) {
      doc.moveTo(left, top + row * ROW_POINTS).lineTo(left + width, top + row * ROW_POINTS)
    }
    x = left
    for (const share of [0, ...COLUMNS.map(([, one]) => one)]) {
      x += width * share
      doc.moveTo(x, top).lineTo(x, end)
    }
    doc.stroke()
  })
}
