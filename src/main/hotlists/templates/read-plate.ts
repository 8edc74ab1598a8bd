// The plate's column. A plate is never mended or guessed: spaces, dots and dashes are taken out, and anything
// else that is no letter or digit refuses the line, since "AB?123" without its question mark is another
// vehicle's plate, and so is "AB1/AB2" in one word.
import type { LineBytes } from './field-text.ts'
import type { LineFacts } from './line-facts.ts'

/** What a byte is: 1 a character of a plate, 2 a small letter or a separator, 0 neither. */
const KIND = new Uint8Array(256)
for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') KIND[character.charCodeAt(0)] = 1
for (const character of 'abcdefghijklmnopqrstuvwxyz -.') KIND[character.charCodeAt(0)] = 2
// The middle dot and the dashes of typography come in several bytes: those go the slow way.
for (let byte = 0x80; byte < 0x100; byte += 1) KIND[byte] = 2

const SEPARATORS = /[ \u00A0.·\u2010-\u2015-]/g
const MOST_CHARACTERS = 10

/** What lists write where there is no plate (facts.md 3a, importer rule 5); without spaces and signs. */
const JUNK = new Map([
  ['0', '0'],
  ['00', '00'],
  ['000', '000'],
  ['190', '190'],
  ['NONE', 'NONE'],
  ['NOTAG', 'NOTAG'],
  ['NOTAGS', 'NOTAG'],
  ['NOPLATE', 'NO PLATE'],
  ['NOPLATES', 'NO PLATE'],
  ['TEMP', 'TEMP'],
  ['TEMPTAG', 'TEMP'],
  ['TEMPPLATE', 'TEMP'],
  ['60DAY', '60 DAY'],
  ['60DAYTAG', '60 DAY'],
  ['KSTATE', 'K-STATE'],
  ['PLATENUM', 'PLATE NUM'],
])
const JUNK_STARTS = [
  ['UNKNOWN', 'UNKNOWN'],
  ['NOTAVAIL', 'NOT AVAILABLE'],
] as const
/** The first characters of all of these: most plates need no further look. */
const JUNK_FIRST = new Uint8Array(128)
for (const word of [...JUNK.keys(), ...JUNK_STARTS.map(([start]) => start)])
  JUNK_FIRST[word.charCodeAt(0)] = 1

/** Reads the line's bytes from..to into `facts.plate`. '' when it is a plate, else sets the reason and says what it is. */
export function readPlate(
  { bytes, start, latin1 }: LineBytes,
  from: number,
  to: number,
  facts: LineFacts,
): '' | 'junk' | 'refused' {
  let kinds = from < to ? 1 : 2
  for (let at = from; at < to; at += 1) {
    const kind = KIND[bytes[at] ?? 0] ?? 0
    if (kind === 0) return refuse(facts, 'it has characters that are neither letters nor digits')
    kinds |= kind
  }
  const plate =
    kinds === 1
      ? latin1.slice(from - start, to - start)
      : bytes.toString('utf8', from, to).toUpperCase().replaceAll(SEPARATORS, '')
  const junk = junkOf(plate)
  if (junk !== '') {
    facts.reason = junk
    return 'junk'
  }
  if (plate.length > MOST_CHARACTERS) return refuse(facts, `it has more than ${MOST_CHARACTERS} characters`)
  if (kinds !== 1 && !/^[0-9A-Z]+$/.test(plate)) {
    return refuse(facts, 'it has characters that are neither letters nor digits')
  }
  facts.plate = plate
  return ''
}

function refuse(facts: LineFacts, reason: string): 'refused' {
  facts.reason = reason
  facts.field = 'plate'
  return 'refused'
}

/** What a junk plate says, in one of few words; '' for a plate. */
function junkOf(plate: string): string {
  if (plate === '') return 'empty'
  const first = plate.charCodeAt(0)
  if (plate.length >= 3 && plate.charCodeAt(1) === first && plate.charCodeAt(2) === first) {
    let at = 3
    while (at < plate.length && plate.charCodeAt(at) === first) at += 1
    if (at === plate.length) return plate === '000' ? '000' : 'repeated character'
  }
  if (JUNK_FIRST[first] !== 1) return ''
  for (const [start, words] of JUNK_STARTS) if (plate.startsWith(start)) return words
  return JUNK.get(plate) ?? ''
}
