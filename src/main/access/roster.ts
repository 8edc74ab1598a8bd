// The department's roster taken over into the accounts of this car: whoever is on it may sign in here, whoever is
// not any more is out at once.
import type { AuditLog } from '#main/audit/index.ts'
import type { AccountRow } from '#main/storage/accounts-repository.ts'
import type { Authorisation, DutyHours } from '#shared/domain/account.ts'
import { StoredKey } from '#shared/domain/credentials.ts'
import type { By, Position, Role } from '#shared/domain/officer.ts'
import { roleConflict } from '#shared/domain/rights.ts'
import { refuse } from '../refused.ts'
import type { AccountBook } from './account-book.ts'
import type { ManageAccounts } from './manage-accounts.ts'

/** One person as the department's roster has him. */
export type RosterAccount = {
  readonly badge: string
  readonly name: string
  readonly position: Position
  readonly roles: readonly Role[]
  readonly authorisations: readonly Authorisation[]
  readonly dutyHours?: DutyHours | undefined
  readonly state: 'active' | 'disabled'
  readonly why?: string | undefined
  /** So that he signs in here as at the department; without them he enrols at this console. */
  readonly credentials?:
    | {
        readonly passwordHash: string
        readonly totpSecret: string
        readonly recoveryHashes: readonly string[]
        readonly securityKeys: readonly StoredKey[]
      }
    | undefined
}

/** Clocks of a car and its department differ. */
const SAME_LOCK_MS = 3_600_000

type Options = {
  readonly book: AccountBook
  readonly manage: Pick<ManageAccounts, 'blank'>
  readonly audit: AuditLog
  readonly now: () => number
}

export function createRoster({ book, manage, audit, now }: Options) {
  function take(one: RosterAccount): AccountRow {
    const conflict = roleConflict(one.roles)
    if (conflict !== undefined)
      throw refuse(`a roster without conflicts: ${conflict}`, 'Tell the department.')
    const known = book.byBadge(one.badge)
    const before = known ?? manage.blank(one.badge, one.name, one.position, one.roles)
    const { credentials } = one
    const isProved = credentials !== undefined || before.passwordHash !== undefined
    const isLocked = before.state === 'locked' && one.state === 'active'
    const row: AccountRow = {
      ...before,
      name: one.name,
      position: one.position,
      roles: [...one.roles],
      authorisations: [...one.authorisations],
      dutyHours: one.dutyHours,
      origin: 'roster',
      state: one.state === 'disabled' ? 'disabled' : isLocked ? 'locked' : isProved ? 'active' : 'invited',
      why: one.state === 'disabled' ? (one.why ?? 'by the roster') : isLocked ? before.why : undefined,
      closedAt: one.state === 'disabled' || isLocked ? (before.closedAt ?? now()) : undefined,
      // Somebody who comes back after 90 days is not disabled again at once.
      ...(before.state === 'disabled' && one.state === 'active' ? { lastSignInAt: now() } : {}),
      ...(credentials === undefined
        ? {}
        : {
            passwordHash: credentials.passwordHash,
            totpSecret: credentials.totpSecret,
            // A code that was used in this car stays used: the department's copy may not know of it yet.
            recoveryHashes: isSame(before, credentials)
              ? before.recoveryHashes.filter((hash) => credentials.recoveryHashes.includes(hash))
              : [...credentials.recoveryHashes],
            ...(before.passwordHash === credentials.passwordHash ? {} : { passwordSetAt: now() }),
            ...(before.totpSecret === credentials.totpSecret ? {} : { totpStep: undefined }),
          }),
    }
    book.put(row)
    if (credentials !== undefined) takeKeys(row.id, credentials.securityKeys)
    return row
  }

  /** A key's counter never goes back, whatever the department's copy says: that is how a cloned key shows. */
  function takeKeys(accountId: string, keys: readonly StoredKey[]): void {
    const counters = new Map(
      book.repository.keys(accountId).map(({ id, key }) => [id, StoredKey.parse(JSON.parse(key)).counter]),
    )
    book.repository.dropKeys(accountId)
    for (const key of keys) {
      const counter = Math.max(key.counter, counters.get(key.id) ?? 0)
      book.repository.putKey(accountId, { id: key.id, key: JSON.stringify({ ...key, counter }) }, now())
    }
  }

  /** What cars are told of an account; one that is not enrolled or locked is none of theirs yet. */
  function tell(row: AccountRow): RosterAccount | undefined {
    const { badge, name, position, roles, authorisations, dutyHours, passwordHash, totpSecret } = row
    if (row.state === 'disabled')
      return { badge, name, position, roles, authorisations, state: 'disabled', why: row.why ?? 'disabled' }
    if (row.state !== 'active' || passwordHash === undefined || totpSecret === undefined) return undefined
    const securityKeys = book.repository
      .keys(row.id)
      .slice(0, 10)
      .map(({ key }) => StoredKey.parse(JSON.parse(key)))
    const credentials = { passwordHash, totpSecret, recoveryHashes: row.recoveryHashes, securityKeys }
    const base = { badge, name, position, roles, authorisations, state: 'active', credentials } as const
    return dutyHours === undefined ? base : { ...base, dutyHours }
  }

  return {
    /** The accounts here as a roster for the cars, with what their holders sign in with. */
    accounts: (): RosterAccount[] => book.repository.all().flatMap((row) => tell(row) ?? []),
    /** In the transaction of whoever takes the bundle. */
    apply({ accounts }: { readonly accounts: readonly RosterAccount[] }, by: By): void {
      const named = new Set(accounts.map((one) => take(one).id))
      const gone = book.repository
        .all()
        .filter(({ id, origin, state }) => origin === 'roster' && state !== 'disabled' && !named.has(id))
      for (const row of gone)
        book.put({ ...row, state: 'disabled', why: 'not on the roster any more', closedAt: now() })
      audit.write(by, 'account.roster', 'roster', {
        accounts: named.size,
        gone: gone.map(({ badge }) => badge),
      })
    },
    /** The department releases a locked account; a lock later than the one that it knew of stays. */
    release(
      { badge, lockedAt }: { readonly badge: string; readonly lockedAt?: number | undefined },
      by: By,
    ): void {
      const row = book.byBadge(badge)
      if (row?.state !== 'locked') return
      if (lockedAt !== undefined && row.closedAt !== undefined && row.closedAt > lockedAt + SAME_LOCK_MS)
        return
      book.repository.forgetFailures(row.badge)
      book.put({ ...row, state: 'active', why: undefined, challenge: undefined, closedAt: undefined })
      audit.write(by, 'account.release', row.id, { badge: row.badge, how: 'department' })
    },
  }
}

const isSame = (
  row: AccountRow,
  { passwordHash, totpSecret }: { readonly passwordHash: string; readonly totpSecret: string },
): boolean => row.passwordHash === passwordHash && row.totpSecret === totpSecret
