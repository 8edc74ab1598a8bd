// Columns between delimiters, with or without quotes. A record is one line: a quoted field that runs over the
// end of its line is refused, and so is a quote where none belongs, so that no half field is taken for a plate.
import type { Column, Layout } from '#shared/domain/import-template.ts'
import { setRange, STRIDE, type CompiledLayout, type Locate, type Wants } from './locate.ts'

type Delimited = Extract<Layout, { form: 'delimited' }>

const MOST_COLUMNS = 100
const QUOTE = 34
const SPACE = 32

export function compileDelimited(layout: Delimited, wants: Wants): CompiledLayout {
  const columns = layout.columns.filter((column) => wants(column.field) || column.only !== undefined)
  return {
    slots: columns.map(({ field, date, only }) => ({ field, date, isDigits: only === 'digits' })),
    locate: locateDelimited(layout, columns),
  }
}

/** How many columns a line has, their ranges in `found`; -1 to -3 are faults of quoting, -4 too many. */
type Split = (bytes: Buffer, start: number, end: number, found: Int32Array) => number

const FAULTS: readonly string[] = [
  'a quoted field does not end on its line',
  'there is text after the closing quote of a field',
  'there is a quote within a field that is not quoted',
  `the line has more than ${MOST_COLUMNS} columns`,
]

function locateDelimited(layout: Delimited, columns: readonly Column[]): Locate {
  const split = splitter(layout.delimiter, layout.hasQuotes)
  const { count } = layout
  const found = new Int32Array(MOST_COLUMNS * STRIDE)
  return (bytes, start, end, ranges) => {
    const number = split(bytes, start, end, found)
    if (number < 0) return FAULTS[-number - 1] ?? ''
    if (count !== undefined && number !== count && !hasOnlyBlanksAfter(found, count, number)) {
      return `the line has ${number} columns, ${count} are expected`
    }
    for (let slot = 0; slot < columns.length; slot += 1) {
      const column = columns[slot]
      if (column === undefined) continue
      const at = column.from * STRIDE
      const from = found[at] ?? 0
      const to = found[at + 1] ?? 0
      if (column.from >= number) {
        ranges[slot * STRIDE] = -1
      } else if (column.part === undefined) {
        setRange(bytes, from, to, found[at + 2] ?? 0, ranges, slot)
      } else {
        const { part } = column
        setRange(bytes, Math.min(to, from + part.from), Math.min(to, from + part.to), 0, ranges, slot)
      }
    }
    return ''
  }
}

/** Spreadsheets end lines with delimiters of columns that once were used. */
function hasOnlyBlanksAfter(found: Int32Array, count: number, number: number): boolean {
  if (number < count) return false
  for (let column = count; column < number; column += 1) {
    if (found[column * STRIDE] !== found[column * STRIDE + 1]) return false
  }
  return true
}

function splitter(delimiterText: string, hasQuotes: boolean): Split {
  const delimiter = delimiterText.charCodeAt(0)
  /** Spaces may stand around a quoted field, unless they part the fields. */
  const mayPad = hasQuotes && delimiter !== SPACE
  return (bytes, start, end, found) => {
    let column = 0
    let at = start
    for (;;) {
      let from = at
      let to = at
      let doubled = 0
      if (mayPad) while (from < end && bytes[from] === SPACE) from += 1
      if (hasQuotes && from < end && bytes[from] === QUOTE) {
        from += 1
        to = from
        for (;;) {
          if (to >= end) return -1
          if (bytes[to] === QUOTE) {
            if (to + 1 >= end || bytes[to + 1] !== QUOTE) break
            doubled = 1
            to += 1
          }
          to += 1
        }
        at = to + 1
        if (mayPad) while (at < end && bytes[at] === SPACE) at += 1
        if (at < end && bytes[at] !== delimiter) return -2
      } else {
        from = at
        while (at < end && bytes[at] !== delimiter) {
          if (hasQuotes && bytes[at] === QUOTE) return -3
          at += 1
        }
        to = at
      }
      if (column >= MOST_COLUMNS) return -4
      const slot = column * STRIDE
      found[slot] = from
      found[slot + 1] = to
      found[slot + 2] = doubled
      column += 1
      if (at >= end) return column
      at += 1
    }
  }
}

/** The columns of one line as texts, for a header; the fault of quoting instead where there is one. */
export function splitTexts(line: string, delimiter: string, hasQuotes: boolean): readonly string[] | string {
  const bytes = Buffer.from(line)
  const found = new Int32Array(MOST_COLUMNS * STRIDE)
  const number = splitter(delimiter, hasQuotes)(bytes, 0, bytes.length, found)
  if (number < 0) return FAULTS[-number - 1] ?? ''
  return Array.from({ length: number }, (_, column) =>
    bytes.toString('utf8', found[column * STRIDE], found[column * STRIDE + 1]).trim(),
  )
}
