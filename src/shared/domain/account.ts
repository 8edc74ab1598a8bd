// Personal accounts as the console shows them; secrets never leave the core.
import { z } from 'zod'
import { Instant } from './instant.ts'
import { Badge, DataClass, Position, Role } from './officer.ts'

/**
 * invited: waits for its holder to set a password and a second factor; locked: too many failures (CJIS AC-7);
 * disabled: by an administrator, a revoking roster, or 90 days unused (AC-2(3)).
 */
export const AccountState = z.enum(['invited', 'active', 'locked', 'disabled'])
export type AccountState = z.infer<typeof AccountState>

/** Leave to see and query a database oneself, until the certificate behind it expires. */
export const Authorisation = z.object({ dataClass: DataClass, until: Instant.optional() })
export type Authorisation = z.infer<typeof Authorisation>

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** When somebody is on duty, local time; 22:00 to 06:00 runs over midnight. */
export const DutyHours = z.object({ from: ClockTime, to: ClockTime })
export type DutyHours = z.infer<typeof DutyHours>

export const Account = z.object({
  id: z.uuid(),
  badge: Badge,
  name: z.string().min(1).max(60),
  position: Position,
  roles: z.array(Role),
  authorisations: z.array(Authorisation),
  state: AccountState,
  /** Why it is locked or disabled. */
  why: z.string().optional(),
  /** roster: as the department's signed roster has it; local: made at this console. */
  origin: z.enum(['local', 'roster']),
  dutyHours: DutyHours.optional(),
  lastSignInAt: Instant.optional(),
  passwordSetAt: Instant.optional(),
  factors: z.object({ hasTotp: z.boolean(), securityKeys: z.int(), recoveryCodes: z.int() }),
  /** Own and family plates that the misuse radar knows, as keyed hashes only. */
  ownPlates: z.int().nonnegative(),
})
export type Account = z.infer<typeof Account>

/** A one-time code that an administrator hands over with a new account; the holder enrols with it. */
export const EnrolmentCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
