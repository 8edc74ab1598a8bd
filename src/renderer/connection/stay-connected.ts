// Keeps the console joined to the core and listens to its events. Events are hints: after the first
// one, after a gap in their numbers and after a new joint everything is asked again.
import type { ConsoleEvent } from '#shared/contract/events.ts'
import type { Transport } from './connect.ts'
import type { OfficeClient } from './connection.ts'

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'lost'; readonly sinceAt: number; readonly retryAt: number; readonly wasOpen: boolean }

export type Changed = Extract<ConsoleEvent, { kind: 'changed' }>

/** Whoever tells events. */
type Telling = Pick<OfficeClient, 'events'>

type StayConnectedOptions<C extends Telling> = {
  readonly connect: () => Promise<Transport<C>>
  readonly onLink: (link: LinkState) => void
  /** Everything may have changed: ask again. */
  readonly onResync: () => void
  readonly onChanged: (event: Changed) => void
  readonly now: () => number
}

export type StayConnected<C> = {
  /** The core as long as the joint stands. */
  client(): C | undefined
  /** Gives the present joint up, because the core does not answer over it, and makes a new one. */
  drop(): void
  stop(): void
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5000

/** Wait before the next try: a quarter second, doubled each time up to five seconds. */
export function backOffMs(failures: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures)
}

export function stayConnected<C extends Telling>({
  connect,
  onLink,
  onResync,
  onChanged,
  now,
}: StayConnectedOptions<C>): StayConnected<C> {
  const stopped = new AbortController()
  let transport: Transport<C> | undefined
  let failures = 0
  let wasOpen = false
  let sinceAt: number | undefined

  /** Returns when the stream of events ends, throws when it breaks. */
  async function listen(joint: Transport<C>): Promise<void> {
    let expected: number | undefined
    for await (const event of await joint.client.events.subscribe()) {
      if (event.kind === 'hello') {
        failures = 0
        wasOpen = true
        sinceAt = undefined
        onLink({ kind: 'open' })
      }
      if (event.kind === 'hello' || event.number !== expected) onResync()
      if (event.kind === 'changed') onChanged(event)
      expected = event.number + 1
    }
  }

  async function run(): Promise<void> {
    onLink({ kind: 'connecting' })
    while (!stopped.signal.aborted) {
      try {
        transport = await connect()
        if (!stopped.signal.aborted) await Promise.race([listen(transport), transport.closed])
      } catch {
        // Said below in either case: the core is not to be had over this joint.
      }
      transport?.close()
      transport = undefined
      if (stopped.signal.aborted) return
      const waitMs = backOffMs(failures)
      failures += 1
      sinceAt ??= now()
      onLink({ kind: 'lost', sinceAt, retryAt: now() + waitMs, wasOpen })
      await pause(waitMs, stopped.signal)
    }
  }

  void run()
  return {
    client: () => transport?.client,
    drop() {
      transport?.close()
    },
    stop() {
      stopped.abort()
      transport?.close()
    },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
