// One entry as it lies in a block of the record file, and as it lies before that in the builder's partitions,
// where the hash it is sorted by comes first. Numbers are little endian.
import { CATEGORIES, type Category } from '#shared/domain/category.ts'

/** What is kept of a line besides the line itself; the rest is read from the raw line when it is shown. */
export type ListedFacts = {
  /** Normalised: 1 to 10 letters and digits. */
  readonly plate: string
  /** Empty where the line names none; a code that is none of the 51 as it is written. */
  readonly state: string
  readonly plateType: string
  readonly recordNumber: string
  readonly category: Category
}

/** One listed entry as it was found for a plate. */
export type StoredEntry = {
  /** The line as the source wrote it, and its number in the file. */
  readonly raw: string
  readonly line: number
  readonly plate: string
  readonly state: string
  readonly category: Category
  /** The same record is listed with O and with 0 (or I and 1): one of them is wrong. */
  readonly bothForms: boolean
}

/** In a partition only: the two halves of the plate's hash, and a hash of the record number. */
export const SORT_BYTES = 12

/** Before the texts: line, identity (two halves), category, flags, lengths of plate and state, of the raw line. */
const HEAD_BYTES = 18
const CATEGORY_AT = 12
const FLAGS_AT = 13
const PLATE_LENGTH_AT = 14
const STATE_LENGTH_AT = 15
const RAW_LENGTH_AT = 16
const BOTH_FORMS = 1

/** Longer lines are refused when a list is read. */
export const MOST_RAW_BYTES = 4096
/** Room for the longest record: state codes are at most 10 characters, three bytes each at the most. */
export const MOST_RECORD_BYTES = HEAD_BYTES + 10 + 30 + MOST_RAW_BYTES

const CATEGORY_NUMBERS: ReadonlyMap<string, number> = new Map(CATEGORIES.map((name, at) => [name, at]))

export type RawLine = {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  readonly line: number
}

/** The first byte after the record that is written at `at`. */
export function writeRecord(
  into: Buffer,
  at: number,
  facts: ListedFacts,
  identity: { readonly high: number; readonly low: number },
  raw: RawLine,
): number {
  into.writeUInt32LE(raw.line, at)
  into.writeUInt32LE(identity.high, at + 4)
  into.writeUInt32LE(identity.low, at + 8)
  into[at + CATEGORY_AT] = CATEGORY_NUMBERS.get(facts.category) ?? 0
  into[at + FLAGS_AT] = 0
  const plateAt = at + HEAD_BYTES
  const stateAt = writeText(into, plateAt, facts.plate)
  const rawAt = writeText(into, stateAt, facts.state)
  into[at + PLATE_LENGTH_AT] = stateAt - plateAt
  into[at + STATE_LENGTH_AT] = rawAt - stateAt
  into.writeUInt16LE(raw.end - raw.start, at + RAW_LENGTH_AT)
  raw.bytes.copy(into, rawAt, raw.start, raw.end)
  return rawAt + raw.end - raw.start
}

/** Plates and state codes are ASCII but for what a broken list writes as a code. */
function writeText(into: Buffer, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 127) return at + into.write(text, at, 'utf8')
    into[at + index] = code
  }
  return at + text.length
}

/** A block ends with zeros: no record has a plate without characters. */
export function isRecord(block: Buffer, at: number): boolean {
  return at + HEAD_BYTES < block.length && block[at + PLATE_LENGTH_AT] !== 0
}

export function recordEnd(block: Buffer, at: number): number {
  return rawAt(block, at) + block.readUInt16LE(at + RAW_LENGTH_AT)
}

export const plateStart = (at: number): number => at + HEAD_BYTES
export const plateLength = (block: Buffer, at: number): number => block[at + PLATE_LENGTH_AT] ?? 0

export function plateOf(block: Buffer, at: number): string {
  return block.toString('latin1', plateStart(at), plateStart(at) + plateLength(block, at))
}

export const lineOf = (block: Buffer, at: number): number => block.readUInt32LE(at)
export const identityHigh = (block: Buffer, at: number): number => block.readUInt32LE(at + 4)
export const identityLow = (block: Buffer, at: number): number => block.readUInt32LE(at + 8)

export function markBothForms(block: Buffer, at: number): void {
  block[at + FLAGS_AT] = BOTH_FORMS
}

export function isBothForms(block: Buffer, at: number): boolean {
  return block[at + FLAGS_AT] === BOTH_FORMS
}

/** `categories`: what the numbers of the categories mean in this version; a later program may have others. */
export function readEntry(block: Buffer, at: number, categories: readonly Category[]): StoredEntry {
  const state = plateStart(at) + plateLength(block, at)
  return {
    raw: block.toString('utf8', rawAt(block, at), recordEnd(block, at)),
    line: lineOf(block, at),
    plate: plateOf(block, at),
    state: block.toString('utf8', state, rawAt(block, at)),
    category: categories[block[at + CATEGORY_AT] ?? 0] ?? 'unsorted',
    bothForms: isBothForms(block, at),
  }
}

/** Whether two records of one identity say the same: category and raw line, wherever in the file it stood. */
export function isSameContent(a: Buffer, aAt: number, b: Buffer, bAt: number): boolean {
  if (a[aAt + CATEGORY_AT] !== b[bAt + CATEGORY_AT]) return false
  return a.compare(b, rawAt(b, bAt), recordEnd(b, bAt), rawAt(a, aAt), recordEnd(a, aAt)) === 0
}

function rawAt(block: Buffer, at: number): number {
  return plateStart(at) + plateLength(block, at) + (block[at + STATE_LENGTH_AT] ?? 0)
}
