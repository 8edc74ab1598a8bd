// Who sits at this console, as the core tells it, and what follows from it for what may be asked.
import type { Right } from '#shared/domain/rights.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { OfficeClient } from './connection.ts'

export type SignedIn = Extract<SessionState, { stage: 'signed-in' }>

/** What the core gives at the end of a sign-in: the token takes the session up after a lost connection, once. */
export type Entered = { readonly state: SessionState; readonly token: string }

/** The session of who is signed in; undefined in every other stage. */
export const signedIn = (session: SessionState | undefined): SignedIn | undefined =>
  session?.stage === 'signed-in' ? session : undefined

/** Whether somebody is signed in who holds any of the rights; none: everybody who is signed in. */
export function may(session: SessionState | undefined, ...rights: readonly Right[]): boolean {
  const held = signedIn(session)?.rights
  return held !== undefined && (rights.length === 0 || rights.some((right) => held.includes(right)))
}

/** Whether everything that the policy asks is valid: the gate before reads and hits. */
export const isTrained = (session: SessionState | undefined): boolean =>
  signedIn(session)?.training.every(({ state }) => state === 'valid') === true

/** Whether reads and hits may be asked for. */
export const mayOperate = (session: SessionState | undefined): boolean =>
  may(session, 'operate') && isTrained(session)

type SessionLinkOptions = {
  /** Asks the core; undefined when there is none, it refuses or stays silent. */
  readonly ask: <T>(
    question: (core: OfficeClient, signal: AbortSignal) => Promise<T>,
  ) => Promise<T | undefined>
  readonly client: () => OfficeClient | undefined
  readonly session: () => SessionState | undefined
  /** Takes what the core has told; undefined where the console itself can no longer vouch for it. */
  readonly take: (session: SessionState | undefined) => void
  readonly now: () => number
}

export type SessionLink = {
  /** Asks who is signed in; over a new joint the session is taken up first. False: the core did not tell. */
  readonly renew: () => Promise<boolean>
  /** Takes the answer to a step of a sign-in. */
  readonly enter: (told: SessionState | Entered) => void
  /** Somebody has touched the console. */
  readonly touched: () => void
  /** Shuts what is on the screen when nobody has touched it for the idle time and no core is there to say so. */
  readonly shutIdle: () => void
}

/** Input is told at most so often. */
const ACTIVE_MS = 60_000

/** The way of the session over the joints: the token stays in memory and is given away once. */
export function createSessionLink({ ask, client, session, take, now }: SessionLinkOptions): SessionLink {
  let token: string | undefined
  let resumedOver: OfficeClient | undefined
  /** Rises with each answer to a step: a state asked for before that is older. */
  let steps = 0
  let touchedAt = now()
  let toldActiveAt = Number.NEGATIVE_INFINITY

  function enter(told: SessionState | Entered): void {
    steps += 1
    if ('token' in told) {
      // Empty where the step came to no session: one that stands behind it keeps its own.
      if (told.token !== '') ({ token } = told)
      touchedAt = now()
      resumedOver = client()
    }
    take('token' in told ? told.state : told)
  }

  /** The token is spent before its answer is known: given away twice it would end the session. */
  async function resume(): Promise<boolean> {
    const core = client()
    if (token === undefined || core === undefined || core === resumedOver) return false
    const spent = token
    token = undefined
    resumedOver = core
    const told = await ask((core, signal) => core.session.resume({ token: spent }, { signal }))
    if (told !== undefined) enter(told)
    return told !== undefined
  }

  async function renew(): Promise<boolean> {
    if (await resume()) return true
    for (;;) {
      const before = steps
      const told = await ask((core, signal) => core.session.state(undefined, { signal }))
      if (before === steps) {
        if (told !== undefined) take(told)
        return told !== undefined
      }
    }
  }

  function idleMs(): number | undefined {
    return signedIn(session())?.idleMs
  }

  return {
    renew,
    enter,
    touched() {
      touchedAt = now()
      const limit = idleMs()
      if (limit === undefined || now() - toldActiveAt < Math.min(ACTIVE_MS, limit / 4)) return
      toldActiveAt = now()
      const before = steps
      void ask((core, signal) => core.session.active(undefined, { signal })).then((told) => {
        if (told !== undefined && before === steps) take(told)
      })
    },
    shutIdle() {
      const limit = idleMs()
      if (limit !== undefined && now() - touchedAt >= limit) take(undefined)
    },
  }
}
