// The department's keys: the authority that cars and server have their certificates from, the key that signs what goes
// to the cars, and the key that transfer packages are sealed for.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { fingerprintOf } from '#main/department/index.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import {
  certificateFingerprint,
  makeAuthority,
  makeCarCertificate,
  makeKeys,
  makeServerCertificate,
  type Issued,
  type Issuer,
  type KeyPair,
} from './certificates.ts'
import { openBox, readSealed, writeSealed } from './sealed-file.ts'

export { openBox, type Box } from './sealed-file.ts'
export type Authority = Awaited<ReturnType<typeof openAuthority>>

/** So long before its end the server's certificate is made anew. */
const RENEW_MS = 60 * 86_400_000

/** All PEM; private keys as PKCS#8. */
const AuthorityFile = z.strictObject({
  form: z.literal('lookout-authority 1'),
  certificate: z.string(),
  subject: z.string(),
  authorityKey: z.string(),
  departmentKey: z.string(),
  sealingKey: z.string(),
})
const ServerFile = z.strictObject({
  certificate: z.string(),
  key: z.string(),
  hosts: z.array(z.string()),
  endsAt: z.number(),
})
type ServerFile = z.infer<typeof ServerFile>

type Options = {
  readonly folder: string
  /** 32 bytes; what the private keys are sealed with is derived from it. */
  readonly key: Uint8Array
  /** Names and addresses by which cars reach the server. */
  readonly hosts: readonly string[]
  readonly now: () => number
}

/** Opens the keys of the folder, or makes them the first time. Throws an Error when they are there but not readable. */
export async function openAuthority({ folder, key, hosts, now }: Options) {
  if (hosts.length === 0) throw new Error('The server has no name by which cars reach it.')
  const box = openBox(key, 'authority')
  const authorityPath = join(folder, 'authority.sealed')
  const serverPath = join(folder, 'server.sealed')
  const text = readSealed(authorityPath, box, 'authority')
  const file = text === undefined ? await makeFile(now()) : AuthorityFile.parse(JSON.parse(text))
  if (text === undefined) writeSealed(authorityPath, box, 'authority', JSON.stringify(file))

  const certificate = new X509Certificate(file.certificate)
  const issuer: Issuer = {
    keys: await importKeys(file.authorityKey),
    subject: file.subject,
    beginsAt: certificate.validFromDate.getTime(),
  }
  const privateKey = createPrivateKey(file.departmentKey)
  const sealingKey = createPrivateKey(file.sealingKey)

  const { publicKey } = certificate
  /** Certificates whose signature was checked: each comes with every request of its connection. */
  const seen = new WeakSet<X509Certificate>()

  let server: ServerFile = await currentServer()

  async function currentServer(): Promise<ServerFile> {
    const kept = readSealed(serverPath, box, 'server')
    const parsed = kept === undefined ? undefined : ServerFile.parse(JSON.parse(kept))
    const wanted = hosts.toSorted()
    const isFit =
      parsed !== undefined &&
      parsed.endsAt - now() > RENEW_MS &&
      parsed.hosts.join('\n') === wanted.join('\n') &&
      new X509Certificate(parsed.certificate).verify(certificate.publicKey)
    return isFit ? parsed : await newServer(wanted)
  }

  async function newServer(names: readonly string[]): Promise<ServerFile> {
    const keys = await makeKeys()
    const made = await makeServerCertificate(issuer, keys, names, now())
    const next: ServerFile = {
      certificate: made.certificate,
      key: await exportKey(keys),
      hosts: [...names],
      endsAt: made.endsAt,
    }
    writeSealed(serverPath, box, 'server', JSON.stringify(next))
    return next
  }

  return {
    /** PEM of the authority's certificate; the only one that server and cars trust. */
    certificate: file.certificate,
    /** SHA-256 of the authority's certificate (DER): what a car knows the server by at first. */
    fingerprint: certificateFingerprint(certificate.raw),
    /** Ed25519: signs receipts, bundles and heads of the audit. */
    privateKey,
    publicKeyPem: publicPem(privateKey),
    /** Of the Ed25519 key, as bundles name it. */
    departmentFingerprint: fingerprintOf(createPublicKey(privateKey)),
    /** P-256: opens transfer packages. */
    sealingKey,
    sealingPublicPem: publicPem(sealingKey),

    /** The server's certificate and key (PEM) as they are now. */
    server: (): { readonly certificate: string; readonly key: string } => server,

    /** Makes the server's certificate anew when it is due. Says whether it did. */
    async renewServer(): Promise<boolean> {
      const before = server.certificate
      server = await currentServer()
      return server.certificate !== before
    },

    /** A car's certificate; see makeCarCertificate. */
    issue: (requestPem: string, car: CarId): Promise<Issued> =>
      makeCarCertificate(issuer, requestPem, car, now()),

    /** Whether this authority has made the certificate and it has not ended. */
    hasIssued(given: X509Certificate): boolean {
      if (!seen.has(given)) {
        if (!given.verify(publicKey)) return false
        seen.add(given)
      }
      return given.validToDate.getTime() > now()
    },

    /** The department's Ed25519 signature over the text's UTF-8 bytes, base64. */
    sign: (words: string): string => sign(null, Buffer.from(words), privateKey).toString('base64'),
  }
}

async function makeFile(now: number): Promise<z.infer<typeof AuthorityFile>> {
  const keys = await makeKeys()
  const made = await makeAuthority(keys, now)
  return {
    form: 'lookout-authority 1',
    certificate: made.pem,
    subject: made.subject,
    authorityKey: await exportKey(keys),
    departmentKey: privatePem(generateKeyPairSync('ed25519').privateKey),
    sealingKey: privatePem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
  }
}

const privatePem = (key: KeyObject): string => String(key.export({ type: 'pkcs8', format: 'pem' }))
const publicPem = (key: KeyObject): string =>
  String(createPublicKey(key).export({ type: 'spki', format: 'pem' }))

async function exportKey({ privateKey }: KeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey))
  return privatePem(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

async function importKeys(pem: string): Promise<KeyPair> {
  const key = createPrivateKey(pem)
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  }
}
