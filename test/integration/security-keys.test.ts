import { expect, test } from 'vitest'
import {
  registrationOptions,
  signInOptions,
  verifyRegistration,
  verifySignIn,
} from '../../src/main/access/credentials/security-keys.ts'
import type { StoredKey } from '#shared/domain/credentials.ts'
import { createSoftwareKey, type SoftwareKey } from '../support/department/software-key.ts'

const SITE = { rpId: 'localhost', origin: 'http://localhost:5174' }
const NOT_REGISTERED = 'a security key that answers as asked'
const NOT_SIGNED_IN = 'the touch of a security key of this account'

const asked = (existing: readonly StoredKey[] = []) =>
  registrationOptions({ rpId: 'localhost', rpName: 'Lookout', userId: 'a-1', userName: '4711', existing })

async function registered(key: SoftwareKey): Promise<StoredKey> {
  const { options, challenge } = await asked()
  return verifyRegistration({ response: key.register(options, SITE), challenge, ...SITE, name: 'blue key' })
}

async function signIn(
  key: SoftwareKey,
  stored: StoredKey,
  bend: Parameters<SoftwareKey['signIn']>[2] = {},
  site = SITE,
) {
  const { options, challenge } = await signInOptions({ rpId: 'localhost', keys: [stored] })
  return verifySignIn({ response: key.signIn(options, site, bend), challenge, ...SITE, key: stored })
}

test('a key is registered, and its touches are taken, one counter after another', async () => {
  const key = createSoftwareKey()
  const stored = await registered(key)
  expect(stored).toEqual({
    id: key.id,
    publicKey: expect.stringMatching(/^[A-Za-z0-9_-]{100,}$/),
    counter: 1,
    transports: ['usb'],
    name: 'blue key',
  })
  const second = await signIn(key, stored)
  expect(second).toEqual({ counter: 2 })
  await expect(signIn(key, { ...stored, ...second })).resolves.toEqual({ counter: 3 })
})

test('the options ask for a key that is carried, without its PIN, and are plain JSON', async () => {
  const stored = await registered(createSoftwareKey())
  const { options, challenge } = await asked([stored])
  expect(options).toMatchObject({
    challenge,
    rp: { id: 'localhost', name: 'Lookout' },
    user: { id: Buffer.from('a-1').toString('base64url'), name: '4711' },
    attestation: 'none',
    authenticatorSelection: {
      authenticatorAttachment: 'cross-platform',
      userVerification: 'discouraged',
      residentKey: 'discouraged',
    },
    excludeCredentials: [{ id: stored.id, type: 'public-key', transports: ['usb'] }],
  })
  const sign = await signInOptions({ rpId: 'localhost', keys: [stored] })
  expect(sign.options).toMatchObject({
    rpId: 'localhost',
    challenge: sign.challenge,
    allowCredentials: [{ id: stored.id, type: 'public-key', transports: ['usb'] }],
    userVerification: 'discouraged',
  })
  expect(structuredClone(sign.options)).toEqual(JSON.parse(JSON.stringify(sign.options)))
  expect(Buffer.from(challenge, 'base64url')).toHaveLength(32)
  expect((await asked()).challenge).not.toBe(challenge)
})

test('a counter that does not rise is refused: a copy of the key may be about', async () => {
  const key = createSoftwareKey()
  const stored = { ...(await registered(key)), counter: 41 }
  await expect(signIn(key, stored, { counter: 41 })).rejects.toThrow(NOT_SIGNED_IN)
  await expect(signIn(key, stored, { counter: 7 })).rejects.toThrow(NOT_SIGNED_IN)
  await expect(signIn(key, stored, { counter: 0 })).rejects.toThrow(NOT_SIGNED_IN)
  await expect(signIn(key, stored, { counter: 42 })).resolves.toEqual({ counter: 42 })
})

test('a key that does not count is taken as it is', async () => {
  const key = createSoftwareKey({ isCounting: false })
  const stored = await registered(key)
  expect(stored.counter).toBe(0)
  await expect(signIn(key, stored)).resolves.toEqual({ counter: 0 })
})

test('an answer to another challenge is refused, so a replayed one is', async () => {
  const key = createSoftwareKey()
  const stored = await registered(key)
  const first = await signInOptions({ rpId: 'localhost', keys: [stored] })
  const response = key.signIn(first.options, SITE)
  const { challenge } = await signInOptions({ rpId: 'localhost', keys: [stored] })
  await expect(verifySignIn({ response, challenge, ...SITE, key: stored })).rejects.toThrow(NOT_SIGNED_IN)
  const used = await verifySignIn({ response, challenge: first.challenge, ...SITE, key: stored })
  await expect(
    verifySignIn({ response, challenge: first.challenge, ...SITE, key: { ...stored, ...used } }),
  ).rejects.toThrow(NOT_SIGNED_IN)
})

