// What a template must keep to beyond the form of its fields: every pattern is quick, every layout has a plate.
import { FieldName, type ImportTemplate, type Layout } from '#shared/domain/import-template.ts'
import { patternFault } from './check-pattern.ts'
import { groupNames } from './layouts/pattern.ts'

/** Fields that a layout may give only once, since the index takes the first. */
const ONCE: readonly FieldName[] = ['plate', 'state', 'plateType', 'category', 'recordNumber', 'expiresOn']

/** What is wrong with the template, each naming its field; empty when nothing is. */
export function templateFaults(template: ImportTemplate): string[] {
  const faults: string[] = []
  const patterns: [string, string | undefined][] = [
    ['header.mustMatch', template.header.mustMatch],
    ['header.date.pattern', template.header.date?.pattern],
    ['footer.pattern', template.footer?.pattern],
    ['calibration', template.calibration],
  ]
  template.layouts.forEach(({ when, layout }, place) => {
    patterns.push([`layouts.${place}.when`, when])
    if (layout.form === 'pattern') patterns.push([`layouts.${place}.layout.pattern`, layout.pattern])
    faults.push(...layoutFaults(layout).map((fault) => `layouts.${place}.layout.${fault}`))
    if (layout.form === 'delimited' && layout.named !== undefined && template.header.lines === 0) {
      faults.push('header.lines: columns that are found by their names need a header')
    }
  })
  for (const [field, pattern] of patterns) {
    const fault = pattern === undefined ? '' : patternFault(pattern)
    if (fault !== '') faults.push(`${field}: ${fault}`)
  }
  if (template.header.lines === 0 && (template.header.mustMatch ?? template.header.date) !== undefined) {
    faults.push('header.lines: there is no header line to look at')
  }
  if (template.expected !== undefined && template.expected.least > template.expected.most) {
    faults.push('expected: least is above most')
  }
  return faults
}

function layoutFaults(layout: Layout): string[] {
  if (layout.form === 'pattern') return patternFaults(layout.pattern)
  const faults: string[] = []
  layout.columns.forEach((column, place) => {
    if (layout.form === 'delimited') {
      if (column.to !== undefined) faults.push(`columns.${place}.to: use part for characters of a column`)
      if (column.from >= (layout.count ?? 100)) faults.push(`columns.${place}.from: there are fewer columns`)
      return
    }
    if (column.part !== undefined) faults.push(`columns.${place}.part: only delimited lines have parts`)
    if (column.to === undefined) faults.push(`columns.${place}.to: is missing`)
    else if (column.to <= column.from) faults.push(`columns.${place}.to: must be above from`)
  })
  const fields = [...layout.columns, ...(layout.form === 'tagged' ? layout.tags : [])]
  for (const { field, date } of fields) {
    if (field === 'expiresOn' && date === undefined) faults.push('columns: expiresOn has no date form')
  }
  if (layout.form === 'delimited' && /[A-Za-z0-9"\r\n]|[^\t-~]/.test(layout.delimiter)) {
    faults.push('delimiter: must be one ASCII sign')
  }
  return [...faults, ...onceFaults(fields.map(({ field }) => field))]
}

function patternFaults(pattern: string): string[] {
  const names = groupNames(pattern)
  const strange = names.filter((name) => !FieldName.safeParse(name).success)
  if (strange.length > 0) return [`pattern: ${strange.join(', ')} is not the name of a field`]
  return onceFaults(names.map((name) => FieldName.parse(name)))
}

function onceFaults(fields: readonly FieldName[]): string[] {
  const faults = fields.includes('plate') ? [] : ['columns: no column is the plate']
  for (const field of ONCE) {
    if (fields.filter((one) => one === field).length > 1)
      faults.push(`columns: ${field} stands more than once`)
  }
  return faults
}
