// The lines before the records: whether they are the ones that the template expects, which columns they name,
// and when the list was made.
import type { Column, ImportTemplate, Layout } from '#shared/domain/import-template.ts'
import { comparable } from './field-text.ts'
import { splitTexts } from './layouts/delimited.ts'
import { MATCHED_BYTES } from './layouts/pattern.ts'
import { parseDay } from './list-date.ts'

type Header = {
  /** The template with its columns where this file has them. */
  readonly template: ImportTemplate
  /** Midnight, local time, of the day in the header; undefined when the template names none. */
  readonly madeAt: number | undefined
}

/** Returns why the file is refused instead when the lines are not the template's header. */
export function readHeader(template: ImportTemplate, lines: readonly string[]): Header | string {
  const { header } = template
  if (lines.length < header.lines) {
    return `The file has ${lines.length} lines, but its header alone has ${header.lines} by template "${template.name}".`
  }
  const first = (lines[0] ?? '').slice(0, MATCHED_BYTES)
  if (header.mustMatch !== undefined && !new RegExp(header.mustMatch, 'i').test(first)) {
    return `Line 1 is not the header of template "${template.name}": expected ${header.mustMatch}. Choose the template of this file.`
  }
  const madeAt = header.date === undefined ? undefined : madeOn(header.date, lines)
  if (typeof madeAt === 'string') return madeAt
  const layouts: ImportTemplate['layouts'] = []
  for (const { layout, ...others } of template.layouts) {
    const placed = placeColumns(layout, lines[0] ?? '')
    if (typeof placed === 'string') return placed
    layouts.push({ ...others, layout: placed })
  }
  return { template: { ...template, layouts }, madeAt }
}

type HeaderDate = NonNullable<ImportTemplate['header']['date']>

function madeOn({ pattern, form }: HeaderDate, lines: readonly string[]): number | string {
  const expression = new RegExp(pattern, 'i')
  for (const line of lines) {
    const text = expression.exec(line.slice(0, MATCHED_BYTES))?.[1]
    if (text === undefined) continue
    const day = parseDay(text.trim(), form)
    if (day > 0)
      return new Date(Math.trunc(day / 10_000), (Math.trunc(day / 100) % 100) - 1, day % 100).getTime()
  }
  return `The header gives no date of the form ${form} where the template expects one (${pattern}).`
}

/** For a layout whose columns are found by name, the same layout with the columns at their places. */
function placeColumns(layout: Layout, header: string): Layout | string {
  if (layout.form !== 'delimited' || layout.named === undefined) return layout
  const { named, ...fixed } = layout
  const words = splitTexts(header, layout.delimiter, layout.hasQuotes)
  if (typeof words === 'string') return `Line 1 cannot be read as a header: ${words}.`
  const places = words.map(comparable)
  const columns: Column[] = []
  for (const column of layout.columns) {
    const names = named[column.field]
    if (names === undefined) continue
    const from = placeOf(names, places)
    if (from >= 0) columns.push({ ...column, from })
    else if (column.field === 'plate') return missingPlate(names, words)
  }
  return { ...fixed, columns, count: Math.max(1, lastNamed(words)) }
}

function placeOf(names: readonly string[], places: readonly string[]): number {
  for (const name of names) {
    const place = places.indexOf(comparable(name))
    if (place >= 0) return place
  }
  return -1
}

/** Spreadsheets write delimiters of unused columns after the last name. */
function lastNamed(words: readonly string[]): number {
  return words.findLastIndex((word) => word !== '') + 1
}

function missingPlate(names: readonly string[], words: readonly string[]): string {
  return `Line 1 must name the columns (${words.length} are there), but none is the plate: expected one of ${names.join(', ')}.`
}
