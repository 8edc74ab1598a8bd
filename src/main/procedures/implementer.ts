// What every procedure starts from: the contract, the parts it may call, and the access check.
import { implement, ORPCError } from '@orpc/server'
import type { Cameras } from '#main/capture/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { Hits } from '#main/hits/index.ts'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { ReadId } from '#shared/domain/ids.ts'
import type { Read } from '#shared/domain/read.ts'
import { contract } from '#shared/contract/index.ts'
import type { SystemStatus } from '#shared/domain/system.ts'

/** The parts of the core that procedures call; one context per call, the same parts in each. */
export type ProcedureContext = {
  readonly cameras: Pick<Cameras, 'list'>
  readonly reads: {
    page(window: { anchor?: number | undefined; offset: number; limit: number }): ReadPage
    get(id: ReadId): Read | undefined
  }
  readonly hits: Hits
  readonly events: EventHub
  readonly systemStatus: () => SystemStatus
}

/** A procedure without a declared access is refused, whoever calls: forgetting it must not open anything. */
export const procedures = implement(contract)
  .$context<ProcedureContext>()
  .use(({ next, procedure }) => {
    if (procedure['~orpc'].meta.access === undefined) {
      throw new ORPCError('FORBIDDEN', { message: 'This procedure declares no access.' })
    }
    return next()
  })
