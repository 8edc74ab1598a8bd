import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { compileTemplate } from './compile-template.ts'
import { guessTemplate } from './guess-template.ts'
import { loadTemplates } from './load-templates.ts'
import { previewList } from './preview-list.ts'
import { readList } from './read-list.ts'

const ROOT = resolve(import.meta.dirname, '../../../..')
const shipped = loadTemplates([join(ROOT, 'assets/hot-list-templates')]).templates

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-list-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function template(id: string, changes: Partial<ImportTemplate> = {}): ImportTemplate {
  const found = shipped.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no template ${id}`)
  return { ...found, ...changes }
}

function file(content: string): string {
  const path = join(folder, 'list.txt')
  writeFileSync(path, content)
  return path
}

function read(content: string, by: ImportTemplate) {
  const plates: string[] = []
  const result = readList({
    file: file(content),
    template: by,
    today: 20261122,
    onEntry: (facts) => plates.push(facts.plate),
    onProgress() {},
  })
  return { ...result, plates }
}

const plates = (count: number) =>
  Array.from({ length: count }, (_, number) => `AB${1000 + number}`).join('\n')

describe('readList', () => {
  test('the demonstration list is read as it is', () => {
    const list = join(ROOT, 'assets/demo/hot-list.csv')
    const result = readList({
      file: list,
      template: template('generic-csv'),
      today: 20261122,
      onEntry() {},
      onProgress() {},
    })
    expect(result).toMatchObject({ lines: 21, taken: 20, refusedCount: 0, junk: {} })
    expect(result.categories).toEqual({
      'stolen-vehicle': 11,
      'stolen-plate': 4,
      'missing-person': 3,
      'wanted-person': 2,
    })
    expect(result).not.toHaveProperty('refusal')
  })

  test('the columns of this file go with its entries, since another file may have them elsewhere', () => {
    const result = read('category,description,plate,state\nStolen plate,red,K1,KS\n', template('generic-csv'))
    const { toEntry } = compileTemplate(result.usedTemplate)
    expect(toEntry('Stolen plate,red,K1,KS', 2, { name: 'county', source: 'county' })).toMatchObject({
      plate: 'K1',
      state: 'KS',
      category: 'stolen-plate',
      notes: 'red',
    })
  })

  test('a line of another number of columns is refused, since its plate may be another column', () => {
    const result = read(
      'description,plate\nred, dented,AB1\nblue,AB2\n"grey, dented",AB3\nwhite,AB4,,\n',
      template('generic-csv'),
    )
    expect(result.plates).toEqual(['AB2', 'AB3', 'AB4'])
    expect(result.refused).toEqual([{ line: 2, reason: 'the line has 3 columns, 2 are expected' }])
  })

  test('a quoted field over two lines is refused on both, and neither is taken for a record', () => {
    const result = read(
      'plate,state,category,description\nAB1,IL,Stolen,"red\nAB9,IL,Stolen,dented"\nAB2,IL,Stolen,x\nAB3,IL,Stolen,\n',
      template('generic-csv'),
    )
    expect(result.plates).toEqual(['AB2', 'AB3'])
    expect(result.refused.map(({ line }) => line)).toEqual([2, 3])
  })

  test('too many refused lines refuse the file, and the reason names the first', () => {
    const by = template('plates-only', { mostRefusedShare: 0.2 })
    expect(read('AB1\nAB2\nAB3\nAB?\nAB4\n', by).refusal).toBeUndefined()
    expect(read('AB1\nAB2\n\nAB?\nAB4\n', by).refusal).toBe(
      '1 of 4 lines were refused, first line 4: plate: it has characters that are neither letters nor digits. Check the template, or get the file again.',
    )
  })

  test('the first 500 refused lines are told, all are counted', () => {
    const result = read('?\n'.repeat(700), template('plates-only'))
    expect(result.refused).toHaveLength(500)
    expect(result).toMatchObject({ refusedCount: 700, lines: 700 })
  })

  test('a file without an entry is refused', () => {
    expect(read('', template('plates-only')).refusal).toBe('The file has no lines.')
    expect(read('\n \n\r\n\u001A', template('plates-only')).refusal).toMatch(
      /^No line of the file is an entry/,
    )
    expect(read('NONE\n000\n', template('plates-only')).refusal).toMatch(
      /^No line of the file is an entry \(2 /,
    )
    expect(read('plate,state\n', template('generic-csv')).refusal).toMatch(/^No line/)
  })

  test('a header that is not the template’s refuses the file and is told by its line', () => {
    expect(read('licence,colour\nAB1,red\n', template('generic-csv')).refusal).toMatch(
      /^Line 1 must name the columns .* none is the plate: expected one of plate, Plate Number/,
    )
    const record = 'V123456789LA057020020190509AB123456  CA2009MC2009YAMACYLMCBLK\n'
    expect(read(record.repeat(3), template('ncic-fixed')).refusal).toMatch(/^Line 1 is not the header/)
    expect(read('KANSAS\n', template('ks-state')).refusal).toMatch(
      /^The file has 1 lines, but its header alone/,
    )
  })

  test('the date of the header is when the list was written, else the file’s own', () => {
    const header = { lines: 1, date: { pattern: '^CREATED ([0-9]{8})', form: 'yyyymmdd' as const } }
    const by = template('plates-only', { header })
    expect(read('CREATED 20261120\nAB1\n', by).writtenAt).toBe(new Date(2026, 10, 20).getTime())
    expect(read('CREATED 20261345\nAB1\n', by).refusal).toMatch(
      /^The header gives no date of the form yyyymmdd/,
    )
    const path = file('AB1\n')
    const written = new Date(2026, 10, 1, 6)
    utimesSync(path, written, written)
    const options = { file: path, template: template('plates-only'), today: 0, onEntry() {}, onProgress() {} }
    expect(readList(options).writtenAt).toBe(written.getTime())
  })

  test('the footer is no record, and its count must be right', () => {
    const by = template('plates-only', { footer: { pattern: '^TOTAL *([0-9,]+)$' } })
    expect(read(`${plates(1200)}\nTOTAL 1,200\n`, by)).toMatchObject({ taken: 1200, lines: 1201 })
    expect(read('AB1\nNONE\nTOTAL 2\n\n', by).refusal).toBeUndefined()
    expect(read('AB1\nAB2\nTOTAL 3', by).refusal).toBe(
      'Line 3 says that the list has 3 records, but there are 2. Get the file again.',
    )
    expect(read('AB1\nAB2\n', by).refusal).toMatch(/no footer line, so it may be cut off/)
    expect(read('AB1\nTOTAL 1\nAB2\nTOTAL 1\n', by).refusal).toMatch(
      /^Line 2 is the list's last .* lines follow/,
    )
  })

  test('a number of records that the template does not expect refuses the file', () => {
    const by = template('plates-only', { expected: { least: 3, most: 5 } })
    expect(read(plates(2), by).refusal).toMatch(/^The list has 2 records; by its template it has 3 to 5/)
    expect(read(plates(4), by).refusal).toBeUndefined()
    expect(read(plates(6), by).refusal).toMatch(/^The list has 6 records/)
  })

  test('a template with a slow pattern is not used at all', () => {
    const by = template('plates-only', { header: { lines: 1, mustMatch: '^(a+)+$' } })
    expect(read(`${'a'.repeat(60)}!\nAB1`, by).refusal).toMatch(
      /cannot be used: header.mustMatch: it repeats a group/,
    )
  })

  test('progress is told, and ends with the whole file', () => {
    const path = file(`${plates(5000)}\n${'AB1\n'.repeat(500_000)}`)
    const told: [number, number][] = []
    readList({
      file: path,
      template: template('plates-only'),
      today: 0,
      onEntry() {},
      onProgress: (lines, share) => told.push([lines, share]),
    })
    expect(told.length).toBeGreaterThan(2)
    expect(told.at(-1)).toEqual([505_000, 1])
    expect(told.every(([lines], place) => lines >= (told[place - 1]?.[0] ?? 0))).toBe(true)
  })
})

describe('previewList', () => {
  test('shows what was understood and what was refused and why, without reading on', () => {
    const content = 'plate,state,category\nab 12,0H,Stolen vehicle\nNONE,IL,x\nAB?,IL,x\n'
    const preview = previewList(file(content + 'AB9,IL,x\n'.repeat(100)), template('generic-csv'), 4)
    expect(preview.refusal).toBeUndefined()
    expect(preview.lines).toEqual([
      { line: 1, raw: 'plate,state,category', kind: 'header', understood: {} },
      {
        line: 2,
        raw: 'ab 12,0H,Stolen vehicle',
        kind: 'entry',
        understood: { plate: 'AB12', state: 'OH', category: 'Stolen vehicle', meaning: 'stolen-vehicle' },
        reason: 'state 0H to OH',
      },
      {
        line: 3,
        raw: 'NONE,IL,x',
        kind: 'junk',
        understood: { plate: 'NONE', state: 'IL', category: 'x' },
        reason: 'NONE',
      },
      {
        line: 4,
        raw: 'AB?,IL,x',
        kind: 'refused',
        understood: {},
        reason: 'plate: it has characters that are neither letters nor digits',
      },
    ])
  })

  test('says that nothing would be taken, with the wrong template or a broken file', () => {
    const list = file('V123456789,LA0570200,20190509\n'.repeat(5))
    expect(previewList(list, template('plates-only')).refusal).toMatch(
      /^5 of the first 5 lines would be refused/,
    )
    expect(previewList(join(folder, 'none'), template('plates-only'))).toMatchObject({
      refusal: 'The file cannot be read (ENOENT). Check its path and permissions.',
      lines: [],
    })
  })
})

describe('guessTemplate', () => {
  test('the best comes first; templates that the file does not fit have no entries', () => {
    const guesses = guessTemplate(
      file('C1653999,0H0671200,20200124,GGX6728,0H,2021,2009,D0DG,CHA,4D,GRY\n'),
      shipped,
    )
    expect(guesses[0]).toEqual({ id: 'ncic-csv-11', entries: 1, refused: 0 })
    expect(guesses.slice(1).every(({ entries }) => entries === 0)).toBe(true)
    expect(guesses).toHaveLength(shipped.length)
  })
})
