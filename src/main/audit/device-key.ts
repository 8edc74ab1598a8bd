// The key by which this device signs its audit: ECDSA over P-256 with SHA-256, derived from a seed that the key file
// holds. P-256 is in FIPS 186-5, which CJIS asks for, and OpenSSL checks it faster than Ed25519 (docs/decisions/0013).
import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'

export type DeviceKey = {
  /** First 16 hexadecimal digits of the SHA-256 of the public key. */
  readonly device: string
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string
  /** 64 bytes (r, s), base64; s is in the lower half, so that nobody can make a second one of it. */
  sign(text: string): string
}

/** Order of the curve's group (FIPS 186-5 / SP 800-186). */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')
const HALF_ORDER = ORDER / 2n
const HALF_ORDER_BYTES = Buffer.from(HALF_ORDER.toString(16).padStart(64, '0'), 'hex')

export function openDeviceKey(seed: Uint8Array): DeviceKey {
  if (seed.length !== 32) throw new Error(`The device's seed has ${seed.length} bytes, not 32.`)
  // 128 bits more than needed: the remainder is then as good as evenly spread (FIPS 186-5 A.2.1).
  const wide = Buffer.from(hkdfSync('sha256', seed, '', 'lookout device key p-256', 48))
  const scalar = (BigInt(`0x${wide.toString('hex')}`) % (ORDER - 1n)) + 1n
  const d = bytesOf(scalar)
  const curve = createECDH('prime256v1')
  curve.setPrivateKey(d)
  const point = curve.getPublicKey()
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33, 65).toString('base64url'),
  }
  const privateKey = createPrivateKey({
    key: { ...jwk, d: d.toString('base64url') },
    format: 'jwk',
  })
  const spki = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })
  return {
    device: deviceOf(spki),
    publicKey: spki.toString('base64'),
    sign(text) {
      const signature = plainOf(sign('sha256', Buffer.from(text), privateKey))
      const s = signature.subarray(32)
      if (Buffer.compare(s, HALF_ORDER_BYTES) > 0) {
        bytesOf(ORDER - BigInt(`0x${s.toString('hex')}`)).copy(signature, 32)
      }
      return signature.toString('base64')
    },
  }
}

/** A signature that this product would not have written, though it may hold. */
export function isForeignForm(signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.length !== 64 || bytes.toString('base64') !== signature) return true
  return Buffer.compare(bytes.subarray(32), HALF_ORDER_BYTES) > 0
}

export function isSigned(text: string, signature: string, key: KeyObject): boolean {
  return !isForeignForm(signature) && verify('sha256', Buffer.from(text), key, derOf(signature))
}

export function publicKeyOf(base64: string): KeyObject {
  return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
}

/** The fingerprint of a device's key, by which its entries name it. */
export function deviceOf(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex').slice(0, 16)
}

function bytesOf(number: bigint): Buffer {
  return Buffer.from(number.toString(16).padStart(64, '0'), 'hex')
}

// Node signs and verifies in DER in half the time that it takes for the plain form: its option for that one has the
// key object read anew each time (measured with Node 24: 45 us a signature against 105).

/** (r, s) of a DER signature, 32 bytes each. */
function plainOf(der: Buffer): Buffer {
  const plain = Buffer.alloc(64)
  let at = 2
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0
    const number = der.subarray(at + 2, at + 2 + length)
    // Without the zero that DER puts before a number whose first bit is set.
    const digits = number.subarray(Math.max(0, length - 32))
    digits.copy(plain, end - digits.length)
    at += 2 + length
  }
  return plain
}

function derOf(signature: string): Buffer {
  const plain = Buffer.from(signature, 'base64')
  const numbers = [plain.subarray(0, 32), plain.subarray(32)].map(derInteger)
  const length = numbers.reduce((sum, number) => sum + number.length, 0)
  return Buffer.concat([Buffer.from([0x30, length]), ...numbers])
}

function derInteger(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const digits = bytes.subarray(start < 0 ? bytes.length - 1 : start)
  const lead = (digits[0] ?? 0) >= 0x80 ? [0] : []
  return Buffer.concat([Buffer.from([0x02, digits.length + lead.length, ...lead]), digits])
}
