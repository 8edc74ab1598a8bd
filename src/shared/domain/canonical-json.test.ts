import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('members are sorted by UTF-16 code units, and nothing stands between them', () => {
  const value = { b: [1, 'two', null], a: { '\u20ac': 1, '\r': 2, '1': 3, '\u{1f600}': 4, '\ufb33': 5 } }
  expect(canonicalJson(value)).toBe(
    '{"a":{"\\r":2,"1":3,"\u20ac":1,"\u{1f600}":4,"\ufb33":5},"b":[1,"two",null]}',
  )
})

test('numbers are written as ECMAScript writes them', () => {
  const numbers = [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0, 1e21, 100]
  expect(canonicalJson(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0,1e+21,100]')
})

test('any JSON has one text, which reads back as the same value, however its members were ordered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      const read: unknown = JSON.parse(text)
      expect(canonicalJson(read)).toBe(text)
      expect(canonicalJson(reversed(value))).toBe(text)
    }),
  )
})

test('a member that is undefined is left out; what JSON has no form of is refused', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  for (const value of [Number.NaN, Infinity, 1n, undefined, () => 1]) {
    expect(() => canonicalJson({ list: [value] })).toThrow('JSON has no form')
  }
})

test('half of a surrogate pair is written as its escape, and reads back', () => {
  expect(canonicalJson('\ud800')).toBe(String.raw`"\ud800"`)
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  )
}
