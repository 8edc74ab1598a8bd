import { describe, expect, test } from 'vitest'
import { faultsOf, Rows, strayTitles } from './policy-table.ts'

const row = (clause: string, changes: object = {}) => ({
  clause,
  requirement: 'training first',
  does: 'shuts data without it',
  tests: ['a.test.ts > Rantoul 438.3(a): no data'],
  ...changes,
})
const tables = (...rows: object[]) =>
  new Map([['rantoul', Rows.parse({ agency: 'Rantoul', title: 'Policy 438', rows })]])
const TEXT = `test('Rantoul 438.3(a): no data', () => {})\ntest("it's the officer's", () => {})\ntest.skip('left out', () => {})`
const read = (file: string) => (file === 'a.test.ts' ? TEXT : undefined)
const faults = (rows: object[], expected = ['rantoul 438.3(a)']) => faultsOf(tables(...rows), expected, read)

describe('rows', () => {
  test('whole ones have no fault', () => {
    expect(faults([row('438.3(a)')])).toEqual([])
    expect(faults([row('438.3(a)', { tests: ["a.test.ts > it's the officer's"] })])).toEqual([])
    expect(faults([row('438.3(a)', { tests: undefined, documented: 'states an aim' })])).toEqual([])
    expect(faults([row('438.3(a)', { tests: undefined, later: 'sharing' })])).toEqual([])
  })

  test('a clause without a row, a row without a clause, two rows and another order are said', () => {
    expect(faults([row('438.3(a)')], ['rantoul 438.3(a)', 'rantoul 438.1'])).toEqual([
      'rantoul 438.1: there is no row',
    ])
    expect(faults([row('438.3(a)'), row('438.9')])).toEqual(['rantoul 438.9: there is no such clause'])
    expect(faults([row('438.3(a)'), row('438.3(a)')])).toEqual(['rantoul 438.3(a): there are two rows'])
    expect(faults([row('438.3(a)'), row('438.1')], ['rantoul 438.1', 'rantoul 438.3(a)'])).toEqual([
      'the rows are not in the order of the clauses',
    ])
  })

  test('a row without its test, a file or a title that is not there are said', () => {
    const of = (changes: object) => faults([row('438.3(a)', changes)])
    expect(of({ tests: undefined })).toEqual(['rantoul 438.3(a): neither a test nor why there is none'])
    expect(of({ tests: [] })).toHaveLength(1)
    expect(of({ tests: ['b.test.ts > no data'] })).toEqual(['rantoul 438.3(a): there is no file b.test.ts'])
    // A part of a title is not the title.
    expect(of({ tests: ['a.test.ts > Rantoul 438.3(a)'] })).toEqual([
      'rantoul 438.3(a): no test "Rantoul 438.3(a)" in a.test.ts',
    ])
    expect(of({ tests: ['a.test.ts > left out'] })).toEqual([
      'rantoul 438.3(a): no test "left out" in a.test.ts',
    ])
    expect(of({ tests: ['a.test.ts'] })).toEqual(['rantoul 438.3(a): "a.test.ts" names no test'])
  })

  test('an unknown field is refused', () => {
    expect(
      Rows.safeParse({ agency: 'Rantoul', title: 'Policy', rows: [row('1.2', { test: 'x' })] }).success,
    ).toBe(false)
  })
})

test('clause tests that no row names are told', () => {
  const known = tables(row('438.3(a)'))
  expect(strayTitles(known, [TEXT])).toEqual([])
  expect(strayTitles(known, [TEXT, "test('Rantoul 438.1: purposes', f)"])).toEqual([
    'Rantoul 438.1: purposes',
  ])
})
