// Reads a hot list file to its end, as the import does, and keeps the entries.
import { compileTemplate, dayOf, readList, type ReadListResult } from '#main/hotlists/templates/index.ts'
import { HotListEntry } from '#shared/domain/hot-list.ts'
import type { ImportTemplate } from '#shared/domain/import-template.ts'

/** 22 November 2026, local time. */
export const TODAY = dayOf(new Date(2026, 10, 22).getTime())

export type ReadAll = ReadListResult & {
  /** By line, as the index takes them: plate, state, plate type, record number, category. */
  readonly facts: Readonly<Record<number, string>>
  /** By line, as an alert shows them. */
  readonly entries: Readonly<Record<number, HotListEntry>>
}

export function readAll(file: string, template: ImportTemplate): ReadAll {
  const facts: Record<number, string> = {}
  const raws: Record<number, string> = {}
  const result = readList({
    file,
    template,
    today: TODAY,
    onEntry(one, bytes, start, end, line) {
      facts[line] = [one.plate, one.state, one.plateType, one.recordNumber, one.category].join(' ')
      raws[line] = bytes.toString('utf8', start, end)
    },
    onProgress() {},
  })
  const { toEntry } = compileTemplate(result.usedTemplate)
  const list = { name: 'example', source: template.source }
  const entries = Object.fromEntries(
    Object.entries(raws).map(([line, raw]) => [line, HotListEntry.parse(toEntry(raw, Number(line), list))]),
  )
  return { ...result, facts, entries }
}
