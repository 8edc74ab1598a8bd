// The wire between the core and the patrol console.
import { cameras } from './cameras.ts'
import { events } from './events.ts'
import { hits } from './hits.ts'
import { lists } from './lists.ts'
import { canvass, localList, partials } from './local.ts'
import { reads } from './reads.ts'
import { shift } from './shift.ts'
import { system } from './system.ts'

export const contract = { cameras, reads, hits, lists, localList, partials, canvass, shift, system, events }
export type Contract = typeof contract
