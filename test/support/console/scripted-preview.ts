// What a template makes of a file's first lines, as far as the scripted core needs it: fixed and delimited
// columns. The real importer is tested elsewhere.
import type { ImportPreview, ImportReport, ImportTemplate } from '#shared/domain/import-template.ts'
import { normalisePlate } from '#shared/domain/plate.ts'

type Line = ImportPreview['lines'][number]
const JUNK = new Set(['UNKNOWN', 'NONE', 'NOTAG'])

/** Reads the file's lines by the first layout of the template. */
export function madeUpPreview(
  file: string,
  text: readonly string[],
  template: ImportTemplate,
  writtenAt: number,
): ImportPreview {
  const lines = text.slice(0, 50).map((raw, at): Line => understand(raw, at + 1, template))
  const hasEntries = lines.some(({ kind }) => kind === 'entry')
  return {
    file,
    bytes: text.join('\n').length,
    writtenAt,
    ...(hasEntries
      ? {}
      : { refusal: 'No line of this file is understood by this template. Choose another one.' }),
    lines,
  }
}

function understand(raw: string, line: number, template: ImportTemplate): Line {
  if (line <= template.header.lines) return { line, raw, kind: 'header', understood: {} }
  if (template.calibration !== undefined && new RegExp(template.calibration).test(raw))
    return { line, raw, kind: 'calibration', understood: {} }
  const understood = fieldsOf(raw, template)
  const plate = normalisePlate(understood['plate'] ?? '')
  if (JUNK.has(plate)) return { line, raw, kind: 'junk', understood, reason: `"${plate}" is no plate` }
  if (!/^[0-9A-Z]{1,10}$/.test(plate))
    return { line, raw, kind: 'refused', understood, reason: 'plate: the column is empty or too long' }
  return { line, raw, kind: 'entry', understood: { ...understood, plate } }
}

function fieldsOf(raw: string, template: ImportTemplate): Record<string, string> {
  const layout = template.layouts[0]?.layout
  if (layout === undefined || layout.form === 'pattern') return {}
  const cells = layout.form === 'delimited' ? raw.split(layout.delimiter) : []
  const fields = layout.columns.map(({ field, from, to }): [string, string] => [
    field,
    (layout.form === 'delimited' ? (cells[from] ?? '') : raw.slice(from, to)).trim(),
  ])
  const named = fields.map(([field, value]) =>
    field === 'category' ? [field, template.categoryCodes[value] ?? template.category] : [field, value],
  )
  return Object.fromEntries(named)
}

/** The report on a file that was read as the preview shows it. */
export function madeUpReport(preview: ImportPreview, template: ImportTemplate): ImportReport {
  const of = (kind: Line['kind']): readonly Line[] => preview.lines.filter((line) => line.kind === kind)
  const categories: Record<string, number> = {}
  for (const { understood } of of('entry')) {
    const category = understood['category'] ?? template.category
    categories[category] = (categories[category] ?? 0) + 1
  }
  return {
    file: preview.file,
    template: template.id,
    lines: preview.lines.length,
    taken: of('entry').length,
    refusedCount: of('refused').length,
    refused: of('refused').map(({ line, reason = '' }) => ({ line, field: 'plate', reason })),
    junk: of('junk').length === 0 ? {} : { UNKNOWN: of('junk').length },
    mended: { 'state 0H to OH': 1 },
    calibration: of('calibration').length,
    expired: 0,
    bothForms: 2,
    repeated: 1,
    categories,
    writtenAt: preview.writtenAt,
    changes: { added: of('entry').length, removed: 1, changed: 2 },
    ...(preview.refusal === undefined ? {} : { refusal: preview.refusal }),
    ms: 12,
  }
}