test.each([
  ['another origin', {}, { ...SITE, origin: 'http://localhost.example:5174' }],
  ['another site', {}, { ...SITE, rpId: 'example.org' }],
  ['a key that was not touched', { isTouched: false }, SITE],
  ['an answer to a registration', { type: 'webauthn.create' }, SITE],
])('%s does not sign in', async (_, bend, site) => {
  const key = createSoftwareKey()
  await expect(signIn(key, await registered(key), bend, site)).rejects.toThrow(NOT_SIGNED_IN)
})

test('another key does not sign in, whatever id it gives', async () => {
  const stored = await registered(createSoftwareKey())
  const other = createSoftwareKey()
  await expect(signIn(other, stored)).rejects.toThrow(NOT_SIGNED_IN)
  const { options, challenge } = await signInOptions({ rpId: 'localhost', keys: [stored] })
  const response = { ...other.signIn(options, SITE), id: stored.id, rawId: stored.id }
  await expect(verifySignIn({ response, challenge, ...SITE, key: stored })).rejects.toThrow(NOT_SIGNED_IN)
})

test('a right signature under the id of another key of the account is refused', async () => {
  const key = createSoftwareKey()
  const stored = await registered(key)
  const { options, challenge } = await signInOptions({ rpId: 'localhost', keys: [stored] })
  const response = { ...key.signIn(options, SITE), id: 'AAAA', rawId: 'AAAA' }
  await expect(verifySignIn({ response, challenge, ...SITE, key: stored })).rejects.toThrow(NOT_SIGNED_IN)
})

/** Where a DER signature says how its two numbers are written, not what they are: what varies there signs the same. */
function wrappingOf(signature: Buffer): Set<number> {
  const firstLength = signature[3] ?? 0
  const second = 4 + firstLength
  const places = [0, 1, 2, 3, second, second + 1]
  for (const start of [4, second + 2]) if (signature[start] === 0) places.push(start)
  return new Set(places)
}

test('a change of any byte of the signed parts is refused', async () => {
  const key = createSoftwareKey({ isCounting: false })
  const stored = await registered(key)
  const { options, challenge } = await signInOptions({ rpId: 'localhost', keys: [stored] })
  const answer = key.signIn(options, SITE)
  const response = answer['response'] as Record<string, string>
  let tried = 0
  for (const part of ['clientDataJSON', 'authenticatorData', 'signature']) {
    const bytes = Buffer.from(response[part] ?? '', 'base64url')
    const wrapping = part === 'signature' ? wrappingOf(bytes) : new Set<number>()
    for (let at = 0; at < bytes.length; at += 1) {
      if (wrapping.has(at)) continue
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      const bent = { ...answer, response: { ...response, [part]: changed.toString('base64url') } }
      await expect(verifySignIn({ response: bent, challenge, ...SITE, key: stored })).rejects.toThrow(
        NOT_SIGNED_IN,
      )
      tried += 1
    }
  }
  expect(tried).toBeGreaterThan(200)
})

test.each([
  ['another origin', {}, { ...SITE, origin: 'http://127.0.0.1:5174' }],
  ['another site', {}, { ...SITE, rpId: 'example.org' }],
  ['a key that was not touched', { isTouched: false }, SITE],
  ['an answer to a sign-in', { type: 'webauthn.get' }, SITE],
  [
    'a certificate that nobody asked for',
    { attestation: { form: 'packed', statement: new Map([['x5c', [Buffer.from('made up')]]]) } },
    SITE,
  ],
  ['another form of attestation', { attestation: { form: 'tpm', statement: new Map() } }, SITE],
])('%s is not registered', async (_, bend, site) => {
  const { options, challenge } = await asked()
  const response = createSoftwareKey().register(options, site, bend)
  await expect(verifyRegistration({ response, challenge, ...SITE })).rejects.toThrow(NOT_REGISTERED)
})

test('a registration answers its own challenge only', async () => {
  const { options } = await asked()
  const { challenge } = await asked()
  const response = createSoftwareKey().register(options, SITE)
  await expect(verifyRegistration({ response, challenge, ...SITE })).rejects.toThrow(NOT_REGISTERED)
})

test.each([
  ['nothing', undefined],
  ['text', 'key'],
  ['an empty object', {}],
  ['a number for an id', { id: 7, rawId: 7, type: 'public-key', response: {} }],
  [
    'no CBOR',
    {
      id: 'AAAA',
      rawId: 'AAAA',
      type: 'public-key',
      response: { clientDataJSON: 'e30', attestationObject: 'AAAA' },
    },
  ],
])('%s is refused in the same words', async (_, response) => {
  const stored = await registered(createSoftwareKey())
  await expect(verifyRegistration({ response, challenge: 'AAAA', ...SITE })).rejects.toThrow(NOT_REGISTERED)
  await expect(verifySignIn({ response, challenge: 'AAAA', ...SITE, key: stored })).rejects.toThrow(
    NOT_SIGNED_IN,
  )
})
