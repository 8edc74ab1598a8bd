// The three kinds of certificate that a department makes: its own authority's, the server's, a car's. All P-256.
import { createHash, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { refuse } from '#main/refused.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from './x509.ts'

const DAY_MS = 86_400_000
const CLOCKS_DIFFER_MS = DAY_MS
const AUTHORITY_MS = 25 * 365 * DAY_MS
/** As long as browsers let a server's certificate be; a car renews its own long before. */
export const CERTIFICATE_MS = 397 * DAY_MS
const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export type KeyPair = Awaited<ReturnType<typeof makeKeys>>
type PublicKey = KeyPair['publicKey']
/** What signs: the authority's private key, and what certificates say of it. */
export type Issuer = {
  readonly keys: KeyPair
  readonly subject: string
  /** Its certificates count from here on too: a car's clock may be days behind the server's. */
  readonly beginsAt: number
}

export const makeKeys = () => crypto.subtle.generateKey(P256, true, ['sign', 'verify'])

/** 126 random bits; the first bit is nought, because a serial number is positive (RFC 5280 4.1.2.2). */
function newSerial(): string {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

/** The authority's own certificate, signed by itself. It may sign no other authority. */
export async function makeAuthority(keys: KeyPair, now: number): Promise<{ pem: string; subject: string }> {
  const subject = `CN=Lookout department ${randomBytes(4).toString('hex')}`
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    signingAlgorithm: P256,
    serialNumber: newSerial(),
    notBefore: new Date(now - CLOCKS_DIFFER_MS),
    notAfter: new Date(now + AUTHORITY_MS),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { pem: certificate.toString('pem'), subject }
}

type Wanted = {
  readonly subject: string
  readonly publicKey: PublicKey
  readonly usage: ExtendedKeyUsage
  readonly hosts?: readonly string[]
  readonly now: number
}

export type Issued = { readonly certificate: string; readonly serial: string; readonly endsAt: number }

async function makeCertificate(issuer: Issuer, wanted: Wanted): Promise<Issued> {
  const serial = newSerial()
  // Certificates tell whole seconds.
  const endsAt = Math.floor((wanted.now + CERTIFICATE_MS) / 1000) * 1000
  const certificate = await X509CertificateGenerator.create({
    subject: wanted.subject,
    issuer: issuer.subject,
    publicKey: wanted.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: P256,
    serialNumber: serial,
    notBefore: new Date(issuer.beginsAt),
    notAfter: new Date(endsAt),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([wanted.usage], true),
      await SubjectKeyIdentifierExtension.create(wanted.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
      ...(wanted.hosts === undefined
        ? []
        : [
            new SubjectAlternativeNameExtension(
              wanted.hosts.map((host) => ({ type: isIP(host) === 0 ? 'dns' : 'ip', value: host }) as const),
            ),
          ]),
    ],
  })
  return { certificate: certificate.toString('pem'), serial, endsAt }
}

/** The server's certificate, for all its names. */
export function makeServerCertificate(
  issuer: Issuer,
  keys: KeyPair,
  hosts: readonly string[],
  now: number,
): Promise<Issued> {
  return makeCertificate(issuer, {
    subject: 'CN=Lookout department server',
    publicKey: keys.publicKey,
    usage: ExtendedKeyUsage.serverAuth,
    hosts,
    now,
  })
}

/**
 * A car's certificate. Only the key is taken from the request; its subject and what it asks for are not. Refused: a
 * request whose signature does not hold, and any key but P-256.
 */
export async function makeCarCertificate(
  issuer: Issuer,
  requestPem: string,
  car: CarId,
  now: number,
): Promise<Issued> {
  return makeCertificate(issuer, {
    subject: `CN=${car}`,
    publicKey: await keyOfRequest(requestPem),
    usage: ExtendedKeyUsage.clientAuth,
    now,
  })
}

const PEM = /^\s*-----BEGIN CERTIFICATE REQUEST-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE REQUEST-----\s*$/

async function keyOfRequest(pem: string): Promise<PublicKey> {
  const next = 'Have the car make its request again.'
  if (!PEM.test(pem)) throw refuse('one certificate request in PEM form', next)
  try {
    const request = new Pkcs10CertificateRequest(pem)
    // Exporting it refuses a point that does not lie on the curve.
    const key = await request.publicKey.export({ name: 'ECDSA', namedCurve: 'P-256' }, ['verify'], crypto)
    if (await request.verify(crypto)) return key
  } catch {
    throw refuse('a certificate request with a P-256 key', next)
  }
  throw refuse('a certificate request that is signed by its own key', next)
}

/** SHA-256 of a certificate (DER), in hexadecimal digits. */
export function certificateFingerprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex')
}
