import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHotList } from './read-hot-list.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-list-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function list(text: string | Uint8Array, name = 'county.csv'): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('readHotList', () => {
  test('takes plates as people write them and keeps the line of each', () => {
    const file = list(
      '\uFEFFplate,state,category,description\r\nab 12-345,il,Stolen vehicle,"2014 Camry, silver"\r\n\r\n7xyz,,Missing person,\r\n',
    )
    expect(readHotList(file)).toMatchObject({
      name: 'county',
      refused: [],
      entries: [
        { plate: 'AB12345', state: 'IL', line: 2, description: '2014 Camry, silver' },
        { plate: '7XYZ', line: 4, category: 'Missing person' },
      ],
    })
    expect(readHotList(file).entries[1]).not.toHaveProperty('state')
  })

  test('columns may stand in any order', () => {
    const file = list('category,plate,description,state\nStolen plate,K1,red,KS\n')
    expect(readHotList(file).entries).toMatchObject([{ plate: 'K1', state: 'KS', category: 'Stolen plate' }])
  })

  test('a line that cannot be taken is reported by its number without its plate, the rest is taken', () => {
    const file = list(
      'plate,state,category,description\n***,IL,Stolen,\nAB1,ZZ,Stolen,\nAB2,IL,,\nAB3,IL,Stolen,\n',
    )
    const { entries, refused } = readHotList(file)
    expect(entries.map((entry) => entry.plate)).toEqual(['AB3'])
    expect(refused).toEqual([
      { line: 2, reason: 'plate is not 1 to 10 letters and digits' },
      { line: 3, reason: 'state is not a two-letter code' },
      { line: 4, reason: 'category is empty' },
    ])
  })

  test('a missing file, a missing column and broken quotes are errors that name the file', () => {
    expect(() => readHotList(join(folder, 'none.csv'))).toThrow(/none\.csv cannot be read \(ENOENT\)/)
    expect(() => readHotList(list('plate,state\nA,IL\n'))).toThrow(
      /county\.csv, line 1: column category, description is missing/,
    )
    expect(() => readHotList(list('plate,state,category,description\n"AB1,IL'))).toThrow(
      /county\.csv.*not a CSV file/,
    )
  })

  test('whatever the bytes, it is a list or an error that names the file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const file = list(Buffer.concat([Buffer.from('plate,state,category,description\n'), bytes]))
        try {
          expect(readHotList(file).name).toBe('county')
        } catch (error) {
          expect(String(error)).toContain('county.csv')
        }
      }),
      { numRuns: 300 },
    )
  })
})
