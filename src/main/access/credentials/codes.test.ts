import { createHmac } from 'node:crypto'
import { assert, constantFrom, integer, property, uint8Array, string } from 'fast-check'
import { expect, test } from 'vitest'
import { EnrolmentCode } from '#shared/domain/account.ts'
import { asTyped, fromCrockford, inGroups, toCrockford } from './crockford.ts'
import { isEnrolmentCode, newEnrolmentCode } from './enrolment-codes.ts'
import { findRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { isReleaseCode, newChallenge, releaseCodeFor } from './release-codes.ts'
import { readReleaseKey, writeReleaseKey } from './release-key.ts'

const GROUPS_OF_16 = /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/
/** As somebody types a code who has only heard it. */
const asHeard = (code: string): string =>
  code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
const KEY = Uint8Array.from({ length: 32 }, (_, at) => at * 7)

test('base 32 gives back the bytes that went in, and only them', () => {
  expect(toCrockford(Uint8Array.of(0, 255, 16))).toBe('03ZH0')
  assert(
    property(uint8Array({ maxLength: 40 }), (bytes) => {
      const text = toCrockford(bytes)
      expect(fromCrockford(text)).toEqual(bytes)
      expect(asTyped(asHeard(inGroups(text)))).toBe(text)
    }),
  )
  expect(fromCrockford('U')).toBeUndefined()
  expect(fromCrockford('03ZH1')).toBeUndefined()
})

test('ten recovery codes, each found at its place, typed as heard, and no other', () => {
  const { codes, hashes } = newRecoveryCodes()
  expect(codes).toHaveLength(10)
  expect(new Set(codes).size).toBe(10)
  for (const [place, code] of codes.entries()) {
    expect(code).toMatch(GROUPS_OF_16)
    expect(findRecoveryCode(hashes, code)).toBe(place)
    expect(findRecoveryCode(hashes, asHeard(code))).toBe(place)
  }
  expect(hashes.join(' ')).not.toContain(codes[0])
  expect(findRecoveryCode(hashes, newRecoveryCodes().codes[0] ?? '')).toBeUndefined()
  expect(findRecoveryCode(hashes, '')).toBeUndefined()
  expect(findRecoveryCode([], codes[0] ?? '')).toBeUndefined()
  // Whoever uses a code takes its hash away; then it is none any more.
  expect(findRecoveryCode(hashes.slice(1), codes[0] ?? '')).toBeUndefined()
})

test('an enrolment code has the form of the contract and fits its own hash only', () => {
  const { code, hash } = newEnrolmentCode()
  expect(EnrolmentCode.parse(code)).toBe(code)
  expect(isEnrolmentCode(hash, asHeard(code))).toBe(true)
  expect(isEnrolmentCode(hash, newEnrolmentCode().code)).toBe(false)
  expect(isEnrolmentCode('', code)).toBe(false)
})

test('the hash of one kind of code is none of another', () => {
  const { code } = newEnrolmentCode()
  expect(findRecoveryCode([newEnrolmentCode().hash], code)).toBeUndefined()
  const { codes, hashes } = newRecoveryCodes()
  expect(isEnrolmentCode(hashes[0] ?? '', codes[0] ?? '')).toBe(false)
})

test('a release code is the MAC over badge and challenge, of 80 bits', () => {
  const mac = createHmac('sha256', KEY).update('lookout release 1\n47-A\nABCDEFGH').digest()
  const code = releaseCodeFor(KEY, '47-a', 'ABCD-EFGH')
  expect(code).toBe(inGroups(toCrockford(mac.subarray(0, 10))))
  expect(code).toMatch(GROUPS_OF_16)
  expect(releaseCodeFor(writeReleaseKey(KEY), '47-A', 'abcd efgh')).toBe(code)
})

test('a release code said over the radio opens its lock, and no other lock', () => {
  const challenge = newChallenge()
  expect(challenge).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  const code = releaseCodeFor(KEY, '4711', asHeard(challenge))
  expect(isReleaseCode(KEY, '4711', challenge, asHeard(code))).toBe(true)
  expect(isReleaseCode(KEY, '4711', newChallenge(), code)).toBe(false)
  expect(isReleaseCode(KEY, '4712', challenge, code)).toBe(false)
  expect(
    isReleaseCode(
      Uint8Array.from(KEY, (byte) => byte ^ 1),
      '4711',
      challenge,
      code,
    ),
  ).toBe(false)
  expect(isReleaseCode(KEY, '4711', challenge, '')).toBe(false)
})

test('a release code with any character changed, or any other text, does not open', () => {
  const challenge = 'K7QX-2M9D'
  const code = releaseCodeFor(KEY, '4711', challenge)
  const typed = asTyped(code)
  assert(
    property(
      integer({ min: 0, max: 15 }),
      constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
      (at, other) => {
        const changed = typed.slice(0, at) + other + typed.slice(at + 1)
        expect(isReleaseCode(KEY, '4711', challenge, changed)).toBe(changed === typed)
      },
    ),
    { numRuns: 500 },
  )
  assert(
    property(string({ maxLength: 60 }), (text) => {
      expect(isReleaseCode(KEY, '4711', challenge, text)).toBe(asTyped(text) === typed)
    }),
  )
})

test('a release key is printed in 14 groups and read as it was typed', () => {
  assert(
    property(uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
      const text = writeReleaseKey(key)
      expect(text).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){13}$/)
      expect(text.length).toBeLessThanOrEqual(80)
      expect(readReleaseKey(asHeard(text))).toEqual(key)
    }),
  )
  expect(() => writeReleaseKey(new Uint8Array(31))).toThrow(/32 bytes/)
})

test('a release key with a slip is refused and never repeated', () => {
  const text = writeReleaseKey(KEY)
  const typed = asTyped(text)
  for (let at = 0; at < typed.length; at += 1) {
    const slip = typed.slice(0, at) + (typed[at] === '7' ? '8' : '7') + typed.slice(at + 1)
    expect(() => readReleaseKey(slip)).toThrow('This is not a release key, or a character of it is wrong.')
  }
  for (const bad of ['', 'U', text.slice(0, -1), `${text}0`, text.replace(/^.{4}-/, '')]) {
    expect(() => readReleaseKey(bad)).toThrow(/not a release key/)
  }
})
