// The wire between the core and the patrol console.
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { cameras } from './cameras.ts'
import { department } from './department.ts'
import { events } from './events.ts'
import { hits } from './hits.ts'
import { lists } from './lists.ts'
import { canvass, localList, partials } from './local.ts'
import { policy } from './policy.ts'
import { reads } from './reads.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { shift } from './shift.ts'
import { system } from './system.ts'
import { exercises, training } from './training.ts'
import { transfer } from './transfer.ts'

export const contract = {
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
  transfer,
  system,
  events,
}
export type Contract = typeof contract
