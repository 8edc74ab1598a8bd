import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PlateText } from '#shared/domain/plate.ts'
import { newLineFacts } from './line-facts.ts'
import { readPlate } from './read-plate.ts'

function read(text: string) {
  const bytes = Buffer.from(text)
  const facts = newLineFacts()
  const what = readPlate({ bytes, start: 0, latin1: bytes.toString('latin1') }, 0, bytes.length, facts)
  return what === '' ? facts.plate : `${what}: ${facts.reason}`
}

describe('readPlate', () => {
  test.each([
    ['AB12345', 'AB12345'],
    ['ab 12-345', 'AB12345'],
    ['AB·123', 'AB123'],
    ['AB–123', 'AB123'],
    ['0H1', '0H1'],
    ['TEMPO1', 'TEMPO1'],
    ['NONE1', 'NONE1'],
    ['11', '11'],
    ['O', 'O'],
  ])('%s is %s: never mended', (text, plate) => expect(read(text)).toBe(plate))

  test.each([
    ['', 'empty'],
    ['--', 'empty'],
    ['0', '0'],
    ['00', '00'],
    ['000', '000'],
    ['190', '190'],
    ['Unknown', 'UNKNOWN'],
    ['UNKNOWN PLATE', 'UNKNOWN'],
    ['NONE', 'NONE'],
    ['NO TAG', 'NOTAG'],
    ['TEMP', 'TEMP'],
    ['60 DAY', '60 DAY'],
    ['60-DAY', '60 DAY'],
    ['K-STATE', 'K-STATE'],
    ['NOT AVAILABLE', 'NOT AVAILABLE'],
    ['AAA', 'repeated character'],
    ['11111111111111', 'repeated character'],
  ])('"%s" is junk: %s', (text, reason) => expect(read(text)).toBe(`junk: ${reason}`))

  test.each([
    'AB?123',
    'AB*',
    'AB1/AB2',
    'AB&12',
    "=cmd|' /C calc'!A0",
    'AB\u200E123',
    '\u202EAB123',
    'ÄB123',
    'AB１23',
    'A;B',
    'AB\t1',
  ])('"%s" is refused, not stripped to another plate', (text) =>
    expect(read(text)).toBe('refused: it has characters that are neither letters nor digits'),
  )

  test('eleven characters are refused', () => expect(read('ABCDEFGHIJK')).toMatch(/^refused: .*more than 10/))

  test('whatever it says, it is a plate, junk or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const what = read(text)
        if (!/^(?:junk|refused): /.test(what)) expect(PlateText.parse(what)).toBe(what)
      }),
      { numRuns: 2000 },
    )
  })
})
