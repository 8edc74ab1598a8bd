// What a preview, a guess and an import have in common: header, records and footer are told apart, and each
// record is told what it is.
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { templateFaults } from './check-template.ts'
import { compileTemplate, type CompiledTemplate } from './compile-template.ts'
import { newLineFacts, type LineFacts, type LineKind } from './line-facts.ts'
import { MATCHED_BYTES } from './layouts/pattern.ts'
import { readHeader } from './read-header.ts'
import { readLines, type LinesRead } from './read-lines.ts'

export type RecordsVisitor = {
  readonly today: number
  header?(text: string, line: number): void
  footer?(text: string, line: number): void
  /** Called for every line that is neither blank nor header nor footer. Return false to stop. */
  record(
    kind: LineKind,
    facts: LineFacts,
    bytes: Buffer,
    start: number,
    end: number,
    line: number,
    compiled: CompiledTemplate,
  ): boolean
  piece?(lines: number, share: number): void
}

export type RecordsRead = LinesRead & {
  readonly records: number
  /** The template with its columns where this file has them. */
  readonly template: ImportTemplate
  readonly madeAt: number | undefined
}

/** How a file may end that old systems wrote: Ctrl-Z. */
const END_OF_FILE = 26

/** A template that may not be used, because of a slow pattern for one, refuses the file before it is opened. */
export function readRecords(file: string, template: ImportTemplate, visitor: RecordsVisitor): RecordsRead {
  const faults = templateFaults(template)
  if (faults.length > 0) {
    const told = `Template "${template.name}" cannot be used: ${faults.join('; ')}.`
    return { lines: 0, bytes: 0, writtenAt: 0, refusal: told, records: 0, template, madeAt: undefined }
  }
  const facts = newLineFacts()
  const headers: string[] = []
  const footer = template.footer === undefined ? undefined : new RegExp(template.footer.pattern, 'i')
  let compiled: CompiledTemplate | undefined
  let placed = template
  let madeAt: number | undefined
  let records = 0
  let refusal = ''
  let footerLine = 0
  let footerCount: number | undefined
  let wasStopped = false

  function beginRecords(): CompiledTemplate | undefined {
    const header = readHeader(template, headers)
    if (typeof header === 'string') {
      refusal = header
      return undefined
    }
    placed = header.template
    madeAt = header.madeAt
    compiled = compileTemplate(placed)
    return compiled
  }

  function tell(
    kind: LineKind,
    bytes: Buffer,
    start: number,
    end: number,
    line: number,
    by: CompiledTemplate,
  ) {
    records += 1
    wasStopped = !visitor.record(kind, facts, bytes, start, end, line, by)
    return !wasStopped
  }

  function isFooter(bytes: Buffer, start: number, end: number, line: number): boolean {
    if (footer === undefined) return false
    const text = bytes.toString('utf8', start, Math.min(end, start + MATCHED_BYTES))
    const match = footer.exec(text)
    if (match === null) return false
    footerLine = line
    footerCount = match[1] === undefined ? undefined : Number(match[1].replaceAll(/\D/g, ''))
    visitor.footer?.(text, line)
    return true
  }

  const read = readLines(
    file,
    template.encoding,
    (bytes, start, end, line, fault) => {
      if (line <= template.header.lines) {
        if (fault !== '') refusal = `Line ${line} is not the header that the template expects: ${fault}.`
        headers.push(bytes.toString('utf8', start, end))
        visitor.header?.(bytes.toString('utf8', start, end), line)
        return refusal === ''
      }
      if (fault === '' && isBlank(bytes, start, end)) return true
      const ready = compiled ?? beginRecords()
      if (ready === undefined) return false
      if (footerLine > 0) {
        refusal = `Line ${footerLine} is the list's last by its form, but lines follow it. The file may be two lists in one; get it again.`
        return false
      }
      if (fault === '' && isFooter(bytes, start, end, line)) return true
      if (fault === '') {
        return tell(ready.readLine(bytes, start, end, facts, visitor.today), bytes, start, end, line, ready)
      }
      facts.reason = fault
      facts.field = ''
      return tell('refused', bytes, 0, 0, line, ready)
    },
    (lines, share) => visitor.piece?.(lines, share),
  )

  if (read.refusal === '' && refusal === '' && compiled === undefined) beginRecords()
  return { ...read, refusal: read.refusal || refusal || footerRefusal(), records, template: placed, madeAt }

  function footerRefusal(): string {
    if (footer === undefined || wasStopped) return ''
    if (footerLine === 0) return 'The file has no footer line, so it may be cut off. Get it again.'
    if (footerCount === undefined || footerCount === records) return ''
    return `Line ${footerLine} says that the list has ${footerCount} records, but there are ${records}. Get the file again.`
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte !== 32 && byte !== 9 && byte !== END_OF_FILE) return false
  }
  return true
}
