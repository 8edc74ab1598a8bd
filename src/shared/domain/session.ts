// Where a console stands on its way to a signed-in officer, as the core tells it. No plate is in it.
import { z } from 'zod'
import { Instant, Span } from './instant.ts'
import { Badge, Officer } from './officer.ts'
import { RIGHTS } from './rights.ts'
import { TrainingItem } from './training.ts'

export const FactorMethod = z.enum(['totp', 'recovery', 'security-key'])
export type FactorMethod = z.infer<typeof FactorMethod>

/** What happens when the second factor is set up: shown once, never again. */
export const Enrolment = z.object({
  badge: Badge,
  /** otpauth: address for an authenticator, and the secret in it for typing. */
  totpAddress: z.string(),
  totpSecret: z.string(),
  recoveryCodes: z.array(z.string()),
})
export type Enrolment = z.infer<typeof Enrolment>

const who = { badge: Badge, name: z.string() }

export const SessionState = z.discriminatedUnion('stage', [
  /** First run: there is no account yet. */
  z.object({ stage: z.literal('set-up') }),
  /** Nobody is signed in. `isNoticeAcknowledged`: the notice stays until it is. */
  z.object({ stage: z.literal('signed-out'), isNoticeAcknowledged: z.boolean() }),
  /** A password is set; the second factor is to be confirmed with a code before the account counts. */
  z.object({ stage: z.literal('enrolling'), ...who }),
  z.object({ stage: z.literal('second-factor'), ...who, methods: z.array(FactorMethod) }),
  /** The account is locked; `challenge` is read to the administrator, who gives the release code for it. */
  z.object({ stage: z.literal('locked'), badge: Badge, challenge: z.string() }),
  /**
   * Reading goes on, critical alerts sound, everything else is shut. idle: a second factor opens it again;
   * twelve-hours: password and second factor do.
   */
  z.object({
    stage: z.literal('alert-only'),
    ...who,
    why: z.enum(['idle', 'asked', 'twelve-hours']),
    methods: z.array(FactorMethod),
  }),
  z.object({
    stage: z.literal('signed-in'),
    officer: Officer,
    rights: z.array(z.enum(RIGHTS)),
    training: z.array(TrainingItem),
    signedInAt: Instant,
    /** Full sign-in again by then. */
    endsAt: Instant,
    /** Without input for so long it is alert-only. */
    idleMs: Span,
    /** The password is past its age and has to be changed first. */
    isPasswordDue: z.boolean(),
    /** Security keys can be used where the host can. */
    canUseSecurityKeys: z.boolean(),
  }),
])
export type SessionState = z.infer<typeof SessionState>
