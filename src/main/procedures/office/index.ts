// The procedures that a department has just as a car does, and the gate that all of them pass.
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { events } from './events.ts'
import { policy } from './policy.ts'
import { session } from './session.ts'
import { exercises, training } from './training.ts'

export { by, gate, type GateContext } from './gate.ts'
export { createLookLog } from './look-log.ts'
export type { OfficeContext, OfficeParts } from './procedures.ts'

export const officeRouter = { session, accounts, training, exercises, policy, audit, events }
