// The keys of a sealed file, from parts that FIPS approves (CJIS SC-13): ECDH over P-256 (SP 800-56A) with HKDF
// (SP 800-56C), or PBKDF2 (SP 800-132); each with SHA-256.
import {
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  pbkdf2,
  type KeyObject,
} from 'node:crypto'
import { promisify } from 'node:util'
import { isP256, readPublicKey } from '#main/public-key.ts'
import { ITERATIONS, MAGIC, POINT_BYTES } from './form.ts'

/** For whom: the receiver's public key (P-256), or a passphrase that he is told in another way. */
export type SealTo =
  | { readonly kind: 'key'; readonly publicKey: KeyObject }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

const derive = promisify(pbkdf2)

/** A receiver's key from its PEM text; refused with words when it is no public key of P-256. */
export const publicKeyOf = (pem: string): KeyObject =>
  readPublicKey(pem, {
    is: isP256,
    what: 'a public key of the curve P-256',
    next: "Copy the receiver's public key whole, with its first and last line.",
  })

/** The sender's half: a key pair that is used for one file. */
export function agree(receiver: KeyObject): { readonly point: Uint8Array; readonly secret: Uint8Array } {
  if (!isP256(receiver)) throw new Error('A file is sealed for a key of the curve P-256.')
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return { point: pointOf(publicKey), secret: diffieHellman({ privateKey, publicKey: receiver }) }
}

/** The receiver's half. Undefined for bytes that are no point of the curve. */
export function agreeWith(point: Uint8Array, privateKey: KeyObject): Uint8Array | undefined {
  if (!isP256(privateKey)) throw new Error('A file is opened by a key of the curve P-256.')
  if (point.length !== POINT_BYTES || point[0] !== 4) return undefined
  const bytes = Buffer.from(point)
  const x = bytes.subarray(1, 33).toString('base64url')
  const y = bytes.subarray(33).toString('base64url')
  try {
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
    return diffieHellman({ privateKey, publicKey })
  } catch {
    return undefined
  }
}

/** Both public keys are part of what the key is made from: a file sealed for one receiver is none for another. */
export function keyFromAgreement(
  secret: Uint8Array,
  salt: Uint8Array,
  point: Uint8Array,
  receiver: KeyObject,
): KeyObject {
  const info = Buffer.concat([MAGIC, point, pointOf(receiver)])
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, salt, info, 32)))
}

export async function keyFromPassphrase(passphrase: string, salt: Uint8Array): Promise<KeyObject> {
  return createSecretKey(await derive(passphrase.normalize('NFC'), salt, ITERATIONS, 32, 'sha256'))
}

/** Uncompressed: 4, x, y. */
function pointOf(key: KeyObject): Uint8Array {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}
