import { array, assert, asyncProperty, constantFrom, property, string, tuple, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { applyListChange, makeListChange } from '#shared/transfer/list-change.ts'

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

async function bothWays(from: string, to: string): Promise<Uint8Array> {
  const change = await makeListChange(bytesOf(from), bytesOf(to))
  expect(textOf(applyListChange(bytesOf(from), change))).toBe(to)
  return change
}

test('makes the new file of the old one, whatever the two hold', async () => {
  const line = constantFrom('', 'a', 'b', 'ab', 'a\r', '\u{1f600}', 'LIC ABC123 IL', 'LIC ABC124 IL')
  const file = tuple(array(line, { maxLength: 40 }), constantFrom('', '\n', 'ab', 'a')).map(
    ([lines, end]) => lines.join('\n') + end,
  )
  await assert(
    asyncProperty(file, file, async (from, to) => {
      await bothWays(from, to)
    }),
    { numRuns: 2000 },
  )
  await assert(
    asyncProperty(uint8Array({ maxLength: 200 }), uint8Array({ maxLength: 200 }), async (from, to) => {
      const change = await makeListChange(from, to)
      expect(Buffer.compare(applyListChange(from, change), to)).toBe(0)
    }),
    { numRuns: 1000 },
  )
})

test('an edit here and there costs little more than the lines that are new', async () => {
  const lines = Array.from(
    { length: 5000 },
    (_, i) => `plate ${i * 7919} of the list, with a few words behind it`,
  )
  const edited = lines
    .toSpliced(4000, 2)
    .toSpliced(100, 1, 'another line', 'and one more')
    .toSpliced(0, 0, 'head')
  const change = await bothWays(lines.join('\n'), edited.join('\n'))
  expect(change.length).toBeLessThan(100)
})

test('equal lines, moved blocks and a last line without its end come out as they were', async () => {
  await bothWays('x\nx\nx\nx', 'x\nx')
  await bothWays('x\nx', 'x\nx\nx\nx\nx')
  await bothWays('a\nb\nc\nd\n', 'c\nd\na\nb\n')
  await bothWays('abc\n', 'ab')
  await bothWays('ab', 'abc\nab\n')
  await bothWays('', 'a')
  await bothWays('a', '')
})

test('a change of another file, a damaged one and one that claims too much are refused', async () => {
  const old = bytesOf('one\ntwo\nthree\n')
  const change = await makeListChange(old, bytesOf('one\n2\nthree\nfour\n'))
  expect(() => applyListChange(bytesOf('one\n'), change)).toThrow(/another file/)
  for (let length = 0; length < change.length; length += 1) {
    expect(() => applyListChange(old, change.subarray(0, length)), String(length)).toThrow(/cannot be made/)
  }
  const huge = Uint8Array.from([...change.subarray(0, 5), old.length, 0xff, 0xff, 0xff, 0xff, 0xff, 0x03])
  expect(() => applyListChange(old, huge)).toThrow(/too large/)
})

test('no bytes make it do anything but answer or throw its own error', () => {
  const head = bytesOf('LKLC1')
  assert(
    property(uint8Array({ maxLength: 60 }), string({ maxLength: 50 }), (tail, text) => {
      const old = bytesOf(text)
      const change = Uint8Array.from([...head, old.length, ...tail])
      try {
        applyListChange(old, change)
      } catch (error) {
        if (!String(error).includes('The change of the list cannot be made')) throw error
      }
    }),
    { numRuns: 5000 },
  )
})

test(
  'a list of a million lines is changed with each line where it belongs',
  { timeout: 120_000 },
  async () => {
    const line = (i: number): string =>
      `LIC${String((i * 2_654_435_761) % 10_000_000).padStart(7, '0')} IL ${i} words\n`
    const old = bytesOf(Array.from({ length: 1_000_000 }, (_, i) => line(i)).join(''))
    const next = bytesOf(
      Array.from({ length: 1_000_000 }, (_, i) => line(i % 500 === 0 ? i + 2_000_000 : i)).join(''),
    )
    const change = await makeListChange(old, next)
    expect(change.length).toBeLessThan(100_000)
    expect(Buffer.compare(applyListChange(old, change), next)).toBe(0)
  },
)
