// An RTSP camera for tests (RFC 2326): Debian's ffmpeg encodes a moving picture to H.264 over RTP, this
// server hands the packets to whoever plays, interleaved in the TCP connection or by UDP.
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import type { Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export type RtspServer = {
  /** With the credentials in it when there are any. */
  readonly url: string
  readonly port: number
  /** Cuts every connection and refuses new ones. */
  readonly goAway: () => Promise<void>
  /** Listens again at the same port. */
  readonly comeBack: () => Promise<void>
  /** Keeps connections open but sends no more pictures. */
  isSilent: boolean
  readonly stop: () => Promise<void>
}

const SDP = [
  'v=0',
  'o=- 0 0 IN IP4 127.0.0.1',
  's=test camera',
  'c=IN IP4 127.0.0.1',
  't=0 0',
  'm=video 0 RTP/AVP 96',
  'a=rtpmap:96 H264/90000',
  'a=fmtp:96 packetization-mode=1',
  'a=control:track0',
  '',
].join('\r\n')

type Viewer = { readonly send: (packet: Buffer) => void }

export async function startRtspServer(login?: {
  readonly user: string
  readonly password: string
}): Promise<RtspServer> {
  const rtp = await openUdp()
  const rtcp = await openUdp()
  const target = `rtp://127.0.0.1:${rtp.address().port}?rtcpport=${rtcp.address().port}&pkt_size=1200`
  const picture = ['-v', 'quiet', '-re', '-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25']
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-g', '10']
  const packets = ['-x264-params', 'repeat-headers=1', '-payload_type', '96', '-f', 'rtp', target]
  const encoder = spawn('ffmpeg', [...picture, ...codec, ...packets], { stdio: 'ignore' })
  const viewers = new Map<Socket, Viewer>()
  const connections = new Set<Socket>()
  let isSilent = false
  rtp.on('message', (packet) => {
    if (!isSilent) for (const viewer of viewers.values()) viewer.send(packet)
  })

  const server = createServer((connection) => {
    connections.add(connection)
    connection.on('close', () => {
      connections.delete(connection)
      viewers.delete(connection)
    })
    connection.on('error', () => connection.destroy())
    serveRtsp(connection, login, rtp, viewers)
  })

  async function listen(port: number): Promise<void> {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  async function goAway(): Promise<void> {
    for (const connection of connections) connection.destroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }

  await listen(0)
  const { port } = server.address() as AddressInfo
  const credentials = login === undefined ? '' : `${login.user}:${encodeURIComponent(login.password)}@`
  return {
    url: `rtsp://${credentials}127.0.0.1:${port}/live`,
    port,
    goAway,
    comeBack: () => listen(port),
    get isSilent() {
      return isSilent
    },
    set isSilent(value) {
      isSilent = value
    },
    async stop() {
      await goAway()
      encoder.kill('SIGKILL')
      rtp.close()
      rtcp.close()
    },
  }
}

async function openUdp(): Promise<UdpSocket> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

function serveRtsp(
  connection: Socket,
  login: { readonly user: string; readonly password: string } | undefined,
  rtp: UdpSocket,
  viewers: Map<Socket, Viewer>,
): void {
  let text = ''
  let viewer: Viewer | undefined
  connection.on('data', (bytes) => {
    text += bytes.toString('latin1')
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      // The player's own RTCP packets come between requests in the same connection.
      const request = /(?:OPTIONS|DESCRIBE|SETUP|PLAY|TEARDOWN|GET_PARAMETER) .*$/s.exec(
        text.slice(0, end),
      )?.[0]
      text = text.slice(end + 4)
      if (request !== undefined) answer(request)
    }
  })

  function answer(request: string): void {
    const method = request.slice(0, request.indexOf(' '))
    const cseq = /^CSeq: *(\d+)/im.exec(request)?.[1] ?? '0'
    const reply = (status: string, headers: readonly string[] = [], body = ''): void => {
      const length = body === '' ? [] : [`Content-Length: ${body.length}`]
      connection.write([`RTSP/1.0 ${status}`, `CSeq: ${cseq}`, ...headers, ...length, '', body].join('\r\n'))
    }
    if (login !== undefined && method !== 'OPTIONS') {
      const expected = Buffer.from(`${login.user}:${login.password}`).toString('base64')
      if (!request.includes(`Authorization: Basic ${expected}`)) {
        reply('401 Unauthorized', ['WWW-Authenticate: Basic realm="camera"'])
        return
      }
    }
    if (method === 'OPTIONS') {
      reply('200 OK', ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER'])
    } else if (method === 'DESCRIBE') {
      reply('200 OK', ['Content-Type: application/sdp'], SDP)
    } else if (method === 'SETUP') {
      const transport = /^Transport: *(.*)$/im.exec(request)?.[1]?.trim() ?? ''
      const udpPort = /client_port=(\d+)/.exec(transport)?.[1]
      viewer =
        udpPort === undefined
          ? { send: (packet) => sendInterleaved(connection, packet) }
          : { send: (packet) => rtp.send(packet, Number(udpPort), '127.0.0.1') }
      const server =
        udpPort === undefined ? '' : `;server_port=${rtp.address().port}-${rtp.address().port + 1}`
      reply('200 OK', ['Session: 1', `Transport: ${transport}${server}`])
    } else {
      reply('200 OK', ['Session: 1'])
      if (method === 'PLAY' && viewer !== undefined) viewers.set(connection, viewer)
      if (method === 'TEARDOWN') viewers.delete(connection)
    }
  }
}

function sendInterleaved(connection: Socket, packet: Buffer): void {
  const head = Buffer.from([0x24, 0, packet.length >> 8, packet.length & 0xff])
  connection.write(Buffer.concat([head, packet]))
}
