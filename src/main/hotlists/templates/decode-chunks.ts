// Turns the bytes of a file into UTF-8, piece by piece, whatever it was written in.
import { isAscii } from 'node:buffer'
import type { ImportTemplate } from '#shared/domain/import-template.ts'

export type Decoder = {
  /** How many bytes at the file's beginning are its byte order mark. */
  readonly markBytes: number
  /** UTF-8 is passed on as it is and checked line by line; the others cannot be wrong in UTF-8 any more. */
  readonly isUtf8: boolean
  /** The next piece as UTF-8; `isLast` when no more follows. */
  decode(piece: Buffer, isLast: boolean): Buffer
}

const MARKS = [
  { mark: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'utf-8' },
  { mark: Buffer.from([0xff, 0xfe]), encoding: 'utf-16le' },
  { mark: Buffer.from([0xfe, 0xff]), encoding: 'utf-16be' },
] as const

/**
 * A byte order mark decides, since it cannot be mistaken; without one the template's encoding does. Returns
 * why the file cannot be read where the two leave it open.
 */
export function chooseDecoder(beginning: Buffer, encoding: ImportTemplate['encoding']): Decoder | string {
  const marked = MARKS.find(({ mark }) => beginning.subarray(0, mark.length).equals(mark))
  const markBytes = marked?.mark.length ?? 0
  const chosen = marked?.encoding ?? encoding
  if (chosen === 'utf-16') {
    return 'The file has no byte order mark, so it is not UTF-16 as the template says. Choose a template of its encoding.'
  }
  if (chosen === 'utf-8') return { markBytes, isUtf8: true, decode: (piece) => piece }
  const decoder = new TextDecoder(chosen)
  return {
    markBytes,
    isUtf8: false,
    decode: (piece, isLast) =>
      chosen === 'windows-1252' && isAscii(piece)
        ? piece
        : Buffer.from(decoder.decode(piece, { stream: !isLast })),
  }
}

const FORMATS: readonly { readonly begin: Buffer; readonly name: string }[] = [
  { begin: Buffer.from('PK\u0003\u0004'), name: 'a ZIP archive or an Excel workbook' },
  { begin: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), name: 'an old Excel or Word document' },
  { begin: Buffer.from([0x1f, 0x8b]), name: 'a gzip archive' },
  { begin: Buffer.from('7z'), name: 'a 7z archive' },
  { begin: Buffer.from('%PDF'), name: 'a PDF document' },
  { begin: Buffer.from('SQLite format 3'), name: 'an SQLite database' },
  { begin: Buffer.from([0x89, 0x50, 0x4e, 0x47]), name: 'a picture' },
  { begin: Buffer.from([0xff, 0xd8, 0xff]), name: 'a picture' },
]

/** Share of control characters from which on a file is no text; NULs are told apart, since they have a reason. */
const MOST_CONTROLS = 0.05

/** Why these first bytes (as the file has them) or their UTF-8 are not the beginning of a text, or ''. */
export function notText(beginning: Buffer, utf8: Buffer): string {
  const known = FORMATS.find(({ begin }) => beginning.subarray(0, begin.length).equals(begin))
  if (known !== undefined) return `The file is ${known.name}, not a list. Unpack it, or save it as CSV.`
  const sample = utf8.subarray(0, 65_536)
  let controls = 0
  for (const byte of sample)
    if (byte > 0 && byte < 32 && (byte < 9 || byte > 13) && byte !== 26) controls += 1
  return controls > sample.length * MOST_CONTROLS
    ? 'The file is not text. Check that it is the right file.'
    : ''
}
