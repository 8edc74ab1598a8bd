// The only file of the consoles that knows how they are joined to the core or the server: by a MessagePort in the
// Electron window, by a WebSocket in a browser.
import { createORPCClient } from '@orpc/client'
import { RPCLink as MessagePortLink } from '@orpc/client/message-port'
import { RPCLink as WebSocketLink } from '@orpc/client/websocket'
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#shared/contract/index.ts'

export type CoreClient = ContractRouterClient<Contract>

/** One joint with the core; when it is closed a new one has to be made. */
export type Transport<C = CoreClient> = {
  readonly client: C
  /** Resolves when the joint is gone, whoever ended it. */
  readonly closed: Promise<void>
  close(): void
}

/** How long the window waits for the preload to hand it a port, or for the socket to open. */
const JOIN_MS = 5000

/** Makes one joint with the core of a car; rejects when there is none to be had. */
export function connect(): Promise<Transport> {
  return location.protocol.startsWith('http') ? connectByWebSocket<Contract>() : overMessagePort()
}

/** Makes one joint with whoever serves this page. */
export async function connectByWebSocket<C extends AnyContractRouter>(): Promise<
  Transport<ContractRouterClient<C>>
> {
  const url = new URL('/rpc', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocket = new WebSocket(url)
  const closed = once(websocket, 'close')
  await settled(once(websocket, 'open'), closed, () => {
    websocket.close()
  })
  return {
    client: createORPCClient<ContractRouterClient<C>>(new WebSocketLink({ websocket })),
    closed,
    close() {
      websocket.close()
    },
  }
}

/** The preload answers `lookout:ready` with a new port each time it is asked. */
async function overMessagePort(): Promise<Transport> {
  const asked = new AbortController()
  const { promise, resolve } = Promise.withResolvers<MessagePort>()
  window.addEventListener(
    'message',
    (event: MessageEvent<unknown>) => {
      const [port] = event.ports
      if (event.source === window && event.data === 'lookout:port' && port !== undefined) resolve(port)
    },
    { signal: asked.signal },
  )
  window.postMessage('lookout:ready', location.origin)
  const port = await settled(promise, new Promise(() => {}), () => {}).finally(() => {
    asked.abort()
  })
  const ended = Promise.withResolvers<void>()
  port.addEventListener('close', () => {
    ended.resolve()
  })
  const client: CoreClient = createORPCClient(new MessagePortLink({ port }))
  port.start()
  return {
    client,
    closed: ended.promise,
    close() {
      port.close()
      // The side that closes a port is not told so by an event.
      ended.resolve()
    },
  }
}

function once(target: EventTarget, name: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  target.addEventListener(name, () => resolve(), { once: true })
  return promise
}

/** The joint when it comes in time; else gives up, and rejects. */
async function settled<T>(joined: Promise<T>, lost: Promise<unknown>, giveUp: () => void): Promise<T> {
  const tooLate = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    tooLate.reject(new Error(`The core did not answer within ${JOIN_MS} ms.`))
  }, JOIN_MS)
  const refused = lost.then(() => {
    throw new Error('The core refused the connection.')
  })
  try {
    return await Promise.race([joined, refused, tooLate.promise])
  } catch (error) {
    giveUp()
    throw error
  } finally {
    clearTimeout(timer)
    // Whichever of the two comes last is not wanted any more.
    refused.catch(() => {})
  }
}
