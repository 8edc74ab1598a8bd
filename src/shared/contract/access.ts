// Every procedure declares who may call it, under which gates, and what it writes to the audit. The middleware of
// src/main/procedures holds the declaration; a test walks the contract and fails on a procedure without one.
import type { Right } from '../domain/rights.ts'

/**
 * open: nobody need be signed in, and no record is told; alerts: a session, even one that is idle; signed-in: a
 * session with both factors, input within the idle time, and less than the profile's hours old.
 */
export type Level = 'open' | 'alerts' | 'signed-in'

/**
 * training: everything that the profile asks is valid (no override); shift: a running shift, begun with the
 * acknowledgement of its purpose; purpose: a statement in the input that opens stored reads.
 */
export type Gate = 'training' | 'shift' | 'purpose'

/**
 * nothing: with the reason why not; view: the middleware writes the action before anything is told, once a minute
 * for the same subject; act: the topic writes these actions in the transaction of what it does.
 */
export type AuditDeclaration =
  | { readonly writes: 'nothing'; readonly because: string }
  | { readonly writes: 'view'; readonly action: string }
  | { readonly writes: 'act'; readonly actions: readonly string[] }

export type Access = {
  readonly level: Level
  /** One of these is needed; none: everybody who is signed in. */
  readonly rights: readonly Right[]
  readonly gates: readonly Gate[]
  readonly audit: AuditDeclaration
}

type Declared = { readonly access: Access }

/** Tells no record, so anybody at the console may ask. */
export const open = (because: string): Declared => ({
  access: { level: 'open', rights: [], gates: [], audit: { writes: 'nothing', because } },
})

/** A step on the way to a session, or out of it. */
export const openAct = (...actions: readonly string[]): Declared => ({
  access: { level: 'open', rights: [], gates: [], audit: { writes: 'act', actions } },
})

/** What a holder of one of these rights may look at. */
export const view = (
  action: string,
  rights: readonly Right[],
  gates: readonly Gate[] = ['training'],
): Declared => ({ access: { level: 'signed-in', rights, gates, audit: { writes: 'view', action } } })

/** What a holder of one of these rights may do. */
export const act = (
  actions: string | readonly string[],
  rights: readonly Right[],
  gates: readonly Gate[] = ['training', 'shift'],
): Declared => ({
  access: {
    level: 'signed-in',
    rights,
    gates,
    audit: { writes: 'act', actions: typeof actions === 'string' ? [actions] : actions },
  },
})

/** What everybody who is signed in may ask about himself or the car. */
export const own = (because: string, rights: readonly Right[] = []): Declared => ({
  access: { level: 'signed-in', rights, gates: [], audit: { writes: 'nothing', because } },
})
