import { createORPCClient } from '@orpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleEvent } from '#shared/contract/events.ts'
import type { CoreClient, Transport } from './connect.ts'
import { backOffMs, stayConnected, type LinkState } from './stay-connected.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A joint whose core tells the given events and then keeps silent until it is closed. */
function joint(told: readonly ConsoleEvent[]): Transport {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  async function* subscribe(): AsyncGenerator<ConsoleEvent> {
    yield* told
    await closed
  }
  const client: CoreClient = createORPCClient({ call: async () => subscribe() })
  return { client, closed, close: resolve }
}

function changed(number: number): ConsoleEvent {
  return {
    kind: 'changed',
    number,
    raisedHits: [],
    hitsChanged: false,
    statusChanged: false,
    shiftChanged: false,
    accessChanged: false,
  }
}

/** Runs the console's link over the given joints, one after the other; then none is to be had. */
function run(joints: Transport[]) {
  const links: LinkState[] = []
  const log: string[] = []
  const link = stayConnected({
    connect: () => {
      const next = joints.shift()
      return next === undefined ? Promise.reject(new Error('refused')) : Promise.resolve(next)
    },
    onLink: (state) => {
      links.push(state)
      log.push(state.kind)
    },
    onResync: () => log.push('resync'),
    onChanged: (event) => log.push(`changed ${event.number}`),
    now: Date.now,
  })
  return { link, links, log }
}

test('after the first event everything is asked for, and not again while the numbers follow one another', async () => {
  const { link, log } = run([joint([{ kind: 'hello', number: 7 }, changed(8), changed(9)])])
  await vi.advanceTimersByTimeAsync(0)
  expect(log).toEqual(['connecting', 'open', 'resync', 'changed 8', 'changed 9'])
  link.stop()
})

test('a gap in the numbers makes the console ask again for everything', async () => {
  const { link, log } = run([joint([{ kind: 'hello', number: 1 }, changed(2), changed(5)])])
  await vi.advanceTimersByTimeAsync(0)
  expect(log).toEqual(['connecting', 'open', 'resync', 'changed 2', 'resync', 'changed 5'])
  link.stop()
})

test('a lost core is told with the time of the next try, and after the return everything is asked again', async () => {
  const first = joint([{ kind: 'hello', number: 1 }])
  const second = joint([{ kind: 'hello', number: 1 }])
  const { link, links, log } = run([first, second])
  await vi.advanceTimersByTimeAsync(0)
  first.close()
  await vi.advanceTimersByTimeAsync(0)
  expect(links.at(-1)).toEqual({
    kind: 'lost',
    sinceAt: Date.now(),
    retryAt: Date.now() + 250,
    wasOpen: true,
  })
  await vi.advanceTimersByTimeAsync(250)
  expect(log).toEqual(['connecting', 'open', 'resync', 'lost', 'open', 'resync'])
  link.stop()
})

test('a core that never was there is tried for ever, at the longest every five seconds', async () => {
  const { link, links } = run([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(links.at(-1)).toMatchObject({ kind: 'lost', wasOpen: false })
  expect(links.length).toBeGreaterThan(13)
  expect([0, 1, 2, 3, 4, 5, 50].map(backOffMs)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
  link.stop()
})

test('a joint over which the core keeps silent is given up and made anew', async () => {
  const { link, log } = run([joint([{ kind: 'hello', number: 1 }]), joint([{ kind: 'hello', number: 2 }])])
  await vi.advanceTimersByTimeAsync(0)
  link.drop()
  await vi.advanceTimersByTimeAsync(300)
  expect(log).toEqual(['connecting', 'open', 'resync', 'lost', 'open', 'resync'])
  link.stop()
})

test('after the stop no new joint is made', async () => {
  const { link, log } = run([])
  await vi.advanceTimersByTimeAsync(0)
  link.stop()
  const told = log.length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(log.length).toBe(told)
})
