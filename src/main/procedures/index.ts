// The contract implemented: each procedure parses, calls one function and returns.
import { cameras } from './cameras.ts'
import { department } from './department.ts'
import { hits } from './hits.ts'
import { procedures } from './implementer.ts'
import { lists } from './lists.ts'
import { canvass, localList, partials } from './local.ts'
import { officeRouter } from './office/index.ts'
import { reads } from './reads.ts'
import { search } from './search.ts'
import { shift } from './shift.ts'
import { transfer } from './transfer.ts'

export { newContext, type Parts, type ProcedureContext } from './implementer.ts'

export const router = procedures.router({
  ...officeRouter,
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
  transfer,
  system: {
    status: procedures.system.status.handler(({ context }) => context.systemStatus()),
  },
})

export type AppRouter = typeof router
