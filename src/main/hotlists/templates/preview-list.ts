// The first lines of a file as a template understands them, before anything is taken.
import type { ImportPreview, ImportTemplate } from '#shared/domain/import-template.ts'
import type { CompiledTemplate } from './compile-template.ts'
import type { LineFacts, LineKind } from './line-facts.ts'
import { readRecords } from './read-records.ts'

type PreviewLine = ImportPreview['lines'][number]

const MOST_LINES = 50

/**
 * Reads only the beginning; entries are shown whatever their expiry. Says why an import would refuse the file
 * as far as the beginning tells: what a footer counts is known at the end only.
 */
export function previewList(file: string, template: ImportTemplate, lines = 20): ImportPreview {
  const wanted = Math.min(lines, MOST_LINES)
  const shown: PreviewLine[] = []
  let records = 0
  let refusedCount = 0
  const read = readRecords(file, template, {
    today: 0,
    header: (raw, line) => shown.push({ line, raw, kind: 'header', understood: {} }),
    footer: (raw, line) => shown.push({ line, raw, kind: 'footer', understood: {} }),
    record(kind, facts, bytes, start, end, line, compiled) {
      records += 1
      if (kind === 'refused') refusedCount += 1
      shown.push({
        line,
        raw: bytes.toString('utf8', start, end),
        kind: kind === 'expired' ? 'entry' : kind,
        understood: understood(kind, facts, compiled, bytes, start, end),
        ...reason(facts),
      })
      return shown.length < wanted
    },
  })
  const refusal =
    read.refusal ||
    (refusedCount > template.mostRefusedShare * records
      ? `${refusedCount} of the first ${records} lines would be refused. Check that it is the right template.`
      : '')
  return {
    file,
    bytes: read.bytes,
    writtenAt: read.madeAt ?? read.writtenAt,
    ...(refusal === '' ? {} : { refusal }),
    lines: shown.slice(0, MOST_LINES),
  }
}

/** By field, what the columns say; plate and state as they will be compared, and what the category means. */
function understood(
  kind: LineKind,
  facts: Readonly<LineFacts>,
  compiled: CompiledTemplate,
  bytes: Buffer,
  start: number,
  end: number,
): PreviewLine['understood'] {
  if (kind === 'refused') return {}
  const fields: PreviewLine['understood'] = {}
  for (const { field, text } of compiled.words(bytes, start, end)) {
    if (text !== '') fields[field] = field in fields ? `${fields[field]}; ${text}` : text
  }
  if (kind === 'junk') return fields
  fields['plate'] = facts.plate
  if (facts.state !== '') fields['state'] = facts.state
  fields['meaning'] = facts.category
  return fields
}

function reason({ field, reason, mended }: Readonly<LineFacts>): { reason?: string } {
  if (reason !== '') return { reason: field === '' ? reason : `${field}: ${reason}` }
  return mended === '' ? {} : { reason: mended }
}
