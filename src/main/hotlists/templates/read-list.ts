// Reads a whole hot list file by its template: every line is told, counted and, where it is an entry, handed
// on. Synchronous and with flat memory; it runs in the import's worker thread.
import type { Category } from '#shared/domain/category.ts'
import type { ImportReport, ImportTemplate, RefusedLine } from '#shared/domain/import-template.ts'
import type { LineFacts } from './line-facts.ts'
import { readRecords, type RecordsRead } from './read-records.ts'

export type ReadListOptions = {
  readonly file: string
  readonly template: ImportTemplate
  /** The day as dayOf gives it: entries that expired before it are left out. */
  readonly today: number
  /**
   * Called for every entry, and for calibration records (their category is `calibration`). Line number from 1.
   * The line is bytes[start..end) in UTF-8, whatever the file is in; all of it is reused after the call.
   */
  readonly onEntry: (facts: LineFacts, bytes: Buffer, start: number, end: number, line: number) => void
  /** Lines read so far and share of the file, about once a mebibyte. */
  readonly onProgress: (lines: number, share: number) => void
}

/** An ImportReport without what only a comparison with the loaded version can tell. */
export type ReadListResult = Omit<ImportReport, 'bothForms' | 'repeated' | 'changes' | 'ms'> & {
  /**
   * The template with its columns where this file has them. Keep it with the entries: compileTemplate of it,
   * not of today's template of that name, reads their lines again.
   */
  readonly usedTemplate: ImportTemplate
}

const MOST_REFUSED_TOLD = 500

/** With a `refusal`, nothing of the file may be used, whatever was handed on before it was known. */
export function readList(options: ReadListOptions): ReadListResult {
  const { file, template, today, onEntry, onProgress } = options
  const refused: RefusedLine[] = []
  const junk: Record<string, number> = {}
  const mended: Record<string, number> = {}
  const categories: Partial<Record<Category, number>> = {}
  const counts = { taken: 0, refusedCount: 0, calibration: 0, expired: 0 }

  const read = readRecords(file, template, {
    today,
    piece: onProgress,
    record(kind, facts, bytes, start, end, line) {
      switch (kind) {
        case 'entry':
          counts.taken += 1
          categories[facts.category] = (categories[facts.category] ?? 0) + 1
          if (facts.mended !== '') count(mended, facts.mended)
          onEntry(facts, bytes, start, end, line)
          break
        case 'calibration':
          counts.calibration += 1
          onEntry(facts, bytes, start, end, line)
          break
        case 'junk':
          count(junk, facts.reason)
          break
        case 'expired':
          counts.expired += 1
          break
        case 'refused':
          counts.refusedCount += 1
          if (refused.length < MOST_REFUSED_TOLD) refused.push(refusedLine(line, facts))
          break
      }
      return true
    },
  })

  const refusal = read.refusal || listRefusal(read, counts, refused)
  return {
    file,
    template: template.id,
    lines: read.lines,
    ...counts,
    refused,
    junk,
    mended,
    categories,
    writtenAt: read.madeAt ?? read.writtenAt,
    ...(refusal === '' ? {} : { refusal }),
    usedTemplate: read.template,
  }
}

function listRefusal(
  { records, template }: RecordsRead,
  { taken, refusedCount }: { taken: number; refusedCount: number },
  [first]: readonly RefusedLine[],
): string {
  const { expected, mostRefusedShare } = template
  if (first !== undefined && refusedCount > mostRefusedShare * records) {
    const field = first.field === undefined ? '' : `${first.field}: `
    return `${refusedCount} of ${records} lines were refused, first line ${first.line}: ${field}${first.reason}. Check the template, or get the file again.`
  }
  if (expected !== undefined && (records < expected.least || records > expected.most)) {
    return `The list has ${records} records; by its template it has ${expected.least} to ${expected.most}. Check that it is the right file.`
  }
  if (taken === 0) {
    return `No line of the file is an entry (${records} records). Check that it is the right file; to do without the list, remove it.`
  }
  return ''
}

function refusedLine(line: number, facts: Readonly<LineFacts>): RefusedLine {
  return facts.field === ''
    ? { line, reason: facts.reason }
    : { line, field: facts.field, reason: facts.reason }
}

function count(into: Record<string, number>, key: string): void {
  into[key] = (into[key] ?? 0) + 1
}
