// What a department says in a bundle. Strict: a field that this version does not know may be a restriction, so a
// bundle with one is refused whole.
import { z } from 'zod'
import { Authorisation, DutyHours } from '#shared/domain/account.ts'
import { CodeHash, PasswordHash, StoredKey, TotpSecret } from '#shared/domain/credentials.ts'
import { Instant } from '#shared/domain/instant.ts'
import { Badge, By, Officer, Position, Role } from '#shared/domain/officer.ts'
import { roleConflict } from '#shared/domain/rights.ts'
import { TrainingKind } from '#shared/domain/training.ts'
import { HotListOffer, TransferOrder } from '#shared/transfer/wire.ts'

const Name = Officer.shape.name
const Words = z.string().min(1).max(400)
const Signer = z.strictObject(By.shape)

const Credentials = z.strictObject({
  passwordHash: PasswordHash,
  totpSecret: TotpSecret,
  recoveryHashes: z.array(CodeHash).max(20),
  securityKeys: z.array(StoredKey).max(10),
})

const RosterAccount = z.strictObject({
  badge: Badge,
  name: Name,
  position: Position,
  roles: z
    .array(Role)
    .refine((roles) => roleConflict(roles) === undefined, 'roles that one person may not hold'),
  authorisations: z.array(Authorisation.strict()),
  dutyHours: DutyHours.strict().optional(),
  state: z.enum(['active', 'disabled']),
  why: Words.optional(),
  credentials: Credentials.optional(),
})

export const RosterBody = z.strictObject({
  accounts: z
    .array(RosterAccount)
    .max(5000)
    .refine(
      (accounts) => new Set(accounts.map(({ badge }) => badge.toLowerCase())).size === accounts.length,
      'a badge number stands there twice',
    ),
})
export type RosterBody = z.infer<typeof RosterBody>

export const TrainingBody = z.strictObject({
  records: z
    .array(
      z.strictObject({
        badge: Badge,
        kind: TrainingKind,
        completedAt: Instant,
        expiresAt: Instant.optional(),
        certificate: z.string().min(2).max(80),
        recordedBy: Signer,
      }),
    )
    .max(50_000),
  changes: z.array(z.strictObject({ kind: TrainingKind, words: Words, by: Signer, at: Instant })).max(1000),
})
export type TrainingBody = z.infer<typeof TrainingBody>

/** `lockedAt`: of the lock that is released; a later lock stays. */
export const ReleaseBody = z.strictObject({ badge: Badge, lockedAt: Instant.optional() })
export type ReleaseBody = z.infer<typeof ReleaseBody>

export const PolicyBody = z
  .strictObject({ yaml: z.string().min(1).max(1_000_000), proposedBy: Signer, approvedBy: Signer })
  .refine(
    ({ proposedBy, approvedBy }) => proposedBy.badge.toLowerCase() !== approvedBy.badge.toLowerCase(),
    'one person has proposed and approved it',
  )
export type PolicyBody = z.infer<typeof PolicyBody>

const head = { serial: z.int().positive(), issuedAt: Instant }

export const BundlePayload = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('roster'), ...head, body: RosterBody }),
  z.strictObject({ kind: z.literal('training'), ...head, body: TrainingBody }),
  z.strictObject({ kind: z.literal('release'), ...head, body: ReleaseBody }),
  z.strictObject({ kind: z.literal('policy'), ...head, body: PolicyBody }),
  z.strictObject({ kind: z.literal('order'), ...head, body: TransferOrder }),
  z.strictObject({ kind: z.literal('hot-list'), ...head, body: HotListOffer }),
])
export type BundlePayload = z.infer<typeof BundlePayload>
