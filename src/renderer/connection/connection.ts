// What the screens of both consoles need of their connection, whoever answers over it: the core of a car, or the
// department's server.
import { ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { StoreApi } from 'zustand/vanilla'
import type { OfficeContract } from '#shared/contract/office.ts'
import { Refusal } from '#shared/domain/hit-step.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { SessionState } from '#shared/domain/session.ts'
import type { Entered } from './session.ts'
import type { LinkState } from './stay-connected.ts'

/** What a car and its department answer alike. */
export type OfficeClient = ContractRouterClient<OfficeContract>

/** What every console knows of whom it is joined to. */
export type ConnectionState = {
  readonly link: LinkState
  /** Whether it was told over this joint who sits here: before that whatever is asked would be refused. */
  readonly isCurrent: boolean
  /** Who sits at this console; undefined until it was told. */
  readonly session: SessionState | undefined
  readonly rules: { readonly profile: Profile } | undefined
  /** Rises when something changed that a screen may have asked for. */
  readonly hints: number
}

/**
 * What came of a call. refused: policy or the order of things forbids it, and says what is missing; gone: there
 * is no such thing any more; failed: nothing is known to have been done.
 */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'gone' | 'failed'; readonly why: string }

export type Connection<C, S extends ConnectionState = ConnectionState> = {
  readonly store: Pick<StoreApi<S>, 'getState' | 'getInitialState' | 'subscribe'>
  /** Calls once; for whatever somebody does. */
  readonly call: <T>(question: (core: C, signal: AbortSignal) => Promise<T>) => Promise<Outcome<T>>
  /** Takes the answer to a step of a sign-in, and keeps the token in it. */
  readonly enter: (told: SessionState | Entered) => void
}

/** The connection as the screens of the office have it. */
export type Office = Connection<OfficeClient>

/** What is said where nobody answers; `who` is "the car's core" or "the server". */
export const noAnswerWords = (who: string): string => `The console has lost ${who}.`

/** What came of a call that threw. */
export function outcomeOf(error: unknown, who: string): Outcome<never> {
  const refusal =
    error instanceof ORPCError && error.code === 'REFUSED' ? Refusal.safeParse(error.data) : undefined
  if (refusal?.success === true) return { kind: 'refused', refusal: refusal.data }
  const isGone = error instanceof ORPCError && error.defined
  return { kind: isGone ? 'gone' : 'failed', why: reasonOf(error, who) }
}

function reasonOf(error: unknown, who: string): string {
  const Who = `${who.charAt(0).toUpperCase()}${who.slice(1)}`
  if (error instanceof DOMException && error.name === 'TimeoutError') return `${Who} did not reply in time.`
  if (!(error instanceof ORPCError)) return noAnswerWords(who)
  return error.defined ? error.message : `${Who} has a fault (${error.message}).`
}
