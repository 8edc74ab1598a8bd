// What every procedure starts from: the contract, the parts it may call, the gates, and the audit of who looked.
import { implement, ORPCError } from '@orpc/server'
import type { Access as AccessTopic, Console, Holder, ToDo } from '#main/access/index.ts'
import type { AuditLog, Reviews, RadarDesk } from '#main/audit/index.ts'
import type { Canvasses } from '#main/canvass/index.ts'
import type { Cameras } from '#main/capture/index.ts'
import type { Department } from '#main/department/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { Hits, Quieting } from '#main/hits/index.ts'
import type { HotLists } from '#main/hotlists/index.ts'
import type { Policy } from '#main/policy/index.ts'
import type { ByHand } from '#main/reading/index.ts'
import type { Search } from '#main/search/index.ts'
import type { Shifts } from '#main/shifts/index.ts'
import type { Training } from '#main/training/index.ts'
import type { Access } from '#shared/contract/access.ts'
import { contract } from '#shared/contract/index.ts'
import type { ReadPage } from '#shared/contract/reads.ts'
import type { ReadId } from '#shared/domain/ids.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Read } from '#shared/domain/read.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { Refused } from '../refused.ts'
import { createLookLog, type LookLog } from './look-log.ts'

/** The parts of the core that procedures call: the same for every console. */
export type Parts = {
  readonly access: Pick<AccessTopic, 'book' | 'manage' | 'gates' | 'accountIdOf'>
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
  readonly training: Training
  readonly policy: Policy
  readonly audit: AuditLog
  readonly reviews: Reviews
  readonly radar: RadarDesk
  readonly department: Department
  /** What an agency still has to do after first run. */
  readonly toDo: () => ToDo[]
  readonly events: EventHub
  readonly systemStatus: () => SystemStatus
}

/** One console's view of them. */
export type ProcedureContext = Parts & { readonly console: Console; readonly looks: LookLog }

export const newContext = (parts: Parts, console: Console, now: () => number): ProcedureContext => ({
  ...parts,
  console,
  looks: createLookLog(parts.audit.write, now),
})

/** Who asks; refused where nobody is signed in. */
export const by = ({ console }: Pick<ProcedureContext, 'console'>): By => console.holder().by

/**
 * Every procedure passes the gates that its contract declares, whoever calls; one without a declaration is refused:
 * forgetting it must not open anything. What is only looked at is written to the audit before it is told; what is
 * done is written by its topic. What a gate or a topic refuses goes out as the contract's own error.
 */
export const procedures = implement(contract)
  .$context<ProcedureContext>()
  .use(async ({ context, next, procedure, path }, input: unknown) => {
    const { access } = procedure['~orpc'].meta
    if (access === undefined) {
      throw new ORPCError('FORBIDDEN', { message: 'This procedure declares no access.' })
    }
    const name = path.join('.')
    try {
      const holder = context.access.gates.pass(access, context.console, input)
      note(context, access, holder, input)
      return await next()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { gate } = error.refusal
      if (gate !== undefined && gate !== 'audit') {
        context.looks.refused(context.console.owner(), name, gate, context.console.hasSession())
      }
      throw new ORPCError('REFUSED', { defined: true, message: error.message, data: error.refusal })
    }
  })

function note(
  { console, looks }: ProcedureContext,
  access: Access,
  holder: Holder | undefined,
  input: unknown,
): void {
  const { audit } = access
  if (audit.writes === 'view') {
    const who = holder?.by ?? console.owner()
    if (who !== undefined) looks.look(who, audit.action, subjectOf(input))
  }
  // What the console reports by itself is no sign that somebody sits before it.
  if (audit.writes === 'act' && holder !== undefined && !audit.actions.includes('hit.shown')) console.touch()
}

/** The id of what is looked at, where the input names one. */
function subjectOf(input: unknown): string {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined
  return typeof id === 'string' && /^[0-9A-Za-z-]{1,64}$/.test(id) ? id : ''
}
