// Who may do what: accounts, sign-in, sessions, roles and gates. Every door of the core passes through here.
import type { AuditLog } from '#main/audit/index.ts'
import type { AccountsRepository } from '#main/storage/accounts-repository.ts'
import type { By, Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { TrainingItem } from '#shared/domain/training.ts'
import { createAccountBook } from './account-book.ts'
import { createConsoles, type Consoles } from './consoles.ts'
import { createGates } from './gates.ts'
import { createManageAccounts } from './manage-accounts.ts'
import { createRoster } from './roster.ts'
import { createSignIn } from './sign-in.ts'

export type { Console, Consoles, Holder } from './consoles.ts'
export { createGates } from './gates.ts'
export { demonstrationAccount } from './demonstration.ts'
export { passwordFigures, trainingFigures } from './figures.ts'
export { mayShow } from './may-show.ts'
export { toDoOf, type ToDo } from './to-do.ts'

export type Access = ReturnType<typeof createAccess>

type Options = {
  readonly repository: AccountsRepository
  readonly profile: Profile
  readonly policy: Parameters<typeof createConsoles>[0]['policy']
  readonly trainingOf: (accountId: string) => TrainingItem[]
  readonly shifts: Parameters<typeof createConsoles>[0]['shifts'] & { current(): Shift | undefined }
  readonly rosterFault: () => { readonly missing: string; readonly next: string } | undefined
  readonly audit: AuditLog
  /** Makes what these methods do and its audit one transaction. */
  readonly atomic: <T extends object>(topic: T, names: readonly (keyof T & string)[]) => T
  readonly releaseKey: Uint8Array
  readonly onChange: () => void
  readonly now: () => number
}

/** Unused accounts are looked for at the start and once an hour. */
const SWEEP_MS = 3_600_000

export function createAccess(options: Options) {
  const { repository, profile, policy, trainingOf, shifts, rosterFault, audit, releaseKey, onChange, now } =
    options
  const { atomic } = options
  const book = createAccountBook({
    repository,
    profile,
    audit: audit.write,
    onRevoked: (accountId) => {
      for (const seat of seats) seat.endOf(accountId)
    },
    onChange,
    now,
  })
  const manage = atomic(createManageAccounts({ book, profile, audit, releaseKey, now }), [
    'invite',
    'setRoles',
    'authorise',
    'setDutyHours',
    'setOwnPlates',
    'disable',
    'enable',
    'release',
    'resetFactors',
  ])
  const signIn = createSignIn({ book, profile, audit: audit.write, releaseKey, now })
  const seats = new Set<Consoles>()
  function newSeat(onSeatChange = onChange): Consoles {
    const seat = createConsoles({
      book,
      manage,
      signIn,
      profile,
      policy,
      trainingOf,
      shifts,
      rosterFault,
      audit,
      onChange: onSeatChange,
      now,
    })
    seats.add(seat)
    return seat
  }
  const consoles = newSeat()
  const gates = createGates({ profile, shift: () => shifts.current() })
  const sweeping = setInterval(() => book.sweep(), SWEEP_MS)
  sweeping.unref()
  book.sweep()

  return {
    book,
    manage,
    /** The car's one seat: whoever signs in takes it over. */
    consoles,
    /** A department has many: each is one session of its own, of one browser. */
    newSeat,
    leaveSeat(seat: Consoles): void {
      seat.stop()
      seats.delete(seat)
    },
    gates,
    roster: createRoster({ book, manage, audit, now }),
    /** The account of whoever did something, for what is kept by account. */
    accountIdOf: ({ badge }: By): string | undefined => book.byBadge(badge)?.id,
    stop(): void {
      clearInterval(sweeping)
      for (const seat of seats) seat.stop()
    },
  }
}
