import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HotListEntry } from '#shared/domain/hot-list.ts'
import { CATEGORIES } from '#shared/domain/category.ts'
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { compileTemplate, type CompiledTemplate } from './compile-template.ts'
import { entryKey, newLineFacts } from './line-facts.ts'
import { loadTemplates } from './load-templates.ts'

const shipped = loadTemplates([
  resolve(import.meta.dirname, '../../../../assets/hot-list-templates'),
]).templates

function template(id: string): ImportTemplate {
  const found = shipped.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no template ${id}`)
  return found
}

const compiled = new Map(shipped.map((one) => [one.id, compileTemplate(one)]))

function compiledTemplate(id: string): CompiledTemplate {
  return compiled.get(id) ?? compileTemplate(template(id))
}

function read(id: string, line: string, today = 0) {
  const facts = newLineFacts()
  const bytes = Buffer.from(line)
  const kind = compiledTemplate(id).readLine(bytes, 0, bytes.length, facts, today)
  return { kind, ...facts }
}

const list = { name: 'Example', source: 'NCIC' }
const NCIC = 'V123456789LA057020020190509AB123456  CA2009MC2009YAMACYLMCBLK'

describe('compileTemplate', () => {
  test('a line of the NCIC extract, field by field', () => {
    const entry = compileTemplate(template('ncic-fixed')).toEntry(NCIC, 2, list)
    expect(entry).toEqual({
      key: 'AB123456|CA|MC|NCIC|V123456789',
      list: 'Example',
      kind: 'list',
      source: 'NCIC',
      line: 2,
      raw: NCIC,
      plate: 'AB123456',
      state: 'CA',
      plateType: 'MC',
      plateYear: '2009',
      category: 'stolen-vehicle',
      categoryWords: 'V',
      recordNumber: 'V123456789',
      ori: 'LA0570200',
      listedOn: '2019-05-09',
      vehicle: { year: '2009', make: 'YAMA', model: 'CYL', style: 'MC', colour: 'BLK' },
      cautions: [],
      notes: '',
      trust: 'normal',
      mended: [],
    })
  })

  test('a line cut off within its plate or state is refused, one cut off after them is read', () => {
    for (const length of [10, 30, 35, 38]) {
      expect(read('ncic-fixed', NCIC.slice(0, length)), `${length}`).toMatchObject({ kind: 'refused' })
    }
    expect(read('ncic-fixed', NCIC.slice(0, 39))).toMatchObject({
      kind: 'entry',
      plate: 'AB123456',
      state: 'CA',
    })
  })

  test('a line that is shifted by one character is refused', () => {
    expect(read('ncic-fixed', ` ${NCIC}`)).toMatchObject({ kind: 'refused', field: 'state' })
    expect(read('ncic-fixed', NCIC.slice(1))).toMatchObject({ kind: 'refused', field: 'listedOn' })
  })

  test('columns are characters: an accent before the plate does not shift it', () => {
    const line = `V123456789LÄ057020020190509AB123456  CA2009MC2009YAMACYLMCBLK`
    expect(read('ncic-fixed', line)).toMatchObject({
      kind: 'entry',
      plate: 'AB123456',
      state: 'CA',
      plateType: 'MC',
    })
  })

  test('letters are per source: X is a sex offender in NCIC and not known where the map does not say', () => {
    expect(read('ncic-fixed', `X${NCIC.slice(1)}`).category).toBe('sex-offender')
    const newYork: ImportTemplate = {
      ...template('plates-only'),
      categoryCodes: { X: 'suspended-registration' },
      layouts: [
        {
          name: 'New York',
          layout: {
            form: 'fixed',
            columns: [
              { field: 'plate', from: 0, to: 10 },
              { field: 'state', from: 10, to: 12 },
              { field: 'category', from: 15, to: 16 },
            ],
          },
        },
      ],
    }
    const { toEntry } = compileTemplate(newYork)
    expect(toEntry('ABC1234   NYPASXBUICWH', 1, list).category).toBe('suspended-registration')
    expect(toEntry('ABC1234   NYPASVBUICWH', 1, list)).toMatchObject({
      category: 'unsorted',
      categoryWords: 'V',
    })
  })

  test('the zero is undone in the state and nowhere else', () => {
    expect(
      read('ncic-csv-11', 'C165399977,0H0671200,20200124,0GX6728,0H,2021,2009,D0DG,CHA,4D,GRY'),
    ).toMatchObject({
      plate: '0GX6728',
      state: 'OH',
      mended: 'state 0H to OH',
    })
    const raw = 'C165399977,0H0671200,20200124,0GX6728,0H,2021,2009,D0DG,CHA,4D,GRY'
    expect(compileTemplate(template('ncic-csv-11')).toEntry(raw, 1, list)).toMatchObject({
      mended: ['state 0H to OH'],
      vehicle: { make: 'D0DG' },
      ori: '0H0671200',
    })
  })

  test('an entry is good through the day on which it expires', () => {
    const csv = { ...template('generic-csv') }
    const columns = [
      { field: 'plate' as const, from: 0 },
      { field: 'expiresOn' as const, from: 1, date: 'written' as const },
    ]
    const { readLine } = compileTemplate({
      ...csv,
      header: { lines: 0 },
      layouts: [{ name: 'two', layout: { form: 'delimited', delimiter: ',', columns, hasQuotes: true } }],
    })
    const bytes = Buffer.from('AB123,11/22/2026')
    const on = (today: number) => readLine(bytes, 0, bytes.length, newLineFacts(), today)
    expect([on(20261121), on(20261122), on(20261123)]).toEqual(['entry', 'entry', 'expired'])
  })

  test('what turns the direction of writing is not shown', () => {
    const { toEntry } = compileTemplate(template('generic-csv'))
    const entry = toEntry('AB123,IL,Stolen vehicle,red\u202Eklim\u200B  car\u0007', 1, list)
    expect(entry.notes).toBe('red klim car')
  })

  test('a refused line cannot be shown as an entry, and the error does not hold its plate', () => {
    const show = () => compileTemplate(template('ncic-fixed')).toEntry('V1 AB?9999', 7, list)
    expect(show).toThrow('Line 7 of Example is no entry by template ncic-fixed')
    expect(show).not.toThrow('AB?9999')
  })

  test('what is listed and what is shown agree, for whatever line', () => {
    const examples = [
      ['ncic-fixed', NCIC],
      ['ncic-csv-11', 'C165399977,0H0671200,20200124,GGX6728,0H,2021,2009,D0DG,CHA,4D,GRY'],
      ['il-leads', '660JEM  WIPCSTOLEN VYR/05 VMA/DODG VMO/MAG VST/4D VCO/RED     DOT/010315 LDS/V16A0661'],
      ['il-sos', '15386VDE ILFMREVOKED DOT/032910 EXP/0721'],
      ['ks-state', 'ABC123 KS#3 STOLEN PLATE! PC 2016CHEVMALSWSILTX0790300 20200122'],
      ['ks-topeka', 'V,NY03030P0,20210609,85TF66,NY,2021,MC,2005,YAMA,CYL,MC,BLK'],
      ['generic-csv', 'AB12345,IL,Stolen vehicle,"2014 Camry, silver"'],
      ['plates-only', 'AB12345'],
    ] as const
    const change = fc.tuple(fc.nat(120), fc.string({ unit: 'binary', maxLength: 2 }), fc.nat(2))
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.array(change, { maxLength: 3 }), ([id, line], changes) => {
        let raw: string = line
        for (const [at, text, taken] of changes) raw = raw.slice(0, at) + text + raw.slice(at + taken)
        raw = raw.toWellFormed()
        const facts = read(id, raw)
        if (facts.kind !== 'entry' && facts.kind !== 'calibration') return
        const entry = HotListEntry.parse(compiledTemplate(id).toEntry(raw, 1, list))
        expect(entry).toMatchObject({ plate: facts.plate, category: facts.category, raw })
        expect(entry.state ?? entry.otherIssuer ?? '').toBe(facts.state)
        expect(entry.plateType ?? '').toBe(facts.plateType)
        expect(entry.recordNumber ?? '').toBe(facts.recordNumber)
        expect(entry.key).toBe(entryKey(facts, 'NCIC'))
      }),
      { numRuns: 1500 },
    )
  })

  test('every category of the shipped maps is one that the product knows', () => {
    for (const { categoryCodes } of shipped) {
      for (const category of Object.values(categoryCodes)) expect(CATEGORIES).toContain(category)
    }
  })
})
