import { createPublicKey, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isForeignForm, openDeviceKey } from './device-key.ts'

const seedOf = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)

test('one seed is one key: its fingerprint and public key do not change over starts', () => {
  const key = openDeviceKey(seedOf(1))
  expect(openDeviceKey(seedOf(1))).toMatchObject({ device: key.device, publicKey: key.publicKey })
  expect(openDeviceKey(seedOf(2)).publicKey).not.toBe(key.publicKey)
  expect(key.device).toMatch(/^[0-9a-f]{16}$/)
})

test('what it signs holds under its public key, and is always in the form that cannot be mirrored', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string(), (seed, text) => {
      const key = openDeviceKey(seed)
      const publicKey = createPublicKey({
        key: Buffer.from(key.publicKey, 'base64'),
        format: 'der',
        type: 'spki',
      })
      const signature = key.sign(text)
      expect(isForeignForm(signature)).toBe(false)
      const bytes = Buffer.from(signature, 'base64')
      const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
      expect(verify('sha256', Buffer.from(text), options, bytes)).toBe(true)
      expect(verify('sha256', Buffer.from(`${text}.`), options, bytes)).toBe(false)
    }),
  )
})

test('a seed of another length is refused', () => {
  expect(() => openDeviceKey(new Uint8Array(31))).toThrow('31 bytes, not 32')
})
