import { createORPCClient } from '@orpc/client'
import { expect, test } from 'vitest'
import type { SessionState } from '#shared/domain/session.ts'
import type { CoreClient } from './connect.ts'
import { createSessionLink, isTrained, may, mayOperate } from './session.ts'

const SIGNED_IN: Extract<SessionState, { stage: 'signed-in' }> = {
  stage: 'signed-in',
  officer: { badge: '4711', name: 'Patrol one', position: 'sworn', roles: ['operator'], authorisations: [] },
  rights: ['operate'],
  training: [{ kind: 'leads', state: 'valid' }],
  signedInAt: 0,
  endsAt: 1,
  idleMs: 600_000,
  isPasswordDue: false,
  canUseSecurityKeys: false,
}
const OUT: SessionState = { stage: 'signed-out', isNoticeAcknowledged: true }

type Answer = (path: readonly string[], input: unknown) => unknown

/** A joint whose core answers as told. */
const core = (answer: Answer): CoreClient =>
  createORPCClient({ call: (path, input) => Promise.resolve(answer(path, input)) })

/** A console whose core can be changed for another one, as by a lost connection. */
function console(first: Answer) {
  const asked: string[] = []
  const told: (SessionState | undefined)[] = []
  const state = { client: watched(first), now: 0 }
  function watched(answer: Answer): CoreClient {
    return core((path, input) => {
      asked.push(`${path.at(-1)} ${JSON.stringify(input) ?? ''}`.trim())
      return answer(path, input)
    })
  }
  const link = createSessionLink({
    ask: async (question) => {
      try {
        return await question(state.client, new AbortController().signal)
      } catch {
        return undefined
      }
    },
    client: () => state.client,
    session: () => told.at(-1),
    take: (session) => told.push(session),
    now: () => state.now,
  })
  return {
    asked,
    told,
    state,
    link,
    join: (answer: Answer): void => {
      state.client = watched(answer)
    },
  }
}

test('a new joint takes the session up by the token, and each token is given away once', async () => {
  const { link, asked, told, join } = console(() => SIGNED_IN)
  link.enter({ state: SIGNED_IN, token: 'one' })
  await link.renew()
  expect(asked).toEqual(['state'])
  join(() => ({ state: SIGNED_IN, token: 'two' }))
  await link.renew()
  join(() => ({ state: SIGNED_IN, token: 'three' }))
  await link.renew()
  expect(asked.slice(1)).toEqual(['resume {"token":"one"}', 'resume {"token":"two"}'])
  expect(told.at(-1)).toEqual(SIGNED_IN)
})

test('a token that is refused is spent, and the core is asked who is signed in', async () => {
  const { link, asked, told, join } = console(() => SIGNED_IN)
  link.enter({ state: SIGNED_IN, token: 'one' })
  join((path) => {
    if (path.at(-1) === 'resume') throw new Error('replayed')
    return OUT
  })
  await link.renew()
  await link.renew()
  expect(asked).toEqual(['resume {"token":"one"}', 'state', 'state'])
  expect(told.at(-1)).toEqual(OUT)
})

test('an answer to a step is newer than a state that was asked for before it', async () => {
  let reply: (state: SessionState) => void = () => undefined
  const { link, told } = console(() => new Promise((resolve) => (reply = resolve)))
  const renewed = link.renew()
  await Promise.resolve()
  link.enter(SIGNED_IN)
  const old = reply
  old(OUT)
  await new Promise((resolve) => setTimeout(resolve, 0))
  reply(SIGNED_IN)
  await renewed
  expect(told).not.toContainEqual(OUT)
  expect(told.at(-1)).toEqual(SIGNED_IN)
})

test('input is told at once and then at most once a minute, and not while nobody is signed in', async () => {
  const { link, asked, state } = console(() => SIGNED_IN)
  link.touched()
  expect(asked).toEqual([])
  link.enter(SIGNED_IN)
  for (const at of [0, 1000, 59_999, 60_000, 119_999]) {
    state.now = at
    link.touched()
  }
  await Promise.resolve()
  expect(asked).toEqual(['active', 'active'])
})

test('without a core what is on the screen is shut after the idle time, not before', () => {
  const { link, told, state } = console(() => SIGNED_IN)
  link.enter({ state: SIGNED_IN, token: 'one' })
  state.now = 599_999
  link.shutIdle()
  expect(told.at(-1)).toEqual(SIGNED_IN)
  state.now = 600_000
  link.shutIdle()
  expect(told.at(-1)).toBeUndefined()
})

test('rights count only for who is signed in, and operating needs valid training too', () => {
  const untrained = { ...SIGNED_IN, training: [{ kind: 'leads' as const, state: 'expired' as const }] }
  expect([may(SIGNED_IN, 'operate'), may(SIGNED_IN, 'audit.read', 'operate'), may(SIGNED_IN)]).toEqual([
    true,
    true,
    true,
  ])
  expect([may(SIGNED_IN, 'audit.read'), may(OUT), may(undefined)]).toEqual([false, false, false])
  expect([isTrained(untrained), mayOperate(untrained), mayOperate(SIGNED_IN)]).toEqual([false, false, true])
})
