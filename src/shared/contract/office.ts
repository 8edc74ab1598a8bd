// What a car and its department do alike: who is signed in, accounts, training, policy, audit, and hints of change.
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { events } from './events.ts'
import { policy } from './policy.ts'
import { session } from './session.ts'
import { exercises, training } from './training.ts'

export const office = { session, accounts, training, exercises, policy, audit, events }
export type OfficeContract = typeof office
