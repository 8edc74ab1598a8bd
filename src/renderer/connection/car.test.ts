import { createORPCClient, ORPCError } from '@orpc/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { madeUpHit } from '#renderer/patrol/words/made-up-hit.ts'
import type { ConsoleEvent } from '#shared/contract/events.ts'
import type { SessionState } from '#shared/domain/session.ts'
import { createCar } from './car.ts'
import type { CoreClient, Transport } from './connect.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const SIGNED_IN: SessionState = {
  stage: 'signed-in',
  officer: { badge: '4711', name: 'Patrol one', position: 'sworn', roles: ['operator'], authorisations: [] },
  rights: ['operate'],
  training: [],
  signedInAt: 0,
  endsAt: 1,
  idleMs: 600_000,
  isPasswordDue: false,
  canUseSecurityKeys: false,
}
const OUT: SessionState = { stage: 'signed-out', isNoticeAcknowledged: false }
const IDLE: SessionState = {
  stage: 'alert-only',
  badge: '4711',
  name: 'Patrol one',
  why: 'idle',
  methods: ['totp'],
}
const ALERT = {
  id: '00000000-0000-4000-9000-000000000001',
  category: 'stolen-vehicle',
  raisedAt: 1,
  isDoubtful: false,
}

/** A console over a core whose session a test sets; every question is written down by its path. */
function car(first: SessionState) {
  const asked: string[] = []
  const core = {
    session: first,
    tell: (_event: Partial<ConsoleEvent>): void => undefined,
    drop: (): void => undefined,
  }
  const answers: Readonly<Record<string, () => unknown>> = {
    'session.state': () => core.session,
    'session.resume': () => ({ state: core.session, token: 'next' }),
    'session.alerts': () => [ALERT],
    'shift.get': () => ({ id: 'a shift' }),
    'hits.open': () => [madeUpHit(1)],
    'hits.get': () => madeUpHit(2),
  }
  async function connect(): Promise<Transport> {
    const queue: ConsoleEvent[] = [{ kind: 'hello', number: 1 }]
    let wake = (): void => undefined
    const ended = Promise.withResolvers<void>()
    let number = 1
    core.tell = (event) => {
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
    core.drop = ended.resolve
    async function* subscribe(): AsyncGenerator<ConsoleEvent> {
      for (;;) {
        yield* queue.splice(0)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    const client: CoreClient = createORPCClient({
      call: async (path) => {
        const name = path.join('.')
        if (name === 'events.subscribe') return subscribe()
        asked.push(name)
        return answers[name]?.()
      },
    })
    return { client, closed: ended.promise, close: ended.resolve }
  }
  const opened = createCar(connect)
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(600)
  return { car: opened, core, asked, settle, now: () => opened.store.getState() }
}

/** Questions that tell no record, so anybody may ask them. */
const OPEN = [
  'session.state',
  'system.status',
  'cameras.list',
  'audit.state',
  'transfer.status',
  'shift.profile',
]

test('while nobody is signed in only what tells no record is asked for', async () => {
  const { car: opened, core, asked, settle } = car(OUT)
  await settle()
  core.tell({ hitsChanged: true, shiftChanged: true, newestRead: 7, raisedHits: [madeUpHit(2).id] })
  await vi.advanceTimersByTimeAsync(5000)
  expect([...new Set(asked)].toSorted()).toEqual(OPEN.toSorted())
  opened.stop()
})

test('a sign-in brings shift and hits, and a lock takes them away again', async () => {
  const { car: opened, core, settle, now } = car(OUT)
  await settle()
  opened.enter({ state: SIGNED_IN, token: 'one' })
  core.session = SIGNED_IN
  await settle()
  expect([now().waiting?.length, now().shift]).toEqual([1, { id: 'a shift' }])
  core.session = IDLE
  core.tell({ accessChanged: true })
  await settle()
  expect([now().session, now().waiting, now().shift]).toEqual([IDLE, undefined, undefined])
  opened.keepHit(madeUpHit(3))
  expect(now().waiting).toBeUndefined()
  opened.stop()
})

test('alert-only asks for alerts at every hint, for none of them names a hit', async () => {
  const { car: opened, core, asked, settle, now } = car(IDLE)
  await settle()
  const before = asked.filter((name) => name === 'session.alerts').length
  core.tell({ newestRead: 8 })
  await settle()
  expect(asked.filter((name) => name === 'session.alerts').length).toBeGreaterThan(before)
  expect(now().alerts).toEqual([ALERT])
  expect(asked).not.toContain('hits.open')
  core.session = OUT
  core.tell({ accessChanged: true })
  await settle()
  expect(now().alerts).toEqual([])
  opened.stop()
})

test('over a new joint nothing of the officer’s is asked for before his session is taken up', async () => {
  const { car: opened, core, asked, settle, now } = car(OUT)
  await settle()
  opened.enter({ state: SIGNED_IN, token: 'one' })
  core.session = SIGNED_IN
  await settle()
  asked.splice(0)
  core.drop()
  await vi.advanceTimersByTimeAsync(1000)
  const held = asked.filter((name) => !OPEN.includes(name))
  expect(held[0]).toBe('session.resume')
  expect(held).toContain('hits.open')
  expect(now().isCurrent).toBe(true)
  opened.stop()
})

test('a refusal for want of a session makes the console ask who is signed in', async () => {
  const { car: opened, core, settle, now } = car(SIGNED_IN)
  await settle()
  core.session = OUT
  const data = { missing: ['a signed-in officer'], next: 'Sign in.', gate: 'session' }
  const outcome = await opened.call(() =>
    Promise.reject(new ORPCError('REFUSED', { defined: true, message: 'Not done.', data })),
  )
  expect(outcome.kind).toBe('refused')
  await settle()
  expect(now().session).toEqual(OUT)
  opened.stop()
})
