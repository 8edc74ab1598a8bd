// The TLS side of the cars' door: TLS 1.3 only, the department's own authority only.
import { constants } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { Authority } from '#server/authority/index.ts'

const MOST_CONNECTIONS = 4000

/** Its own certificate and, behind it, the authority's: a car that is not enrolled yet knows only the hash of that. */
function contextOf(authority: Authority) {
  const { certificate, key } = authority.server()
  return { cert: `${certificate.trimEnd()}\n${authority.certificate}`, key, ca: authority.certificate }
}

export function createTlsServer(authority: Authority): Server {
  const server = createServer({
    ...contextOf(authority),
    minVersion: 'TLSv1.3',
    requestCert: true,
    // One path is answered without a certificate; each request is checked for the others.
    rejectUnauthorized: false,
    // A session that is taken up again would bring along what was checked at its beginning.
    secureOptions: constants.SSL_OP_NO_TICKET,
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: 10_000,
    maxHeaderSize: 16 * 1024,
    headersTimeout: 20_000,
    // A picture over a slow radio link; a connection on which nothing comes ends sooner.
    requestTimeout: 600_000,
    keepAliveTimeout: 75_000,
  })
  server.setTimeout(120_000)
  server.maxConnections = MOST_CONNECTIONS
  return server
}

/** From the next connection on. */
export function takeNewCertificate(server: Server, authority: Authority): void {
  server.setSecureContext({ ...contextOf(authority), minVersion: 'TLSv1.3' })
}
