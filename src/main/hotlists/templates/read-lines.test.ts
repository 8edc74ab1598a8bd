import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLines } from './read-lines.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-lines-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function lines(content: string | Uint8Array, encoding: 'utf-8' | 'windows-1252' | 'utf-16' = 'utf-8') {
  const file = join(folder, 'list.txt')
  writeFileSync(file, content)
  const found: string[] = []
  const read = readLines(file, encoding, (bytes, start, end, line, fault) => {
    found[line - 1] = fault === '' ? bytes.toString('utf8', start, end) : `! ${fault}`
    return true
  })
  expect(found).toHaveLength(read.refusal === '' ? read.lines : found.length)
  return { found, refusal: read.refusal }
}

describe('readLines', () => {
  test.each([
    ['LF', 'one\ntwo\n\nfour\n', ['one', 'two', '', 'four']],
    ['CR LF', 'one\r\ntwo\r\n\r\nfour\r\n', ['one', 'two', '', 'four']],
    ['CR', 'one\rtwo\r\rfour', ['one', 'two', '', 'four']],
    ['no end at the last line', 'one\ntwo', ['one', 'two']],
    ['byte order mark', '\uFEFFone\ntwo', ['one', 'two']],
  ])('%s', (_, content, expected) => expect(lines(content)).toEqual({ found: expected, refusal: '' }))

  test('Windows-1252 and UTF-16 arrive as UTF-8', () => {
    const text = 'Niño\nMüller'
    expect(lines(Buffer.from(text, 'latin1'), 'windows-1252').found).toEqual(['Niño', 'Müller'])
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le')
    expect(lines(little, 'utf-16').found).toEqual(['Niño', 'Müller'])
    expect(lines(little.swap16(), 'utf-16').found).toEqual(['Niño', 'Müller'])
  })

  test('a byte order mark is believed before the template', () => {
    expect(lines(Buffer.from('\uFEFFNiño', 'utf16le')).found).toEqual(['Niño'])
    expect(lines('\uFEFFNiño', 'windows-1252').found).toEqual(['Niño'])
  })

  test('a line that is not UTF-8 is refused by its number, the others are read', () => {
    const content = Buffer.concat([Buffer.from('one\nNi'), Buffer.from([0xf1]), Buffer.from('o\nMüller\n')])
    expect(lines(content).found).toEqual([
      'one',
      "! the line is not text in the template's encoding",
      'Müller',
    ])
  })

  test('a surrogate that stands alone refuses its line of UTF-16', () => {
    const content = Buffer.from('\uFEFFone\nt\uD800wo\nthree', 'utf16le')
    expect(lines(content, 'utf-16').found).toEqual([
      'one',
      "! the line is not text in the template's encoding",
      'three',
    ])
  })

  test('a line of 4096 bytes is read, a longer one is refused by its number, however long', () => {
    const most = 'A'.repeat(4096)
    const tooLong = '! the line is longer than 4096 bytes'
    expect(lines(`one\n${most}\nthree`).found).toEqual(['one', most, 'three'])
    expect(lines(`one\n${most}B\r\nthree`).found).toEqual(['one', tooLong, 'three'])
    expect(lines(`${'A'.repeat(5_000_000)}\nB\n${'C'.repeat(3_000_000)}`).found).toEqual([
      tooLong,
      'B',
      tooLong,
    ])
  })

  test.each([
    ['', 'The file has no lines.'],
    ['one\u0000\ntwo', 'NUL'],
    ['\u0001\u0002\u0003abc', 'not text'],
    ['PK\u0003\u0004rest', 'ZIP archive or an Excel workbook'],
    ['%PDF-1.7', 'PDF'],
  ])('%j is refused as a whole', (content, why) => expect(lines(content).refusal).toContain(why))

  test('UTF-16 without its mark is refused in either way', () => {
    const content = Buffer.from('AB12345\nCD67890\n', 'utf16le')
    expect(lines(content, 'utf-8').refusal).toContain('UTF-16 without a byte order mark')
    expect(lines('AB12345\n', 'utf-16').refusal).toContain('no byte order mark')
  })

  test('what is no file is refused without waiting for it', () => {
    const visit = () => true
    expect(readLines(folder, 'utf-8', visit).refusal).toContain('not a file')
    expect(readLines(join(folder, 'none'), 'utf-8', visit).refusal).toContain('cannot be read (ENOENT)')
    if (process.platform === 'win32') return
    expect(readLines('/dev/zero', 'utf-8', visit).refusal).toContain('not a file')
  })

  test('a file that is being written to is refused', () => {
    const file = join(folder, 'growing.txt')
    writeFileSync(file, 'one\ntwo\n')
    const read = readLines(file, 'utf-8', () => {
      writeFileSync(file, 'three\n', { flag: 'a' })
      return true
    })
    expect(read.refusal).toContain('changed while it was read')
  })

  test('lines come out as they went in, wherever the pieces of a mebibyte are cut', () => {
    const ends = fc.constantFrom('\n', '\r\n')
    const text = fc.array(fc.string({ unit: fc.constantFrom('A', 'é', '€', '0', ' '), maxLength: 30 }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(text, ends, fc.nat(60), (some, end, before) => {
        const padding = ['x'.repeat(before), ...Array.from({ length: 260 }, () => 'y'.repeat(4020)), ...some]
        const content = padding.join(end) + end
        expect(lines(content)).toEqual({ found: padding, refusal: '' })
      }),
      { numRuns: 40 },
    )
  })
})
