import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { loadTemplates, saveTemplate } from './load-templates.ts'

const SHIPPED = resolve(import.meta.dirname, '../../../../assets/hot-list-templates')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-templates-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const own: ImportTemplate = {
  id: 'county',
  name: 'County list',
  source: 'Example County',
  about: '',
  encoding: 'utf-8',
  header: { lines: 0 },
  layouts: [{ name: 'record', layout: { form: 'fixed', columns: [{ field: 'plate', from: 0, to: 8 }] } }],
  stateCodes: {},
  categoryCodes: {},
  category: 'local-interest',
  mostRefusedShare: 0.1,
}
const layout = (columns: object) => ({ layouts: [{ name: 'x', layout: { form: 'fixed', columns } }] })

/** Why a file with this content is refused. */
function why(content: object | string): string {
  const inner = mkdtempSync(join(folder, 'one-'))
  writeFileSync(join(inner, 'county.json'), typeof content === 'string' ? content : JSON.stringify(content))
  const { templates, refused } = loadTemplates([inner])
  expect(templates).toEqual([])
  expect(refused.map(({ file }) => basename(file))).toEqual(['county.json'])
  return refused[0]?.why ?? ''
}

describe('loadTemplates', () => {
  test('every shipped template is sound', () => {
    const { templates, refused } = loadTemplates([SHIPPED])
    expect(refused).toEqual([])
    expect(templates.map(({ id }) => id)).toEqual([
      'generic-csv',
      'il-leads',
      'il-sos',
      'ks-state',
      'ks-topeka',
      'ncic-csv-11',
      'ncic-csv-12',
      'ncic-fixed',
      'plates-only',
    ])
  })

  test('a saved template comes back as it was, beside the shipped ones, and nothing else is left', () => {
    const mine = join(folder, 'mine')
    saveTemplate(mine, own)
    saveTemplate(mine, { ...own, name: 'County list, second try' })
    expect(readdirSync(mine)).toEqual(['county.json'])
    const { templates, refused } = loadTemplates([SHIPPED, mine])
    expect(refused).toEqual([])
    expect(templates.at(-1)).toEqual({ ...own, name: 'County list, second try' })
    expect(templates).toHaveLength(10)
  })

  test('a shipped template is not replaced by an own one of the same id', () => {
    const mine = join(folder, 'same')
    saveTemplate(mine, { ...own, id: 'ncic-fixed' })
    const { templates, refused } = loadTemplates([SHIPPED, mine])
    expect(templates.find(({ id }) => id === 'ncic-fixed')?.source).toBe('NCIC')
    expect(refused).toMatchObject([
      { why: expect.stringContaining('id: there is a template "ncic-fixed" already') },
    ])
  })

  test('a folder that is not there has none', () => {
    expect(loadTemplates([join(folder, 'none')])).toEqual({ templates: [], refused: [] })
  })

  test.each([
    ['{', 'is not JSON'],
    [{ ...own, colour: 'red' }, 'colour'],
    [{ ...own, encoding: 'ebcdic' }, 'encoding: '],
    [{ ...own, layouts: [] }, 'layouts: '],
    [{ ...own, ...layout([{ field: 'licence', from: 0, to: 8 }]) }, 'layouts[0].layout.columns[0].field: '],
    [{ ...own, ...layout([{ field: 'state', from: 0, to: 8 }]) }, 'no column is the plate'],
    [{ ...own, ...layout([{ field: 'plate', from: 8, to: 8 }]) }, 'columns.0.to: must be above from'],
    [{ ...own, ...layout([{ field: 'plate', from: 0 }]) }, 'columns.0.to: is missing'],
    [{ ...own, calibration: '(' }, 'calibration: is not a regular expression'],
    [{ ...own, calibration: '^(a+)+$' }, 'calibration: it repeats a group that itself repeats'],
    [{ ...own, header: { lines: 0, mustMatch: '^X' } }, 'header.lines: there is no header line'],
    [{ ...own, expected: { least: 5, most: 2 } }, 'expected: least is above most'],
    [
      {
        ...own,
        layouts: [{ name: 'x', layout: { form: 'pattern', pattern: '^(?<plate>[A-Z]+) (?<licence>.*)$' } }],
      },
      'licence is not the name of a field',
    ],
    [
      {
        ...own,
        ...layout([
          { field: 'plate', from: 0, to: 8 },
          { field: 'plate', from: 9, to: 12 },
        ]),
      },
      'plate stands more than once',
    ],
  ])('%j is refused: %s', (content, reason) => expect(why(content)).toContain(reason))

  test('what would not be loaded is not saved', () => {
    const mine = join(folder, 'unsound')
    expect(() => saveTemplate(mine, { ...own, calibration: '^(a+)+$' })).toThrow('calibration: it repeats')
    expect(() => saveTemplate(mine, { ...own, id: '../county' })).toThrow()
    expect(loadTemplates([mine])).toEqual({ templates: [], refused: [] })
  })
})
