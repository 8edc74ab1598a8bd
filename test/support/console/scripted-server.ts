// The doors of the scripted core and of the scripted department: the built console and made-up pictures over HTTP, the
// contract over a WebSocket, both on 127.0.0.1.
import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { openConsoleFiles } from '#main/console-files/index.ts'

const OUT = new URL('../../../out/', import.meta.url)

type ServerOptions = {
  readonly router: AnyRouter
  /** The picture with this name, as JPEG. */
  readonly picture: (hash: string) => Promise<Buffer>
  readonly isRefusing: () => boolean
  /** The folder of the built console under out. */
  readonly console?: 'renderer' | 'records'
  /** What else is served by its path, if it is there. */
  readonly file?: (path: string) => Promise<{ readonly mime: string; readonly bytes: Buffer } | undefined>
}

/** Serves until `stop`. */
export async function serveScripted(options: ServerOptions) {
  const { router, picture, isRefusing, console: name = 'renderer', file } = options
  // The core's own files under the core's own policy: what breaks it here would break in the car.
  const files = openConsoleFiles(fileURLToPath(new URL(name, OUT)))
  async function serve(path: string, response: ServerResponse): Promise<void> {
    const media = /^\/media\/([cd][0-9a-f]{63})$/.exec(path)
    if (media?.[1] !== undefined) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' })
      response.end(await picture(media[1]))
      return
    }
    const other = await file?.(path)
    if (other !== undefined) {
      response.writeHead(200, { 'content-type': other.mime })
      response.end(other.bytes)
      return
    }
    const answer = await files.serve(new Request(new URL(path, 'http://core')))
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  }

  const server = createServer((request, response) => {
    serve(new URL(request.url ?? '/', 'http://core').pathname, response).catch(() => {
      response.writeHead(404).end()
    })
  })
  const sockets = new WebSocketServer({ noServer: true })
  const handler = new RPCHandler(router)
  server.on('upgrade', (request, socket, head) => {
    if (isRefusing() || request.url !== '/rpc') {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (websocket) => {
      void handler.upgrade(websocket)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  return {
    url: `http://127.0.0.1:${address.port}/`,
    dropConnections(): void {
      for (const client of sockets.clients) client.terminate()
    },
    async stop(): Promise<void> {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
