import { expect, test } from 'vitest'
import { pemOf } from './pem.ts'

const BODY = 'MCowBQYDK2VwAyEA'.repeat(5)
const FILE = `-----BEGIN PUBLIC KEY-----\n${BODY.slice(0, 64)}\n${BODY.slice(64)}\n-----END PUBLIC KEY-----\n`

test('a key that lost its line ends has them again', () => {
  expect(pemOf(FILE.replaceAll('\n', ' '))).toBe(FILE)
  expect(pemOf(FILE.replaceAll('\n', ''))).toBe(FILE)
  expect(pemOf(FILE)).toBe(FILE)
})

test('what is no key stays as it is, for the core to refuse', () => {
  expect(pemOf(' not a key ')).toBe('not a key')
})
