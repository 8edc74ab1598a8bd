// Which console session a piece of work belongs to, for the audit's entries: a department has many at once.
import { AsyncLocalStorage } from 'node:async_hooks'

const running = new AsyncLocalStorage<() => string | undefined>()

/** The session on whose behalf this runs; undefined for what the program does by itself. */
export const sessionNow = (): string | undefined => running.getStore()?.()

/** Runs `work` on behalf of a seat. `session` is asked when an entry is written: it begins within the work. */
export function onBehalf<T>(session: () => string | undefined, work: () => T): T {
  return running.run(session, work)
}
