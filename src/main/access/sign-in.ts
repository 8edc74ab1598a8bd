// The two factors of a sign-in and the lock behind them (CJIS IA-2, IA-5, AC-7). A wrong name and a wrong password
// are one and the same answer, in words and in time.
import { NOBODY, type Audit } from '#main/audit/index.ts'
import type { AccountRow } from '#main/storage/accounts-repository.ts'
import { byOf } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { FactorMethod } from '#shared/domain/session.ts'
import { refuse } from '../refused.ts'
import type { AccountBook } from './account-book.ts'
import {
  checkTotp,
  findRecoveryCode,
  isReleaseCode,
  newChallenge,
  verifyPassword,
  wastePasswordTime,
} from './credentials/index.ts'

const MINUTE_MS = 60_000

export type Attempt =
  | { readonly kind: 'right'; readonly row: AccountRow }
  | { readonly kind: 'locked'; readonly badge: string; readonly challenge: string }
  | { readonly kind: 'wrong' }

export type SignIn = ReturnType<typeof createSignIn>

type Options = {
  readonly book: AccountBook
  readonly profile: Profile
  readonly audit: Audit
  readonly releaseKey: Uint8Array
  readonly now: () => number
}

export function createSignIn({ book, profile, audit, releaseKey, now }: Options) {
  const { repository } = book
  /** Locked numbers that are nobody's, so that a lock does not tell who exists. */
  const nobodies = new Map<string, string>()
  /** One check at a time: guesses sent at once are counted one by one. */
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }

  function lockOf(badge: string, row: AccountRow | undefined): Attempt | undefined {
    const challenge = row === undefined ? nobodies.get(badge.toLowerCase()) : row.challenge
    if (challenge === undefined || (row !== undefined && row.state !== 'locked')) return undefined
    return { kind: 'locked', badge, challenge }
  }

  function fail(badge: string, row: AccountRow | undefined, factor: string): Attempt {
    const { failures, withinMinutes } = profile.lockout.value
    const at = now()
    const count = repository.fail(badge, at, at - withinMinutes * MINUTE_MS)
    const by = row === undefined ? NOBODY : byOf(row)
    audit(by, 'session.failure', row?.id ?? 'nobody', { factor, count }, { outcome: 'failed' })
    if (count < failures) return { kind: 'wrong' }
    const challenge = newChallenge()
    if (row === undefined) nobodies.set(badge.toLowerCase(), challenge)
    else book.put({ ...row, state: 'locked', why: `${count} failed sign-ins`, challenge, closedAt: now() })
    audit(by, 'account.lock', row?.id ?? 'nobody', { count, clause: profile.lockout.clause ?? null })
    return { kind: 'locked', badge, challenge }
  }

  /** Refused with a reason only after the right password: before it nobody learns that the account is there. */
  function mustBeInUse(row: AccountRow): void {
    if (row.state !== 'disabled') return
    audit(byOf(row), 'session.failure', row.id, { factor: 'disabled' }, { outcome: 'refused' })
    throw refuse(
      `an account in use: this one is disabled (${row.why ?? 'by an administrator'})`,
      'Ask the administrator.',
    )
  }

  /** Oak Brook 131.6: whoever is neither sworn nor a Community Service Officer does not sign in to operate. */
  function mustHavePosition(row: AccountRow): void {
    const { value: positions, clause } = profile.positions
    const isForData = row.roles.some((role) => ['operator', 'supervisor', 'manager'].includes(role))
    if (positions.includes(row.position) || !isForData) return
    audit(byOf(row), 'session.failure', row.id, { factor: 'position' }, { outcome: 'refused' })
    throw refuse(
      `a position that may use ALPR: ${positions.join(' or ')}`,
      'Ask the administrator about your position.',
      clause,
    )
  }

  return {
    password: (badge: string, password: string): Promise<Attempt> =>
      inTurn(async () => {
        const row = repository.byBadge(badge)
        const locked = lockOf(badge, row)
        if (locked !== undefined) {
          await wastePasswordTime(password)
          return locked
        }
        if (row?.passwordHash === undefined || row.state === 'invited') {
          await wastePasswordTime(password)
          return fail(badge, row, 'password')
        }
        if (!(await verifyPassword(row.passwordHash, password))) return fail(badge, row, 'password')
        mustBeInUse(row)
        mustHavePosition(row)
        audit(byOf(row), 'session.password', row.id, {})
        return { kind: 'right', row }
      }),

    methods(row: AccountRow, canUseKeys: boolean): FactorMethod[] {
      const methods: FactorMethod[] = []
      if (row.totpSecret !== undefined) methods.push('totp')
      if (row.recoveryHashes.length > 0) methods.push('recovery')
      if (canUseKeys && repository.keys(row.id).length > 0) methods.push('security-key')
      return methods
    },

    /** A code of an authenticator or a recovery code; each works once. */
    code: (accountId: string, method: 'totp' | 'recovery', code: string): Promise<Attempt> =>
      inTurn(() => {
        const row = repository.get(accountId)
        if (row === undefined) return Promise.resolve({ kind: 'wrong' })
        const locked = lockOf(row.badge, row)
        if (locked !== undefined) return Promise.resolve(locked)
        mustBeInUse(row)
        const used = method === 'totp' ? useTotp(row, code) : useRecovery(row, code)
        if (used === undefined) return Promise.resolve(fail(row.badge, row, method))
        repository.forgetFailures(row.badge)
        return Promise.resolve({ kind: 'right', row: book.put(used) })
      }),

    /** A wrong enrolment code, or the old password at its change, counts like a wrong password. */
    failedCode(badge: string): Attempt {
      const row = repository.byBadge(badge)
      return lockOf(badge, row) ?? fail(badge, row?.state === 'invited' ? undefined : row, 'code')
    },

    /** A failed security key counts like a wrong code. */
    keyFailed: (row: AccountRow): Attempt => fail(row.badge, row, 'security-key'),
    keyPassed(row: AccountRow): void {
      mustBeInUse(row)
      repository.forgetFailures(row.badge)
    },

    /** A release code that an administrator gave over the radio; it fits one lock of one account. */
    release(badge: string, code: string): void {
      const row = repository.byBadge(badge)
      const isRight =
        row?.challenge !== undefined &&
        row.state === 'locked' &&
        isReleaseCode(releaseKey, row.badge, row.challenge, code)
      if (!isRight) {
        audit(
          row === undefined ? NOBODY : byOf(row),
          'account.release',
          row?.id ?? 'nobody',
          { how: 'code' },
          { outcome: 'failed' },
        )
        throw refuse('the release code for this challenge', 'Read the challenge to the administrator again.')
      }
      audit(byOf(row), 'account.release', row.id, { how: 'code' })
      repository.forgetFailures(row.badge)
      book.put({ ...row, state: 'active', why: undefined, challenge: undefined, closedAt: undefined })
    },
  }

  function useTotp(row: AccountRow, code: string): AccountRow | undefined {
    if (row.totpSecret === undefined) return undefined
    const step = checkTotp(row.totpSecret, code, now(), row.totpStep)
    return step === undefined ? undefined : { ...row, totpStep: step }
  }
}

function useRecovery(row: AccountRow, code: string): AccountRow | undefined {
  const place = findRecoveryCode(row.recoveryHashes, code)
  return place === undefined
    ? undefined
    : { ...row, recoveryHashes: row.recoveryHashes.filter((_, at) => at !== place) }
}
