// The contract implemented: each procedure parses, calls one function and returns.
import { cameras } from './cameras.ts'
import { hits } from './hits.ts'
import { procedures } from './implementer.ts'
import { lists } from './lists.ts'
import { canvass, localList, partials } from './local.ts'
import { reads } from './reads.ts'
import { shift } from './shift.ts'

export type { ProcedureContext } from './implementer.ts'

export const router = procedures.router({
  cameras,
  reads,
  hits,
  lists,
  localList,
  partials,
  canvass,
  shift,
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
