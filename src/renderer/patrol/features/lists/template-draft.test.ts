import { expect, test } from 'vitest'
import { ImportTemplate } from '#shared/domain/import-template.ts'
import { draftOfTemplate, idOf, toTemplate } from './template-draft.ts'

const shipped = {
  ...ImportTemplate.parse({
    id: 'ncic-fixed',
    name: 'NCIC, fixed width',
    source: 'NCIC',
    about: 'For tests.',
    encoding: 'utf-8',
    header: { lines: 1, mustMatch: '^NCIC' },
    layouts: [
      {
        name: 'record',
        layout: {
          form: 'fixed',
          columns: [
            { field: 'plate', from: 27, to: 37 },
            { field: 'listedOn', from: 19, to: 27, date: 'yyyymmdd', only: 'digits' },
          ],
        },
      },
      { name: 'rest', layout: { form: 'pattern', pattern: '^(?<plate>.+)$' } },
    ],
    stateCodes: {},
    categoryCodes: { V: 'stolen-vehicle' },
    category: 'unsorted',
    calibration: 'CALIBRATION',
    mostRefusedShare: 0.1,
  }),
  isShipped: true,
}

test('a copy of a shipped template is the same template under a name of its own', () => {
  const draft = draftOfTemplate(shipped)
  const { isShipped: _shipped, ...template } = shipped
  expect(toTemplate(draft)).toEqual({
    template: { ...template, id: 'own-ncic-fixed-width', name: 'Own NCIC, fixed width' },
  })
})

test('positions are counted from 1, as a person counts them', () => {
  expect(draftOfTemplate(shipped).columns[0]).toMatchObject({ field: 'plate', from: '28', to: '37' })
})

test("one's own template keeps its short name when it is changed", () => {
  const draft = draftOfTemplate({ ...shipped, isShipped: false })
  expect(toTemplate({ ...draft, name: 'Another' })).toMatchObject({
    template: { id: 'ncic-fixed', name: 'Another' },
  })
})

test('fixed columns become delimited ones by their number', () => {
  const draft = draftOfTemplate(shipped)
  const columns = [{ key: 0, field: 'plate' as const, from: '4', to: '', date: '' as const, kept: {} }]
  const made = toTemplate({ ...draft, form: 'delimited', delimiter: 'Tab', columns })
  expect('template' in made && made.template.layouts[0]?.layout).toEqual({
    form: 'delimited',
    delimiter: '\t',
    columns: [{ field: 'plate', from: 3 }],
    hasQuotes: true,
  })
})

test('what is missing is said in words', () => {
  const draft = draftOfTemplate(shipped)
  const [first] = draft.columns
  const broken = {
    ...draft,
    name: '',
    headerLines: 'two',
    calibration: '(',
    columns: first === undefined ? [] : [{ ...first, from: 'x' }],
  }
  expect(toTemplate(broken)).toEqual({
    missing: [
      'a name with letters or digits in it',
      'a name',
      'the number of header lines, 0 to 20',
      'column 1: a number from 1 where it begins',
      'a calibration pattern that is a regular expression',
    ],
  })
  expect(toTemplate({ ...draft, columns: [] })).toEqual({ missing: ['at least one column'] })
})

test('a short name has only letters, digits and dashes', () => {
  expect(idOf(' Own: NCIC, 12 columns! ')).toBe('own-ncic-12-columns')
})
