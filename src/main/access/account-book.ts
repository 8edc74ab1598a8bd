// The accounts of this car as the rest of the core may see them: who somebody is now, without his secrets.
import type { AccountRow, AccountsRepository } from '#main/storage/accounts-repository.ts'
import type { Account } from '#shared/domain/account.ts'
import type { Officer } from '#shared/domain/officer.ts'
import { rightsOf, type Right } from '#shared/domain/rights.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Audit } from '#main/audit/index.ts'
import { PROGRAM } from '#main/audit/index.ts'

const DATA_RIGHTS: ReadonlySet<Right> = new Set(['operate', 'reads.search', 'hits.history'])
const DAY_MS = 86_400_000

export type AccountBook = ReturnType<typeof createAccountBook>

type Options = {
  readonly repository: AccountsRepository
  readonly profile: Profile
  readonly audit: Audit
  /** An account that may not be used any more: whoever sits there with it is out. */
  readonly onRevoked: (accountId: string) => void
  readonly onChange: () => void
  readonly now: () => number
}

export function createAccountBook({ repository, profile, audit, onRevoked, onChange, now }: Options) {
  function officerOf(row: AccountRow): Officer {
    const { badge, name, position, roles, authorisations } = row
    return {
      badge,
      name,
      position,
      roles,
      authorisations: authorisations
        .filter(({ until }) => until === undefined || until > now())
        .map(({ dataClass }) => dataClass),
    }
  }

  /** What the roles may, less the data where the profile's positions do not let the holder see any (Oak Brook 131.6). */
  function rightsOfRow({ roles, position }: AccountRow): Right[] {
    const rights = rightsOf(roles)
    return profile.positions.value.includes(position)
      ? rights
      : rights.filter((right) => !DATA_RIGHTS.has(right))
  }

  function toAccount(row: AccountRow): Account {
    const { id, badge, name, position, roles, authorisations, state, why, origin } = row
    const { dutyHours, lastSignInAt, passwordSetAt, recoveryHashes, ownPlates, totpSecret } = row
    return {
      id,
      badge,
      name,
      position,
      roles,
      authorisations,
      state,
      origin,
      factors: {
        hasTotp: totpSecret !== undefined && state !== 'invited',
        securityKeys: repository.keys(id).length,
        recoveryCodes: recoveryHashes.length,
      },
      ownPlates: ownPlates.length,
      ...(why === undefined ? {} : { why }),
      ...(dutyHours === undefined ? {} : { dutyHours }),
      ...(lastSignInAt === undefined ? {} : { lastSignInAt }),
      ...(passwordSetAt === undefined ? {} : { passwordSetAt }),
    }
  }

  function put(row: AccountRow): AccountRow {
    repository.put(row)
    if (row.state === 'disabled') onRevoked(row.id)
    onChange()
    return row
  }

  return {
    repository,
    officerOf,
    rightsOf: rightsOfRow,
    toAccount,
    put,
    count: () => repository.count(),
    list: (): Account[] => repository.all().map(toAccount),
    get: (id: string) => repository.get(id),
    byBadge: (badge: string) => repository.byBadge(badge),

    /** The holder of a badge number as he is now; undefined for an account that is not in use. */
    officerByBadge(badge: string): Officer | undefined {
      const row = repository.byBadge(badge)
      return row?.state === 'active' ? officerOf(row) : undefined
    },

    /** Disables what has not been used for as long as the profile lets it (CJIS AC-2(3): 90 days). */
    sweep(): void {
      const { value: days, clause } = profile.inactiveDays
      for (const row of repository.all()) {
        const usedAt = row.lastSignInAt ?? row.createdAt
        if (row.state === 'disabled' || usedAt + days * DAY_MS > now()) continue
        const why = `not used for ${days} days`
        audit(PROGRAM, 'account.disable', row.id, { badge: row.badge, why, clause: clause ?? null })
        put({ ...row, state: 'disabled', why, closedAt: now() })
      }
    },
  }
}
