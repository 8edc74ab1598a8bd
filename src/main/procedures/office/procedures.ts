// What the procedures of the office start from: the topics that a department has just as a car does.
import { implement } from '@orpc/server'
import type { Access as AccessTopic, ToDo } from '#main/access/index.ts'
import type { AuditLog, RadarDesk, Reviews } from '#main/audit/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { Policy } from '#main/policy/index.ts'
import type { Training } from '#main/training/index.ts'
import { office } from '#shared/contract/office.ts'
import type { BareAlert } from '#shared/contract/session.ts'
import { gate, type GateContext } from './gate.ts'

export type OfficeParts = {
  readonly access: Pick<AccessTopic, 'book' | 'manage' | 'gates' | 'accountIdOf'>
  readonly training: Training
  readonly policy: Policy
  readonly audit: AuditLog
  readonly reviews: Reviews
  readonly radar: RadarDesk
  /** What an agency still has to do after first run. */
  readonly toDo: () => ToDo[]
  /** Critical hits for who may see no more; a department has none. */
  readonly bareAlerts: () => BareAlert[]
  readonly events: EventHub
}

export type OfficeContext = OfficeParts & GateContext

export const officeProcedures = implement(office).$context<OfficeContext>().use(gate)
