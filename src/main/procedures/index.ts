// The contract implemented: each procedure parses, calls one function and returns.
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { cameras } from './cameras.ts'
import { department } from './department.ts'
import { events } from './events.ts'
import { hits } from './hits.ts'
import { procedures } from './implementer.ts'
import { lists } from './lists.ts'
import { canvass, localList, partials } from './local.ts'
import { policy } from './policy.ts'
import { reads } from './reads.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { shift } from './shift.ts'
import { exercises, training } from './training.ts'

export { newContext, type Parts, type ProcedureContext } from './implementer.ts'

export const router = procedures.router({
  session,
  accounts,
  training,
  exercises,
  policy,
  audit,
  department,
  cameras,
  reads,
  search,
  hits,
  lists,
  localList,
  partials,
  canvass,
  shift,
  system: {
    status: procedures.system.status.handler(({ context }) => context.systemStatus()),
  },
  events,
})

export type AppRouter = typeof router
