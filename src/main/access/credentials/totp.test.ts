import { assert, integer, property } from 'fast-check'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { checkTotp, newTotp } from './totp.ts'

/** RFC 6238 appendix B, SHA-1: the secret is the 20 characters below; its codes have eight digits, ours the last six. */
const RFC_SECRET = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32
const RFC_CODES: readonly (readonly [number, string])[] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
]

test.each(RFC_CODES)('at second %d the code of RFC 6238 is taken', (second, code) => {
  expect(checkTotp(RFC_SECRET, code.slice(-6), second * 1000, undefined)).toBe(Math.floor(second / 30))
})

const AT = Date.UTC(2026, 10, 22, 12)
const STEP = AT / 30_000
const codeAt = (secret: string, step: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: step * 30_000 })

test('a new secret has 160 bits and an address that an authenticator reads', () => {
  const { secret, address } = newTotp('4711', 'Oak Brook Police')
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const url = new URL(address)
  expect(url.protocol).toBe('otpauth:')
  expect(address).toMatch(/^otpauth:\/\/totp\/Oak%20Brook%20Police:4711\?/)
  expect(Object.fromEntries(url.searchParams)).toEqual({
    issuer: 'Oak Brook Police',
    secret,
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  })
  expect(newTotp('4711', 'Oak Brook Police').secret).not.toBe(secret)
})

test('the step before and the step after are taken, what is further away is not', () => {
  const { secret } = newTotp('4711', 'Lookout')
  for (const step of [STEP - 1, STEP, STEP + 1]) {
    expect(checkTotp(secret, codeAt(secret, step), AT, undefined)).toBe(step)
    expect(checkTotp(secret, codeAt(secret, step), AT + 29_999, undefined)).toBe(step)
  }
  for (const step of [STEP - 2, STEP + 2]) {
    expect(checkTotp(secret, codeAt(secret, step), AT, undefined)).toBeUndefined()
  }
})

test('a code works once, and no older one works after it', () => {
  const { secret } = newTotp('4711', 'Lookout')
  const used = checkTotp(secret, codeAt(secret, STEP), AT, undefined)
  expect(used).toBe(STEP)
  expect(checkTotp(secret, codeAt(secret, STEP), AT, used)).toBeUndefined()
  expect(checkTotp(secret, codeAt(secret, STEP - 1), AT, used)).toBeUndefined()
  expect(checkTotp(secret, codeAt(secret, STEP + 1), AT, used)).toBe(STEP + 1)
})

test('a code is taken as authenticators show it, with a space', () => {
  const { secret } = newTotp('4711', 'Lookout')
  const code = codeAt(secret, STEP)
  expect(checkTotp(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, AT, undefined)).toBe(STEP)
})

test.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '-12345', '1e5000'])('%s is no code', (code) => {
  expect(checkTotp(RFC_SECRET, code, AT, undefined)).toBeUndefined()
})

test('of all codes only those of the window are taken', () => {
  const secret = RFC_SECRET
  const right = new Set([STEP - 1, STEP, STEP + 1].map((step) => codeAt(secret, step)))
  assert(
    property(integer({ min: 0, max: 999_999 }), (number) => {
      const code = String(number).padStart(6, '0')
      expect(checkTotp(secret, code, AT, undefined) !== undefined).toBe(right.has(code))
    }),
    { numRuns: 2000 },
  )
})
