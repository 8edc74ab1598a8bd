// The doors of the scripted core: the built console and made-up pictures over HTTP, the contract over a
// WebSocket, both on 127.0.0.1.
import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import { WebSocketServer } from 'ws'
import { openConsoleFiles } from '#main/console-files/index.ts'

const CONSOLE_FOLDER = fileURLToPath(new URL('../../../out/renderer', import.meta.url))

type ServerOptions = {
  readonly router: AnyRouter
  /** The picture with this name, as JPEG. */
  readonly picture: (hash: string) => Promise<Buffer>
  readonly isRefusing: () => boolean
}

/** Serves until `stop`. */
export async function serveScripted({ router, picture, isRefusing }: ServerOptions) {
  // The core's own files under the core's own policy: what breaks it here would break in the car.
  const files = openConsoleFiles(CONSOLE_FOLDER)
  async function serve(path: string, response: ServerResponse): Promise<void> {
    const media = /^\/media\/([cd][0-9a-f]{63})$/.exec(path)
    if (media?.[1] !== undefined) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' })
      response.end(await picture(media[1]))
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
