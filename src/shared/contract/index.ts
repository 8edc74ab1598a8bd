// The wire between the core and the patrol console.
import { cameras } from './cameras.ts'
import { events } from './events.ts'
import { hits } from './hits.ts'
import { reads } from './reads.ts'
import { system } from './system.ts'

export const contract = { cameras, reads, hits, system, events }
export type Contract = typeof contract
