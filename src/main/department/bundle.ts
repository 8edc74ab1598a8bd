// A signed bundle: one file that a department hands to its cars. It is opened whole or refused whole, and there is
// one text for one bundle, so that nothing in it can be changed without breaking it.
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '#main/refused.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { BundlePayload } from './payload.ts'

/** Far above a roster of 5,000 people; more is not read at all. */
export const MOST_BUNDLE_BYTES = 8 * 1024 * 1024

const FORM = 'lookout-bundle 1'
const AGAIN = 'Ask the department for the file again.'

const SignedBundle = z.strictObject({
  form: z.literal(FORM),
  /** Fingerprint of the key that signed it; tells a wrong department from a damaged file. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  /** Canonical JSON of a BundlePayload; what the signature is over. */
  payload: z.string(),
  /** Ed25519, 64 bytes. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})

/** First 16 hexadecimal digits of the SHA-256 of the key's SPKI form. */
export function fingerprintOf(key: KeyObject): string {
  const spki = key.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}

/** The file of a bundle, as the department writes it. Throws an Error for a payload that no car would take. */
export function signBundle(privateKey: KeyObject, payload: BundlePayload): string {
  const text = canonicalJson(BundlePayload.parse(payload))
  return canonicalJson({
    form: FORM,
    key: fingerprintOf(createPublicKey(privateKey)),
    payload: text,
    signature: sign(null, Buffer.from(text), privateKey).toString('base64'),
  })
}

/** What the department says in a bundle. Refused: another form, another department's key, a wrong signature. */
export function openBundle(text: string, publicKey: KeyObject): BundlePayload {
  if (Buffer.byteLength(text) > MOST_BUNDLE_BYTES) {
    throw refuse(`a file of at most ${MOST_BUNDLE_BYTES / 1024 / 1024} MiB: this one is larger`, AGAIN)
  }
  const bundle = SignedBundle.safeParse(parsed(text)).data
  if (bundle === undefined || canonicalJson(bundle) !== text.trimEnd()) {
    throw refuse('a signed file of the department: this one has another form', AGAIN)
  }
  if (bundle.key !== fingerprintOf(publicKey)) {
    throw refuse('the signature of this department: the file is signed with another key', AGAIN)
  }
  if (!isSigned(bundle.payload, bundle.signature, publicKey)) {
    throw refuse('a whole file: its signature does not fit what it says', AGAIN)
  }
  const said: unknown = parsed(bundle.payload)
  const payload = BundlePayload.safeParse(said).data
  if (payload === undefined || canonicalJson(said) !== bundle.payload) {
    throw refuse(
      'a file that this version understands: it is signed, but what it says has another form',
      'Have the administrator compare the versions of the car and the department.',
    )
  }
  return payload
}

/** Whether it is the key's signature, written in the one way that base64 has for its bytes. */
export function isSigned(text: string | Uint8Array, signature: string, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.length !== 64 || bytes.toString('base64') !== signature) return false
  return verify(null, Buffer.from(text), key, bytes)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
