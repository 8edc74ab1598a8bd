// The console's way into the core inside the Electron window: the page asks, the preload hands over a port,
// calls and events run over it. Real ports and the real wire; only the window is made up.
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, expect, test, vi } from 'vitest'
import { connect } from '#renderer/connection/connect.ts'
import { contract } from '#shared/contract/index.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A window whose preload answers each `lookout:ready` with a new port to the given router. */
function stubWindow(): { readonly corePorts: MessagePort[] } {
  const os = implement(contract)
  const router = {
    cameras: { list: os.cameras.list.handler(() => []) },
    events: {
      subscribe: os.events.subscribe.handler(async function* () {
        yield { kind: 'hello' as const, number: 7 }
      }),
    },
  }
  const corePorts: MessagePort[] = []
  const page = Object.assign(new EventTarget(), {
    postMessage(data: unknown): void {
      if (data !== 'lookout:ready') return
      const { port1, port2 } = new MessageChannel()
      corePorts.push(port1)
      new RPCHandler(router).upgrade(port1)
      port1.start()
      page.dispatchEvent(
        Object.assign(new Event('message'), { data: 'lookout:port', ports: [port2], source: page }),
      )
    },
  })
  vi.stubGlobal('window', page)
  vi.stubGlobal('location', { protocol: 'app:', origin: 'app://lookout' })
  return { corePorts }
}

test('calls and events run over the port that the preload hands over', async () => {
  stubWindow()
  const transport = await connect()
  const { client } = transport
  expect(await client.cameras.list()).toEqual([])
  const events = []
  for await (const event of await client.events.subscribe()) events.push(event)
  expect(events).toEqual([{ kind: 'hello', number: 7 }])
  transport.close()
  await transport.closed
})

test('a port that the core closes is known to be gone, and the next one works', async () => {
  const { corePorts } = stubWindow()
  const first = await connect()
  corePorts[0]?.close()
  await first.closed
  const second = await connect()
  expect(await second.client.cameras.list()).toEqual([])
  second.close()
})
