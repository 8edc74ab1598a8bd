// Joins a department server by the one-time code that it shows. The code carries the fingerprint of the server's
// authority, so that nothing is told to a server that has another.
import { createHash, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { refuse } from '#main/refused.ts'
import { EnrolAnswer, type EnrolInput } from '#shared/transfer/wire.ts'
import { makeCertificateRequest } from './certificate-request.ts'
import { openConnection } from './connection.ts'
import { DestinationError } from './destination.ts'

type Ticket = {
  readonly host: string
  readonly port: number
  readonly secret: string
  /** SHA-256 of the authority's certificate. */
  readonly authority: string
}

/** What the server gave, checked, and the key that was made for it. */
export type Joined = Pick<Ticket, 'host' | 'port'> & {
  readonly answer: EnrolAnswer
  readonly privateKey: string
}

const CONNECT_MS = 15_000
const AGAIN = 'Have the department show a new code, and type it as it stands there.'

/** A checked EnrolmentTicket in its parts. */
function openTicket(ticket: string): Ticket {
  const [, host = '', port = '', secret = '', authority = ''] = ticket.trim().split(':')
  return { host, port: Number(port), secret, authority }
}

/** Asks the server for this car's certificate. Throws a refusal; nothing is kept here. */
export async function join(ticket: string, car: Pick<EnrolInput, 'deviceKey' | 'version'>): Promise<Joined> {
  const { host, port, secret, authority: fingerprint } = openTicket(ticket)
  const signal = AbortSignal.timeout(2 * CONNECT_MS)
  const authority = await authorityOf(host, port, fingerprint)
  const { request, privateKey } = await makeCertificateRequest()
  const connection = openConnection({ host, port, authority })
  try {
    const input: EnrolInput = { secret, certificateRequest: request, ...car }
    const answer = await connection.json('POST', '/v1/enrol', EnrolAnswer, signal, input)
    mustFit(answer, fingerprint)
    return { host, port, answer, privateKey }
  } catch (error) {
    if (error instanceof DestinationError) throw refuse(error.message, error.next)
    throw error
  } finally {
    connection.close()
  }
}

function mustFit({ authority, certificate }: EnrolAnswer, fingerprint: string): void {
  const [ca, own] = [certificateOf(authority), certificateOf(certificate)]
  if (ca !== undefined && own !== undefined && hashOf(ca.raw) === fingerprint && own.verify(ca.publicKey))
    return
  throw refuse('a certificate of the authority that the code names', AGAIN)
}

/**
 * The certificate of the authority, as the server shows it. Nothing is sent on this connection, and the certificate
 * counts for nothing but its hash; the connection that the secret goes over is checked against it.
 */
async function authorityOf(host: string, port: number, fingerprint: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<DetailedPeerCertificate>()
  const socket = connect({
    host,
    port,
    minVersion: 'TLSv1.3',
    rejectUnauthorized: false,
    ...(isIP(host) === 0 ? { servername: host } : {}),
  })
  socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error('nothing came for too long')))
  socket.once('error', reject)
  socket.once('secureConnect', () => resolve(socket.getPeerCertificate(true)))
  try {
    for (const raw of chainOf(await promise)) {
      if (hashOf(raw) === fingerprint) return new X509Certificate(raw).toString()
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    throw refuse(`the server: it is not reached${code}`, 'Look whether the car has a network, and try again.')
  } finally {
    socket.destroy()
  }
  throw refuse('the server that the code names: another one answers there', AGAIN)
}

function chainOf(first: DetailedPeerCertificate): Buffer[] {
  const chain: Buffer[] = []
  let one: DetailedPeerCertificate | undefined = first
  while (one?.raw !== undefined && !chain.some((raw) => raw.equals(one?.raw ?? Buffer.alloc(0)))) {
    chain.push(one.raw)
    one = one.issuerCertificate
  }
  return chain
}

function certificateOf(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
