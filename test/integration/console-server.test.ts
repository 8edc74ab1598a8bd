// The browser host's one door, tried over real sockets.
import { request as httpRequest } from 'node:http'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Core } from '#main/core.ts'
import { startConsoleServer, type ConsoleServer } from '#main/hosts/browser/console-server.ts'
import type { Contract } from '#shared/contract/index.ts'
import { HitId } from '#shared/domain/ids.ts'
import { scriptedCore, STATUS, type ScriptedCore } from '../support/core/scripted-core.ts'

let core: ScriptedCore
let server: ConsoleServer
let origin = ''

beforeEach(async () => {
  core = scriptedCore()
  server = await startConsoleServer(core as unknown as Core, 0)
  origin = new URL(server.address).origin
})
afterEach(() => server.stop())

type Answer = { status: number; body: string; cookie: string | undefined; location: string | undefined }

function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body,
          cookie: response.headers['set-cookie']?.[0],
          location: response.headers.location,
        }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

async function enter(): Promise<string> {
  const { cookie } = await get(server.address)
  return cookie?.split(';')[0] ?? ''
}

/** Opens the RPC socket; resolves with the HTTP status that refused it, or the open socket. */
function openSocket(headers: Record<string, string>): Promise<WebSocket | number> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers })
  return new Promise((resolve) => {
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.once('error', () => {})
  })
}

describe('the console server', () => {
  test('is reached by the name of this machine, and listens on no other address', async () => {
    expect(new URL(server.address).hostname).toBe('localhost')
    const { port } = new URL(server.address)
    const outside = Object.values(networkInterfaces()).flatMap((ones) => ones ?? [])
    for (const { address, internal } of outside.filter((one) => one.family === 'IPv4')) {
      if (internal) continue
      await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow()
    }
  })

  test('the printed address opens once: it becomes a cookie and the token dies', async () => {
    const first = await get(server.address)
    expect(first).toMatchObject({ status: 303, location: '/' })
    expect(first.cookie).toMatch(/^lookout=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
    expect(await get(server.address)).toMatchObject({ status: 403, cookie: undefined })
    const cookie = first.cookie?.split(';')[0] ?? ''
    expect(await get(`${origin}/media/x`, { cookie })).toMatchObject({ status: 200, body: 'served /media/x' })
  })

  test('without the cookie, with a wrong one or with a wrong token nothing is answered', async () => {
    await enter()
    for (const headers of [{}, { cookie: 'lookout=x' }, { cookie: 'other=1; lookout=' }] as Record<
      string,
      string
    >[]) {
      const answer = await get(`${origin}/`, headers)
      expect(answer.status).toBe(403)
      expect(answer.body).not.toContain('served')
    }
    expect((await get(`${origin}/?token=wrong`)).status).toBe(403)
  })

  test('a page under another host name is refused even with the cookie (DNS rebinding)', async () => {
    const cookie = await enter()
    expect((await get(`${origin}/`, { cookie, host: 'evil.example' })).status).toBe(403)
    const token = { host: 'evil.example' }
    expect((await get(server.address, token)).status).toBe(403)
  })

  test('the socket wants the cookie and our own origin', async () => {
    const cookie = await enter()
    expect(await openSocket({ origin })).toBe(403)
    expect(await openSocket({ cookie })).toBe(403)
    expect(await openSocket({ cookie, origin: 'http://evil.example' })).toBe(403)
    expect(core.openSessions()).toBe(0)
    const socket = await openSocket({ cookie, origin })
    expect(socket).toBeInstanceOf(WebSocket)
    if (typeof socket !== 'number') socket.close()
  })

  test('calls, typed refusals and events cross the socket, and closing it ends the session', async () => {
    const socket = await openSocket({ cookie: await enter(), origin })
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
    const client: ContractRouterClient<Contract> = createORPCClient(
      new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
    )
    expect(await client.system.status()).toEqual(STATUS)
    await expect(
      client.hits.step({ id: HitId.parse(crypto.randomUUID()), step: { kind: 'acknowledged' } }),
    ).rejects.toMatchObject({ code: 'REFUSED', defined: true, data: { missing: ['a running shift'] } })
    await expect(client.reads.page({ offset: -1, limit: 5 })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const events = await client.events.subscribe()
    expect((await events.next()).value).toEqual({ kind: 'hello', number: 0 })
    core.events.readsChanged(3)
    expect((await events.next()).value).toMatchObject({ kind: 'changed', newestRead: 3 })
    expect(core.openSessions()).toBe(1)
    socket.close()
    await expect.poll(() => core.openSessions()).toBe(0)
  })
})
