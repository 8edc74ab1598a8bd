// The browser host's one door: HTTP and WebSocket on this machine's own addresses. The printed address holds a one-time token
// which the first page load turns into a cookie; without the cookie nothing is answered.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import type { Core } from '#main/core.ts'

const COOKIE = 'lookout'
/** This very machine; security keys work on a name, not on an address (WebAuthn, RP ID). */
const NAME = 'localhost'

export type ConsoleServer = {
  /** Address with the one-time token: it opens the console once. */
  readonly address: string
  stop(): Promise<void>
}

/** `port` 0 takes any free one. Throws when the port is taken. */
export async function startConsoleServer(core: Core, port: number): Promise<ConsoleServer> {
  let token: string | undefined = randomBytes(24).toString('base64url')
  const secret = randomBytes(32).toString('base64url')
  const rpc = new RPCHandler(core.router)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024 })
  let origin = ''

  // The name in the Host header is checked so that a page of another site cannot reach the console by
  // pointing a host name of its own at 127.0.0.1 (DNS rebinding).
  const isOurHost = (request: IncomingMessage): boolean => `http://${request.headers.host ?? ''}` === origin
  const isKnown = (request: IncomingMessage): boolean => {
    const given = cookieOf(request, COOKIE)
    return isOurHost(request) && given !== undefined && isSame(given, secret)
  }

  function makeServer(): Server {
    const made = createServer((request, response) => {
      void answer(request, response).catch(() => {
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    })
    return made.on('upgrade', upgrade)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin)
    const given = url.searchParams.get('token')
    if (isOurHost(request) && token !== undefined && given !== null && isSame(given, token)) {
      token = undefined
      response.writeHead(303, {
        location: '/',
        'set-cookie': `${COOKIE}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      })
      response.end()
      return
    }
    if (!isKnown(request)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('This console opens only by the address that Lookout printed, and only once. Restart it.')
      return
    }
    const result = await core.serve(new Request(url, { method: request.method ?? 'GET' }))
    response.writeHead(result.status, Object.fromEntries(result.headers))
    response.end(Buffer.from(await result.arrayBuffer()))
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url !== '/rpc' || request.headers.origin !== origin || !isKnown(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const session = core.newSession(isNamed ? { webAuthn: { rpId: NAME, origin } } : {})
      webSocket.on('close', () => session.close())
      void rpc.upgrade(webSocket, { context: session.context })
    })
  }

  const server = makeServer()
  await listen(server, port, '127.0.0.1')
  const listening = server.address()
  if (listening === null || typeof listening === 'string') throw new Error('the server has no port')
  const servers = [server]
  // A name may lead to ::1 as well. Where another program has that address, it would be given the token.
  let isNamed = true
  const other = makeServer()
  try {
    await listen(other, listening.port, '::1')
    servers.push(other)
  } catch (error) {
    isNamed = error instanceof Error && 'code' in error && error.code === 'EADDRNOTAVAIL'
  }
  origin = `http://${isNamed ? NAME : '127.0.0.1'}:${listening.port}`

  return {
    address: `${origin}/?token=${token}`,
    stop: async () => {
      for (const webSocket of sockets.clients) webSocket.terminate()
      for (const one of servers) {
        one.closeAllConnections()
        await new Promise((resolve) => {
          one.close(resolve)
        })
      }
    },
  }
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
}

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name) return value
  }
  return undefined
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
