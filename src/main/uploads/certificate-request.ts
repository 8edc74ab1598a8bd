// A key for the car's certificate, and the request (PKCS#10) that the department's authority makes one of.
import 'reflect-metadata'
import { createPrivateKey } from 'node:crypto'
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509'

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** Both PEM. What the request says of the car counts for nothing: the authority writes what it knows itself. */
export async function makeCertificateRequest(): Promise<{ request: string; privateKey: string }> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=Lookout car',
    keys,
    signingAlgorithm: P256,
  })
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return {
    request: request.toString('pem'),
    privateKey: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}
