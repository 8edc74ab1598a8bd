// A network camera for tests that sends JPEG pictures over HTTP (multipart/x-mixed-replace).
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'

/** moving: noise that changes; frozen: always one picture; black: lens covered; silent: connected, nothing sent. */
type Show = 'moving' | 'frozen' | 'black' | 'silent'

export type MjpegServer = {
  readonly url: string
  readonly port: number
  show: Show
  readonly goAway: () => Promise<void>
  readonly comeBack: () => Promise<void>
  readonly stop: () => Promise<void>
}

export async function startMjpegServer(options: {
  readonly show: Show
  readonly login?: { readonly user: string; readonly password: string }
  readonly everyMs?: number
}): Promise<MjpegServer> {
  const moving = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((seed) => drawJpeg(`hsl(${seed * 40} 70% 60%)`)))
  const pictures = { moving, frozen: moving.slice(0, 1), black: [await drawJpeg('black')], silent: [] }
  let show = options.show
  const timers = new Set<NodeJS.Timeout>()
  const { login } = options
  const expected = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`

  const server = createServer((request, response) => {
    if (expected !== undefined && request.headers.authorization !== expected) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="camera"' }).end()
      return
    }
    response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=frame' })
    response.flushHeaders()
    let turn = 0
    const timer = setInterval(() => {
      const choice = pictures[show]
      const jpeg = choice[turn++ % choice.length]
      if (jpeg === undefined) return
      response.write(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`)
      response.write(jpeg)
      response.write('\r\n')
    }, options.everyMs ?? 40)
    timers.add(timer)
    response.on('close', () => clearInterval(timer))
  })

  async function listen(port: number): Promise<void> {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  async function goAway(): Promise<void> {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }

  await listen(0)
  const { port } = server.address() as AddressInfo
  const credentials = login === undefined ? '' : `${login.user}:${encodeURIComponent(login.password)}@`
  return {
    url: `http://${credentials}127.0.0.1:${port}/video.mjpg`,
    port,
    get show() {
      return show
    },
    set show(value) {
      show = value
    },
    goAway,
    comeBack: () => listen(port),
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await goAway()
    },
  }
}

function drawJpeg(background: string): Promise<Buffer> {
  return sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer()
}
