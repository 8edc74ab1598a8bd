// The shipped import templates and one made-up example file for each.
import { join, resolve } from 'node:path'
import { loadTemplates } from '#main/hotlists/templates/index.ts'
import type { ImportTemplate } from '#shared/domain/import-template.ts'

export const SHIPPED_FOLDER = resolve(import.meta.dirname, '../../../assets/hot-list-templates')
const FIXTURES = resolve(import.meta.dirname, '../../fixtures/hot-lists')

/** The example file of each shipped template. */
export const EXAMPLES = {
  'generic-csv': 'generic.csv',
  'il-leads': 'il-leads.txt',
  'il-sos': 'il-sos.txt',
  'ks-state': 'ks-state.txt',
  'ks-topeka': 'ks-topeka.csv',
  'ncic-csv-11': 'ncic-csv-11.csv',
  'ncic-csv-12': 'ncic-csv-12.csv',
  'ncic-fixed': 'ncic-fixed.txt',
  'plates-only': 'plates-only.txt',
} as const
export type ShippedId = keyof typeof EXAMPLES
export const SHIPPED_IDS = Object.keys(EXAMPLES) as ShippedId[]

const shipped = new Map(loadTemplates([SHIPPED_FOLDER]).templates.map((template) => [template.id, template]))

export function shippedTemplate(id: ShippedId): ImportTemplate {
  const template = shipped.get(id)
  if (template === undefined) throw new Error(`no template ${id} is shipped`)
  return template
}

export function exampleFile(id: ShippedId): string {
  return join(FIXTURES, EXAMPLES[id])
}
