// The department's door for people: the records console over HTTPS, or over HTTP on this machine alone. A cookie that
// no script reads names the seat; who sits there is settled by signing in.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import fastifyCookie from '@fastify/cookie'
import { RPCHandler } from '@orpc/server/ws'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import type { ConsoleFiles } from '#main/console-files/index.ts'
import type { Door } from '#main/host.ts'
import type { Files } from '#server/files/index.ts'
import type { ServerContext, ServerRouter } from '#server/procedures/index.ts'
import { MediaHash } from '#shared/domain/ids.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { onBehalf } from '../seat.ts'
import { openSeats, type SeatMaker } from './seats.ts'

const COOKIE = 'lookout-records'
const MOST_MESSAGE_BYTES = 8 * 1024 * 1024

/** Plain: on this machine's own address only. */
export type ConsoleTls = { readonly key: string; readonly cert: string }

export type PictureKey = {
  readonly search: string
  readonly car: CarId
  readonly day: number
  readonly hash: MediaHash
}

export type ConsoleDoor = { readonly address: string; stop(): Promise<void> }

type Options = {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
  /** Undefined: plain HTTP, which only a loopback address is given. */
  readonly tls: ConsoleTls | undefined
  /** Names under which browsers reach it, beside the address; the first is the one that is printed. */
  readonly names: readonly string[]
  readonly router: ServerRouter
  readonly files: Files
  readonly console: ConsoleFiles
  readonly newSeat: SeatMaker
  readonly contextOf: (seat: ReturnType<SeatMaker>, door: Door) => ServerContext
  /** The picture, when this session may see it by that search; the look is written before. */
  readonly picture: (
    key: PictureKey,
    seat: ReturnType<SeatMaker>,
  ) => Promise<{ bytes: Uint8Array; mime: string } | undefined>
  readonly now: () => number
}

const PicturePath = z.object({
  search: z.uuid(),
  car: CarId,
  day: z.coerce.number().int().nonnegative(),
  hash: MediaHash,
})

/** Throws when the port is taken, or when it would listen on the network without TLS. */
export async function startConsoleDoor(options: Options): Promise<ConsoleDoor> {
  const { host, port, tls, files, router, now } = options
  if (tls === undefined && !isLoopback(host)) {
    throw new Error(
      `console.host ${host}: beyond this machine the console is served by TLS only. Name console.certificate and console.key in server.json.`,
    )
  }
  const seats = openSeats(options.newSeat, now)
  const rpc = new RPCHandler(router)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES })
  const app = makeApp(tls)
  let origins: readonly string[] = []

  const cookieOf = (request: { readonly headers: IncomingMessage['headers'] }): string | undefined =>
    app.parseCookie(request.headers.cookie ?? '')[COOKIE]
  // A page of another site may point a name of its own here (DNS rebinding): only our own names are answered.
  const isOurs = (request: { readonly headers: IncomingMessage['headers'] }): boolean =>
    origins.includes(`${tls === undefined ? 'http' : 'https'}://${request.headers.host ?? ''}`)

  await app.register(fastifyCookie)
  app.addHook('onRequest', async (request, reply) => {
    if (!isOurs(request)) await reply.code(421).type('text/plain').send('Not a name of this server.')
  })
  app.get('/files/:token', async (request, reply) => {
    const { token } = z.object({ token: z.string().max(64) }).parse(request.params)
    const seat = seats.of(cookieOf(request))
    const file = files.take(token, seat?.sessionId())
    if (file === undefined) return refuseText(reply, 404, 'There is no such file for you. Ask for it again.')
    return reply
      .headers({
        ...PRIVATE,
        'content-disposition': `attachment; filename="${file.name.replaceAll(/[^\w.-]/g, '_')}"`,
      })
      .type(file.mime)
      .send(Buffer.from(await file.content()))
  })
  app.get('/pictures/:search/:car/:day/:hash', async (request, reply) => {
    const key = PicturePath.safeParse(request.params)
    const seat = seats.of(cookieOf(request))
    if (!key.success || seat === undefined) return refuseText(reply, 403, 'Sign in to see pictures.')
    const picture = await onBehalf(seat.sessionId, () => options.picture(key.data, seat))
    if (picture === undefined) return refuseText(reply, 404, 'There is no such picture in your search.')
    return reply.headers(PRIVATE).type(picture.mime).send(Buffer.from(picture.bytes))
  })
  app.get('/*', async (request: FastifyRequest, reply) => {
    const served = await options.console.serve(new Request(new URL(request.url, 'http://console')))
    if (cookieOf(request) === undefined && served.status === 200) {
      void reply.setCookie(COOKIE, randomBytes(32).toString('base64url'), {
        httpOnly: true,
        sameSite: 'strict',
        secure: tls !== undefined,
        path: '/',
      })
    }
    return reply
      .code(served.status)
      .headers(Object.fromEntries(served.headers))
      .send(Buffer.from(await served.arrayBuffer()))
  })

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const seat = seats.forCookie(cookieOf(request))
    const { origin } = request.headers
    if (
      request.url !== '/rpc' ||
      origin === undefined ||
      !origins.includes(origin) ||
      !isOurs(request) ||
      seat === undefined
    ) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const context = options.contextOf(seat, { webAuthn: { rpId: new URL(origin).hostname, origin } })
      seats.join(seat)
      webSocket.on('close', () => {
        context.console.close()
        seats.part(seat)
      })
      void rpc.upgrade(webSocket, { context })
    })
  })

  await app.listen({ host, port })
  const bound = app.server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the console has no port')
  const scheme = tls === undefined ? 'http' : 'https'
  const names = [...options.names, ...(isLoopback(host) ? ['localhost', '127.0.0.1'] : [host])]
  const isStandard = bound.port === (tls === undefined ? 80 : 443)
  origins = names.map((name) => `${scheme}://${name}${isStandard ? '' : `:${bound.port}`}`)

  return {
    address: `${origins[0] ?? ''}/`,
    async stop() {
      for (const webSocket of sockets.clients) webSocket.terminate()
      seats.stop()
      app.server.closeAllConnections()
      await app.close()
    },
  }
}

const PRIVATE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host)

const refuseText = (reply: FastifyReply, status: number, words: string) =>
  reply.code(status).headers(PRIVATE).type('text/plain; charset=utf-8').send(words)

/** The same app over HTTP or over TLS 1.3; only the server beneath it differs. */
function makeApp(tls: ConsoleTls | undefined): FastifyInstance {
  const limits = { bodyLimit: 1024, requestTimeout: 30_000, logger: false } as const
  if (tls === undefined) return Fastify(limits)
  const secured = Fastify({ ...limits, https: { ...tls, minVersion: 'TLSv1.3' } })
  return secured
}
