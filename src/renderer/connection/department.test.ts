import { createORPCClient, ORPCError } from '@orpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ConsoleEvent } from '#shared/contract/events.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { Transport } from './connect.ts'
import { createDepartment, type RecordsClient } from './department.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const SIGNED_IN: SessionState = {
  stage: 'signed-in',
  officer: { badge: '2001', name: 'Manager one', position: 'sworn', roles: ['manager'], authorisations: [] },
  rights: ['reads.search'],
  training: [],
  signedInAt: 0,
  endsAt: 1,
  idleMs: 60_000,
  isPasswordDue: false,
  canUseSecurityKeys: false,
}
const OUT: SessionState = { stage: 'signed-out', isNoticeAcknowledged: false }
const STATUS = { version: '0.1.0', cars: 3 }

/** A console over a server whose session a test sets; every question is written down by its path. */
function department(first: SessionState) {
  const asked: string[] = []
  const server = {
    session: first,
    isThere: true,
    tell: (_event: Partial<ConsoleEvent>): void => undefined,
    drop: (): void => undefined,
  }
  const answers: Readonly<Record<string, () => unknown>> = {
    'session.state': () => server.session,
    'session.resume': () => ({ state: server.session, token: 'next' }),
    'server.status': () => STATUS,
    'server.profile': () => ({ agency: 'Made-up' }),
  }
  async function connect(): Promise<Transport<RecordsClient>> {
    if (!server.isThere) throw new Error('refused')
    const queue: ConsoleEvent[] = [{ kind: 'hello', number: 1 }]
    let wake = (): void => undefined
    const ended = Promise.withResolvers<void>()
    let number = 1
    server.drop = ended.resolve
    server.tell = (event) => {
      number += 1
      const nothing = {
        raisedHits: [],
        hitsChanged: false,
        statusChanged: false,
        shiftChanged: false,
        accessChanged: false,
      }
      queue.push({ ...nothing, ...event, kind: 'changed', number })
      wake()
    }
    async function* subscribe(): AsyncGenerator<ConsoleEvent> {
      for (;;) {
        yield* queue.splice(0)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    const client: RecordsClient = createORPCClient({
      call: async (path) => {
        const name = path.join('.')
        if (name === 'events.subscribe') return subscribe()
        asked.push(name)
        return answers[name]?.()
      },
    })
    return { client, closed: ended.promise, close: ended.resolve }
  }
  const opened = createDepartment(connect)
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(600)
  return { opened, server, asked, settle, now: () => opened.store.getState() }
}

/** Questions that tell no record, so anybody may ask them. */
const OPEN = ['session.state', 'server.status', 'server.profile', 'audit.state']

test('by itself the console asks only for what tells no record', async () => {
  const { opened, server, asked, settle, now } = department(OUT)
  await settle()
  opened.enter({ state: SIGNED_IN, token: 'one' })
  server.session = SIGNED_IN
  server.tell({ accessChanged: true, statusChanged: true, shiftChanged: true })
  await vi.advanceTimersByTimeAsync(20_000)
  expect([...new Set(asked)].toSorted()).toEqual(OPEN.toSorted())
  expect([now().status, now().rules?.profile.agency]).toEqual([STATUS, 'Made-up'])
  opened.stop()
})

test('a change of access makes open screens ask again, and a change of the status does not', async () => {
  const { opened, server, settle, now } = department(SIGNED_IN)
  await settle()
  const before = now().hints
  server.tell({ statusChanged: true })
  await settle()
  expect(now().hints).toBe(before)
  server.tell({ accessChanged: true })
  await settle()
  expect(now().hints).toBeGreaterThan(before)
  opened.stop()
})

test('over a new joint nothing is asked for before the session is taken up', async () => {
  const { opened, server, asked, settle, now } = department(OUT)
  await settle()
  opened.enter({ state: SIGNED_IN, token: 'one' })
  server.session = SIGNED_IN
  await settle()
  asked.splice(0)
  server.drop()
  await vi.advanceTimersByTimeAsync(100)
  expect(now().isCurrent).toBe(false)
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked.find((name) => !OPEN.includes(name))).toBe('session.resume')
  expect(now().isCurrent).toBe(true)
  opened.stop()
})

test('without the server the console shuts itself when nobody has touched it for the idle time', async () => {
  const { opened, server, settle, now } = department(SIGNED_IN)
  await settle()
  expect(now().session).toEqual(SIGNED_IN)
  server.isThere = false
  server.drop()
  await vi.advanceTimersByTimeAsync(50_000)
  expect(now().session).toEqual(SIGNED_IN)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(now().session).toBeUndefined()
  opened.stop()
})

test('a call without the server, and one that it refuses, tell what came of them', async () => {
  const { opened, server, settle, now } = department(SIGNED_IN)
  await settle()
  const data = { missing: ['a signed-in officer'], next: 'Sign in.', gate: 'session' }
  server.session = OUT
  const refused = await opened.call(() =>
    Promise.reject(new ORPCError('REFUSED', { defined: true, message: 'Not done.', data })),
  )
  expect(refused).toEqual({ kind: 'refused', refusal: data })
  await settle()
  expect(now().session).toEqual(OUT)
  server.isThere = false
  server.drop()
  await settle()
  expect(await opened.call((core) => core.records.choices())).toEqual({
    kind: 'failed',
    why: 'The console has lost the server.',
  })
  opened.stop()
})
