// A column's text as it is shown and compared: control characters and marks that turn the direction of
// writing are taken out, so that a line cannot show something else than it says.
import { STRIDE } from './layouts/locate.ts'

const DEL = 127

/**
 * A line with its bytes and their Latin-1 text, in which places are the same: cutting a field out of that
 * costs a tenth of decoding it. Ten million lines are read so.
 */
export type LineBytes = { bytes: Buffer; start: number; latin1: string }

/** The text of a slot; '' when the line has no such column. */
export function fieldText({ bytes, start, latin1 }: LineBytes, ranges: Int32Array, slot: number): string {
  const at = slot * STRIDE
  const from = ranges[at] ?? -1
  const to = ranges[at + 1] ?? -1
  if (slot < 0 || from < 0 || to <= from) return ''
  let isPlain = ranges[at + 2] === 0
  for (let place = from; isPlain && place < to; place += 1) {
    const byte = bytes[place] ?? 0
    isPlain = byte >= 32 && byte < DEL
  }
  if (isPlain) return latin1.slice(from - start, to - start)
  const text = bytes.toString('utf8', from, to)
  return cleanText(ranges[at + 2] === 0 ? text : text.replaceAll('""', '"'))
}

/** Without control and formatting characters (\p{Cc}, \p{Cf}); runs of blanks become one space. */
export function cleanText(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Letters and digits in upper case: how category codes and header words are compared. */
export function comparable(text: string): string {
  const plain = text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  return plain === '' ? text.trim() : plain
}
