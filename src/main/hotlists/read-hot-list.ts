// Reads a first, simple hot list file: CSV with the header plate,state,category,description.
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { HotListEntry } from '#shared/domain/hot-list.ts'
import { normalisePlate, PlateText } from '#shared/domain/plate.ts'
import { StateCode } from '#shared/domain/states.ts'

/** A line that was not taken, and why; never holds the plate itself, so that it can be logged. */
export type RefusedLine = { readonly line: number; readonly reason: string }

export type HotListFile = {
  readonly name: string
  readonly entries: readonly HotListEntry[]
  readonly refused: readonly RefusedLine[]
  /** When the file was last written: the list's age is counted from it. */
  readonly writtenAt: number
}

const COLUMNS = ['plate', 'state', 'category', 'description'] as const

/** With `info`, csv-parse tells the line on which each record ended. */
const CsvRecord = z.object({
  info: z.object({ lines: z.int() }),
  record: z.array(z.string()),
})

/**
 * Reads and checks the file. Lines that cannot be taken are reported and left out; a file that is not
 * such a list at all (unreadable, no header, not CSV) is an Error that names it and says what is wrong.
 */
export function readHotList(file: string): HotListFile {
  const { text, writtenAt } = readText(file)
  const records = parseCsv(file, text)
  const [header, ...rows] = records
  const columns = columnPositions(file, header?.record ?? [])
  const name = basename(file).replace(/\.[^.]*$/, '')
  const entries: HotListEntry[] = []
  const refused: RefusedLine[] = []
  for (const { info, record } of rows) {
    const entry = toEntry(name, info.lines, record, columns)
    if ('reason' in entry) refused.push(entry)
    else entries.push(entry)
  }
  return { name, entries, refused, writtenAt }
}

function readText(file: string): { text: string; writtenAt: number } {
  try {
    return { text: readFileSync(file, 'utf8'), writtenAt: Math.round(statSync(file).mtimeMs) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Error(`Hot list ${file} cannot be read (${code}). Check the path given with --hot-list.`, {
      cause: error,
    })
  }
}

function parseCsv(file: string, text: string): z.infer<typeof CsvRecord>[] {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 10_000,
    })
    return z.array(CsvRecord).parse(parsed)
  } catch (error) {
    // csv-parse's messages may quote the field, and a field may be a plate: only the line is passed on.
    const line = error instanceof Error && 'lines' in error ? `, line ${String(error.lines)}` : ''
    throw new Error(`Hot list ${file}${line}: not a CSV file that can be read. Save it as CSV with UTF-8.`, {
      cause: error,
    })
  }
}

type Columns = Readonly<Record<(typeof COLUMNS)[number], number>>

function columnPositions(file: string, header: readonly string[]): Columns {
  const lower = header.map((name) => name.toLowerCase())
  const missing = COLUMNS.filter((column) => !lower.includes(column))
  if (missing.length > 0) {
    throw new Error(
      `Hot list ${file}, line 1: column ${missing.join(', ')} is missing. The header must be: ${COLUMNS.join(',')}`,
    )
  }
  const at = (column: (typeof COLUMNS)[number]): number => lower.indexOf(column)
  return { plate: at('plate'), state: at('state'), category: at('category'), description: at('description') }
}

function toEntry(
  listName: string,
  line: number,
  record: readonly string[],
  columns: Columns,
): HotListEntry | RefusedLine {
  const plate = PlateText.safeParse(normalisePlate(record[columns.plate] ?? ''))
  if (!plate.success) return { line, reason: 'plate is not 1 to 10 letters and digits' }
  const stateText = (record[columns.state] ?? '').toUpperCase()
  const state = StateCode.safeParse(stateText)
  if (stateText !== '' && !state.success) return { line, reason: 'state is not a two-letter code' }
  const category = record[columns.category] ?? ''
  const entry = HotListEntry.safeParse({
    listName,
    line,
    plate: plate.data,
    ...(state.success ? { state: state.data } : {}),
    category,
    description: record[columns.description] ?? '',
  })
  if (entry.success) return entry.data
  return { line, reason: category === '' ? 'category is empty' : 'a field is too long' }
}
