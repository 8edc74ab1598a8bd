import { generateKeyPairSync, verify, webcrypto, X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refused } from '#main/refused.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { openAuthority } from './index.ts'
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509'

const DAY_MS = 86_400_000
const KEY = new Uint8Array(32).fill(9)
const CAR = CarId.parse('8a4f7a52-6f3f-4a7e-9c53-0f3a3a5d1c11')
const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

let folder = ''
let clock = Date.UTC(2026, 4, 1)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-authority-'))
  clock = Date.UTC(2026, 4, 1)
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (hosts: readonly string[] = ['server.example', '10.0.0.7'], key = KEY) =>
  openAuthority({ folder, key, hosts, now: () => clock })

async function request(algorithm: webcrypto.EcKeyGenParams & { hash: string } = P256): Promise<string> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=administrator, O=Somebody Else',
    keys,
    signingAlgorithm: algorithm,
  })
  return made.toString('pem')
}

test('is the same authority when it is opened again, and keeps no private key in the clear', async () => {
  const first = await open()
  const again = await open()
  expect(again.fingerprint).toBe(first.fingerprint)
  expect(again.publicKeyPem).toBe(first.publicKeyPem)
  expect(again.sealingPublicPem).toBe(first.sealingPublicPem)
  expect(again.server().certificate).toBe(first.server().certificate)
  expect(readdirSync(folder).toSorted()).toEqual(['authority.sealed', 'server.sealed'])
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name))
    expect(bytes.includes('PRIVATE'), name).toBe(false)
    expect(bytes.includes('CERTIFICATE'), name).toBe(false)
  }
})

test('another key or a changed file is told, and nothing is made anew over it', async () => {
  await open()
  await expect(open(undefined, new Uint8Array(32).fill(1))).rejects.toThrow(/cannot be opened/)
  const file = join(folder, 'authority.sealed')
  const bytes = readFileSync(file)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  writeFileSync(file, bytes)
  await expect(open()).rejects.toThrow(/cannot be opened/)
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

test("the server's certificate names its hosts, and is made anew before it ends and when hosts change", async () => {
  const authority = await open()
  const certificate = new X509Certificate(authority.server().certificate)
  expect(certificate.subjectAltName).toBe('IP Address:10.0.0.7, DNS:server.example')
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true)
  expect(await authority.renewServer()).toBe(false)
  clock += 340 * DAY_MS
  expect(await authority.renewServer()).toBe(true)
  expect(new X509Certificate(authority.server().certificate).serialNumber).not.toBe(certificate.serialNumber)
  const other = await open(['other.example'])
  expect(new X509Certificate(other.server().certificate).subjectAltName).toBe('DNS:other.example')
  expect(other.fingerprint).toBe(authority.fingerprint)
})

test("a car's certificate has our subject, not the request's, and is for clients only", async () => {
  const authority = await open()
  const issued = await authority.issue(await request(), CAR)
  const certificate = new X509Certificate(issued.certificate)
  expect(certificate.subject).toBe(`CN=${CAR}`)
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
  expect(certificate.ca).toBe(false)
  expect(certificate.serialNumber.toLowerCase()).toBe(issued.serial)
  expect(certificate.validToDate.getTime()).toBe(issued.endsAt)
  expect(issued.endsAt).toBe(clock + 397 * DAY_MS)
  expect(authority.hasIssued(certificate)).toBe(true)
  clock += 398 * DAY_MS
  expect(authority.hasIssued(certificate)).toBe(false)
})

test('requests with another key, a broken signature or another form are refused', async () => {
  const authority = await open()
  const pem = await request()
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  der.writeUInt8(der.readUInt8(40) ^ 1, 40)
  const wrapped = (bytes: Buffer): string =>
    `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`
  const rsa = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=x',
    keys: await webcrypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        publicExponent: new Uint8Array([1, 0, 1]),
        modulusLength: 2048,
      },
      true,
      ['sign', 'verify'],
    ),
    signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5' },
  })
  const tricks = [
    await request({ ...P256, namedCurve: 'P-384' }),
    rsa.toString('pem'),
    wrapped(der),
    wrapped(Buffer.from('no request')),
    `${pem}${pem}`,
    String(generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })),
    '',
  ]
  for (const trick of tricks) await expect(authority.issue(trick, CAR)).rejects.toThrow(Refused)
})

test('signs with the Ed25519 key that it shows', async () => {
  const authority = await open()
  const signature = Buffer.from(authority.sign('words'), 'base64')
  expect(verify(null, Buffer.from('words'), authority.publicKeyPem, signature)).toBe(true)
  expect(verify(null, Buffer.from('other'), authority.publicKeyPem, signature)).toBe(false)
})

test('another authority has not issued what this one has, with the same name on it', async () => {
  const authority = await open()
  const other = await openAuthority({
    folder: join(folder, 'other'),
    key: KEY,
    hosts: ['server.example'],
    now: () => clock,
  })
  const issued = await other.issue(await request(), CAR)
  expect(authority.hasIssued(new X509Certificate(issued.certificate))).toBe(false)
})
