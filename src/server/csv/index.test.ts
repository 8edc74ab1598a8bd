import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvLine } from './index.ts'

test('cells come back as they were written, whatever stands in them', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 6 }), (cells) => {
      const [row]: string[][] = parse(csvLine(cells))
      expect(
        row?.map((cell, at) => (cell.startsWith("'") && cell !== cells[at] ? cell.slice(1) : cell)),
      ).toEqual(cells)
    }),
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x","y")'])(
  'a spreadsheet does not take %j for a formula',
  (text) => {
    expect(csvLine([text])).toMatch(/^"?'/)
  },
)

test('numbers stay numbers, and what is not known is empty', () => {
  expect(csvLine([-87.95, undefined, true, 'a,b'])).toBe('-87.95,,yes,"a,b"\r\n')
})
