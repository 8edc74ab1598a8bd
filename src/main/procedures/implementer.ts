// What the procedures of the car's own topics start from: the contract, the parts that they may call, the gates.
import { implement } from '@orpc/server'
import type { Console } from '#main/access/index.ts'
import type { Canvasses } from '#main/canvass/index.ts'
import type { Cameras } from '#main/capture/index.ts'
import type { Department } from '#main/department/index.ts'
import type { Hits, Quieting } from '#main/hits/index.ts'
import type { HotLists } from '#main/hotlists/index.ts'
import type { ByHand } from '#main/reading/index.ts'
import type { Search } from '#main/search/index.ts'
import type { Shifts } from '#main/shifts/index.ts'
import type { Packages, Uploads } from '#main/uploads/index.ts'
import { contract } from '#shared/contract/index.ts'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { ReadId } from '#shared/domain/ids.ts'
import type { Read } from '#shared/domain/read.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { createLookLog, gate, type GateContext, type OfficeParts } from './office/index.ts'

/** The parts of the core that procedures call: the same for every console. */
export type Parts = OfficeParts & {
  readonly cameras: Pick<Cameras, 'list'>
  readonly reads: {
    /** Reads of the running shift only: what is older is stored, and searched with a purpose. */
    page(window: { anchor?: number | undefined; offset: number; limit: number }): ReadPage
    get(id: ReadId): Read | undefined
  }
  readonly search: Search
  readonly byHand: ByHand
  readonly hits: Hits
  readonly quieting: Quieting
  readonly hotLists: Pick<
    HotLists,
    'lists' | 'templates' | 'categories' | 'entered' | 'addLocal' | 'addPartial' | 'partial'
  >
  readonly canvasses: Canvasses
  readonly shifts: Shifts
  readonly department: Department
  readonly uploads: Pick<Uploads, 'status' | 'enrol' | 'start'> & Packages
  readonly systemStatus: () => SystemStatus
}

/** One console's view of them. */
export type ProcedureContext = Parts & GateContext

export const newContext = (parts: Parts, console: Console, now: () => number): ProcedureContext => ({
  ...parts,
  console,
  looks: createLookLog(parts.audit.write, now),
})

export const procedures = implement(contract).$context<ProcedureContext>().use(gate)
