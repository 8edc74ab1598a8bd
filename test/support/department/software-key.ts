// A security key in software: makes the bytes that a real one makes (CBOR, COSE, authenticator data, ES256), so
// that the core's checks run on what they will meet. `changes` bends single parts of an answer.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

type Site = { readonly rpId: string; readonly origin: string }
type Bend = {
  /** Another kind of client data than the call makes. */
  readonly type?: string
  readonly isTouched?: boolean
  readonly attestation?: { readonly form: string; readonly statement: ReadonlyMap<string, Cbor> }
  readonly counter?: number
}

export type SoftwareKey = ReturnType<typeof createSoftwareKey>

export function createSoftwareKey({ isCounting = true }: { readonly isCounting?: boolean } = {}) {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let uses = 0

  function next(counter: number | undefined): number {
    if (isCounting) uses += 1
    return counter ?? uses
  }

  function answer(response: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const name = id.toString('base64url')
    return { id: name, rawId: name, type: 'public-key', clientExtensionResults: {}, response }
  }

  return {
    id: id.toString('base64url'),

    /** What navigator.credentials.create gives for options of the core. */
    register(
      options: Readonly<Record<string, unknown>>,
      site: Site,
      bend: Bend = {},
    ): Record<string, unknown> {
      const data = authenticatorData(site, next(bend.counter), bend.isTouched ?? true, {
        id,
        publicKey: coseKey(pair.publicKey),
      })
      const attestation = new Map<string, Cbor>([
        ['fmt', bend.attestation?.form ?? 'none'],
        ['attStmt', bend.attestation?.statement ?? new Map()],
        ['authData', data],
      ])
      return answer({
        clientDataJSON: clientData(options, site, bend.type ?? 'webauthn.create').toString('base64url'),
        attestationObject: toCbor(attestation).toString('base64url'),
        transports: ['usb'],
      })
    },

    /** What navigator.credentials.get gives for options of the core. */
    signIn(options: Readonly<Record<string, unknown>>, site: Site, bend: Bend = {}): Record<string, unknown> {
      const client = clientData(options, site, bend.type ?? 'webauthn.get')
      const data = authenticatorData(site, next(bend.counter), bend.isTouched ?? true)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), pair.privateKey)
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      })
    },
  }
}

function clientData(options: Readonly<Record<string, unknown>>, { origin }: Site, type: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge: options['challenge'], origin, crossOrigin: false }))
}

const USER_PRESENT = 0x01
const HAS_CREDENTIAL = 0x40

/** W3C WebAuthn section 6.1: hash of the site, flags, counter, and for a new key its id and public key. */
function authenticatorData(
  { rpId }: Site,
  counter: number,
  isTouched: boolean,
  credential?: { readonly id: Buffer; readonly publicKey: Buffer },
): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt8((isTouched ? USER_PRESENT : 0) | (credential === undefined ? 0 : HAS_CREDENTIAL))
  head.writeUInt32BE(counter, 1)
  const parts = [sha256(rpId), head]
  if (credential !== undefined) {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(credential.id.length)
    parts.push(Buffer.alloc(16), length, credential.id, credential.publicKey)
  }
  return Buffer.concat(parts)
}

/** RFC 9053: an EC2 key (kty 2) for ES256 (alg -7) on P-256 (crv 1). */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' })
  const coordinate = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')
  const parts: [number, Cbor][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, coordinate(x)],
    [-3, coordinate(y)],
  ]
  return toCbor(new Map(parts))
}

type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<number | string, Cbor>

/** RFC 8949, as far as WebAuthn uses it. */
function toCbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value)
  if (typeof value === 'string')
    return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value])
  if (value instanceof Map) {
    const pairs = [...value].flatMap(([key, one]) => [toCbor(key), toCbor(one)])
    return Buffer.concat([cborHead(5, value.size), ...pairs])
  }
  const list = value as readonly Cbor[]
  return Buffer.concat([cborHead(4, list.length), ...list.map(toCbor)])
}

function cborHead(kind: number, size: number): Buffer {
  if (size < 24) return Buffer.of((kind << 5) | size)
  if (size < 256) return Buffer.of((kind << 5) | 24, size)
  return Buffer.of((kind << 5) | 25, size >> 8, size & 255)
}

function sha256(bytes: Buffer | string): Buffer {
  return createHash('sha256').update(bytes).digest()
}
