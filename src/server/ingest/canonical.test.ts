import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { isCanonical } from './canonical.ts'

const judge = (text: string) => isCanonical(text, JSON.parse(text))

test('every canonical text is taken for one', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(judge(canonicalJson(value))).toBe(true)
    }),
  )
})

test('a text is judged as the canonical writer itself would', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent)
      expect(judge(text)).toBe(canonicalJson(JSON.parse(text)) === text)
    }),
    { numRuns: 500 },
  )
})

test.each([
  '{"b":1,"a":2}',
  '{"a":1,"a":1}',
  '[{"x":{"d":1,"c":2}}]',
  '[1.0]',
  '[1e3]',
  '[-0]',
  '[0.1000000000000000055]',
  '{ "a":1}',
  '["\\u0041"]',
  '{"9":1,"10":2}',
])('%s is not canonical', (text) => {
  expect(judge(text)).toBe(false)
})

test('members whose names are whole numbers are in the order of their characters', () => {
  expect(judge('{"10":2,"9":1}')).toBe(true)
})
