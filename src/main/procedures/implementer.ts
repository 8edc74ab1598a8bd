// What every procedure starts from: the contract, the parts it may call, and the access check.
import { implement, ORPCError } from '@orpc/server'
import type { Canvasses } from '#main/canvass/index.ts'
import type { Cameras } from '#main/capture/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { Hits, Quieting } from '#main/hits/index.ts'
import type { HotLists } from '#main/hotlists/index.ts'
import type { ByHand } from '#main/reading/index.ts'
import { byOf, type Shifts } from '#main/shifts/index.ts'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { ReadId } from '#shared/domain/ids.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Read } from '#shared/domain/read.ts'
import { contract } from '#shared/contract/index.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { Refused } from '../refused.ts'

/** The parts of the core that procedures call; one context per call, the same parts in each. */
export type ProcedureContext = {
  readonly cameras: Pick<Cameras, 'list'>
  readonly reads: {
    page(window: { anchor?: number | undefined; offset: number; limit: number }): ReadPage
    get(id: ReadId): Read | undefined
  }
  readonly byHand: ByHand
  readonly hits: Hits
  readonly quieting: Quieting
  readonly hotLists: Pick<
    HotLists,
    'lists' | 'templates' | 'categories' | 'entered' | 'addLocal' | 'addPartial' | 'partial'
  >
  readonly canvasses: Canvasses
  readonly shifts: Shifts
  readonly profile: Profile
  readonly events: EventHub
  readonly systemStatus: () => SystemStatus
}

/** Who asks; refused between shifts. */
export const by = ({ shifts }: Pick<ProcedureContext, 'shifts'>): By => byOf(shifts.officer())

/**
 * A procedure without a declared access is refused, whoever calls: forgetting it must not open anything. What a
 * topic refuses goes out as the contract's own error, with what is missing and what to do.
 */
export const procedures = implement(contract)
  .$context<ProcedureContext>()
  .use(async ({ next, procedure }) => {
    if (procedure['~orpc'].meta.access === undefined) {
      throw new ORPCError('FORBIDDEN', { message: 'This procedure declares no access.' })
    }
    try {
      return await next()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      throw new ORPCError('REFUSED', { defined: true, message: error.message, data: error.refusal })
    }
  })
