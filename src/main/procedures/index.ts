// The contract implemented: each procedure parses, calls one function and returns.
import { cameras } from './cameras.ts'
import { hits } from './hits.ts'
import { procedures } from './implementer.ts'
import { reads } from './reads.ts'

export type { ProcedureContext } from './implementer.ts'

export const router = procedures.router({
  cameras,
  reads,
  hits,
  system: {
    status: procedures.system.status.handler(({ context }) => context.systemStatus()),
  },
  events: {
    subscribe: procedures.events.subscribe.handler(({ context, signal }) =>
      context.events.subscribe(signal ?? new AbortController().signal),
    ),
  },
})

export type AppRouter = typeof router
