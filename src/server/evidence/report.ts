// The report of a package for people: every record with its picture, and what of it is a machine's estimate.
import sharp from 'sharp'
import { heading, keepTogether, line, pdfOf, plain, type Doc } from './pages.ts'
import { hitWords, timeOf, type Picture, type RecordSource, type StoredRecord } from './records.ts'

type Options = {
  readonly title: string
  readonly marks: readonly string[]
  readonly watermark?: string
  readonly madeAt: number
  /** What stands before the records: who made it, for whom, under which policy. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly records: readonly StoredRecord[]
  readonly source: RecordSource
}

/** Wide enough for a plate on paper; a hostile picture of many pixels is not decoded. */
const WIDE = 800
const MOST_PIXELS = 8192 * 8192

export function reportPdf(options: Options): Promise<Uint8Array> {
  const { facts, records, source } = options
  return pdfOf(options, async (doc) => {
    for (const [label, value] of facts) line(doc, label, value)
    doc.moveDown(0.5)
    doc.text(
      'Every plate and state below is what a machine read from a picture, with the probability that it gives. ' +
        'A hit is a possible match until an officer has verified it. Times are UTC.',
    )
    for (const [index, record] of records.entries()) {
      keepTogether(doc, 190)
      heading(doc, `Record ${index + 1} of ${records.length}`)
      await picture(doc, source, record)
      describe(doc, record)
    }
  })
}

async function picture(doc: Doc, source: RecordSource, { row, read }: StoredRecord): Promise<void> {
  const found = read.cropHash && (await source.readImage(row.car, row.day, read.cropHash))
  const jpeg = found && (await jpegOf(found))
  if (jpeg === undefined) {
    doc.text(
      found === undefined
        ? 'No picture is kept.'
        : 'The picture cannot be shown here; its file is in the package.',
    )
    return
  }
  doc.image(jpeg, { fit: [220, 70] }).moveDown(0.3)
}

/** Made anew: pdfkit reads PNG in a way in which a damaged one ends the program. */
async function jpegOf({ bytes }: Picture): Promise<Buffer | undefined> {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    return await image.resize({ width: WIDE, withoutEnlargement: true }).jpeg({ quality: 92 }).toBuffer()
  } catch {
    return undefined
  }
}

function describe(doc: Doc, { row, read, receivedAt, sha256, hits }: StoredRecord): void {
  line(doc, 'Plate as read', `${row.plate} (probability ${percent(read.plateProbability)})`)
  line(
    doc,
    'State as read',
    row.state === undefined
      ? 'not told by the picture'
      : `${row.state} (probability ${percent(read.state.probability)})`,
  )
  line(doc, 'Captured', `${timeOf(row.capturedAt)}, camera ${row.cameraName}, car ${row.carName}`)
  line(doc, 'Place', placeWords(read.location))
  if (read.entered !== undefined) {
    line(doc, 'Typed by a person', `${read.entered.by.name} (${read.entered.by.badge})`)
  }
  for (const hit of hits) line(doc, 'Hit', `${timeOf(hit.raisedAt)}: ${hitWords(hit)}`)
  if (hits.length === 0) line(doc, 'Hit', 'none')
  doc
    .fontSize(7.5)
    .text(plain(`Record ${row.id}, received ${timeOf(receivedAt)}, SHA-256 ${sha256}`))
    .fontSize(10)
}

/** Never "100 %" for what is less. */
function percent(probability: number): string {
  return `${(Math.floor(probability * 1000) / 10).toFixed(1)} %`
}

function placeWords(location: StoredRecord['read']['location']): string {
  if (location.kind === 'none') return `not measured (${location.why.replaceAll('-', ' ')})`
  const { latitude, longitude, ageMs } = location.place
  return `${latitude.toFixed(6)}, ${longitude.toFixed(6)} (WGS 84, measured ${Math.round(ageMs / 100) / 10} s before)`
}
