// Accounts with their secrets, and failed sign-ins. Only src/main/access may see the secrets.
import { z } from 'zod'
import { Account, Authorisation, DutyHours } from '#shared/domain/account.ts'
import { Role } from '#shared/domain/officer.ts'
import type { Database } from './open.ts'

/** Everything that is kept of an account. */
export type AccountRow = Omit<Account, 'factors' | 'ownPlates' | 'dutyHours'> & {
  readonly dutyHours: DutyHours | undefined
  readonly passwordHash: string | undefined
  readonly totpSecret: string | undefined
  /** The newest time step whose code was used: a code works once. */
  readonly totpStep: number | undefined
  readonly recoveryHashes: readonly string[]
  readonly enrolment: { readonly hash: string; readonly endsAt: number } | undefined
  /** Of a locked account: what its release code is made for. */
  readonly challenge: string | undefined
  /** Keyed hashes. */
  readonly ownPlates: readonly string[]
  readonly createdAt: number
  /** Since when it is locked or disabled. */
  readonly closedAt: number | undefined
}

/** A security key as the credentials part made it; opaque here. */
export type KeptKey = { readonly id: string; readonly key: string }

export type AccountsRepository = ReturnType<typeof accountsRepository>

type Columns = Readonly<Record<string, string | number | null>>

const COLUMNS = `id, badge, name, position, roles, authorisations, state, why, origin, duty_hours, password_hash,
  password_set_at, totp_secret, totp_step, recovery_hashes, enrolment_hash, enrolment_ends_at, challenge, own_plates,
  created_at, last_sign_in_at, closed_at`
const NAMES = COLUMNS.split(',').map((name) => name.trim())

export function accountsRepository(db: Database) {
  const byId = db.prepare<[string], Columns>(`SELECT ${COLUMNS} FROM accounts WHERE id = ?`)
  const byBadge = db.prepare<[string], Columns>(
    `SELECT ${COLUMNS} FROM accounts WHERE badge = ? COLLATE NOCASE`,
  )
  const all = db.prepare<[], Columns>(`SELECT ${COLUMNS} FROM accounts ORDER BY badge`)
  const count = db.prepare<[], number>('SELECT count(*) FROM accounts').pluck()
  const put = db.prepare<[Columns]>(
    `INSERT INTO accounts (${COLUMNS}) VALUES (${NAMES.map((name) => `@${name}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${NAMES.filter((name) => name !== 'id')
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}`,
  )
  const rename = db.prepare<[string, string]>('UPDATE accounts SET badge = ? WHERE id = ?')
  const keys = db.prepare<[string], KeptKey>('SELECT id, key FROM security_keys WHERE account_id = ?')
  const putKey = db.prepare<[string, string, string, number]>(
    `INSERT INTO security_keys (id, account_id, key, added_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET key = excluded.key`,
  )
  const dropKeys = db.prepare<[string]>('DELETE FROM security_keys WHERE account_id = ?')
  const fail = db.prepare<[string, number]>('INSERT INTO sign_in_failures (badge, at) VALUES (?, ?)')
  const failures = db
    .prepare<[string, number], number>('SELECT count(*) FROM sign_in_failures WHERE badge = ? AND at > ?')
    .pluck()
  const forget = db.prepare<[string]>('DELETE FROM sign_in_failures WHERE badge = ?')
  const forgetOld = db.prepare<[number]>('DELETE FROM sign_in_failures WHERE at <= ?')

  return {
    get(id: string): AccountRow | undefined {
      const row = byId.get(id)
      return row && toAccount(row)
    },
    /** Badge numbers are one and the same in upper and lower case. */
    byBadge(badge: string): AccountRow | undefined {
      const row = byBadge.get(badge)
      return row && toAccount(row)
    },
    all: (): AccountRow[] => all.all().map(toAccount),
    count: (): number => count.get() ?? 0,
    put(account: AccountRow): void {
      put.run(toColumns(account))
    },
    /** Frees a badge number whose year is over; the account of its former holder stays, with a name of its own. */
    release(id: string): void {
      rename.run(`-${id.slice(0, 11)}`, id)
    },
    keys: (accountId: string): KeptKey[] => keys.all(accountId),
    putKey(accountId: string, { id, key }: KeptKey, at: number): void {
      putKey.run(id, accountId, key, at)
    },
    dropKeys(accountId: string): void {
      dropKeys.run(accountId)
    },
    /** Notes a failed sign-in and tells how many there are since an instant. */
    fail(badge: string, at: number, since: number): number {
      forgetOld.run(since)
      fail.run(badge, at)
      return failures.get(badge, since) ?? 0
    },
    failuresSince: (badge: string, since: number): number => failures.get(badge, since) ?? 0,
    forgetFailures(badge: string): void {
      forget.run(badge)
    },
  }
}

const Row = z.object({
  id: z.string(),
  badge: z.string(),
  name: z.string(),
  position: Account.shape.position,
  state: Account.shape.state,
  origin: Account.shape.origin,
  created_at: z.number(),
})

function toAccount(row: Columns): AccountRow {
  const { created_at: createdAt, ...plain } = Row.parse(row)
  const text = (name: string): string | undefined => {
    const value = row[name]
    return typeof value === 'string' ? value : undefined
  }
  const number = (name: string): number | undefined => {
    const value = row[name]
    return typeof value === 'number' ? value : undefined
  }
  const json = <T>(name: string, schema: z.ZodType<T>): T => schema.parse(JSON.parse(text(name) ?? '[]'))
  const dutyHours = text('duty_hours')
  const enrolmentHash = text('enrolment_hash')
  return {
    ...plain,
    roles: json('roles', z.array(Role)),
    authorisations: json('authorisations', z.array(Authorisation)),
    why: text('why'),
    dutyHours: dutyHours === undefined ? undefined : DutyHours.parse(JSON.parse(dutyHours)),
    passwordHash: text('password_hash'),
    passwordSetAt: number('password_set_at'),
    totpSecret: text('totp_secret'),
    totpStep: number('totp_step'),
    recoveryHashes: json('recovery_hashes', z.array(z.string())),
    enrolment:
      enrolmentHash === undefined
        ? undefined
        : { hash: enrolmentHash, endsAt: number('enrolment_ends_at') ?? 0 },
    challenge: text('challenge'),
    ownPlates: json('own_plates', z.array(z.string())),
    createdAt,
    lastSignInAt: number('last_sign_in_at'),
    closedAt: number('closed_at'),
  }
}

function toColumns(account: AccountRow): Columns {
  const { id, badge, name, position, state, origin } = account
  return {
    id,
    badge,
    name,
    position,
    state,
    origin,
    roles: JSON.stringify(account.roles),
    authorisations: JSON.stringify(account.authorisations),
    why: account.why ?? null,
    duty_hours: account.dutyHours === undefined ? null : JSON.stringify(account.dutyHours),
    password_hash: account.passwordHash ?? null,
    password_set_at: account.passwordSetAt ?? null,
    totp_secret: account.totpSecret ?? null,
    totp_step: account.totpStep ?? null,
    recovery_hashes: JSON.stringify(account.recoveryHashes),
    enrolment_hash: account.enrolment?.hash ?? null,
    enrolment_ends_at: account.enrolment?.endsAt ?? null,
    challenge: account.challenge ?? null,
    own_plates: JSON.stringify(account.ownPlates),
    created_at: account.createdAt,
    last_sign_in_at: account.lastSignInAt ?? null,
    closed_at: account.closedAt ?? null,
  }
}
