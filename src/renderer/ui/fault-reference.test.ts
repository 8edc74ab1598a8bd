import { expect, test } from 'vitest'
import { faultReference } from './fault-reference.ts'

test('the same fault has the same reference and another fault another', () => {
  const fault = new Error('rows is not iterable')
  expect(faultReference(fault)).toBe(faultReference(fault))
  expect(faultReference(fault)).toMatch(/^C-[0-9A-Z]{4}-[0-9A-Z]{3}$/)
  expect(faultReference(new Error('rows is not a number'))).not.toBe(faultReference(fault))
})

test('a thrown text has a reference too', () => {
  expect(faultReference('no')).toMatch(/^C-/)
})

test('the reference does not depend on the port the console was served from', () => {
  const at = (port: number): Error => {
    const fault = new Error('no')
    fault.stack = `Error: no\n    at Mn (http://127.0.0.1:${port}/assets/index.js:10:2938)`
    return fault
  }
  expect(faultReference(at(1001))).toBe(faultReference(at(1002)))
})
