// Accounts in the words of the screen.
import type { Standing } from '#renderer/ui/state-mark.tsx'
import { clockTime } from '#renderer/office/words/when.ts'
import type { Account, AccountState } from '#shared/domain/account.ts'
import { CHANNEL_WORDS, type Position, type Role } from '#shared/domain/officer.ts'

export const STATE_WORDS: Readonly<Record<AccountState, readonly [word: string, standing: Standing]>> = {
  invited: ['waits for its holder', 'waiting'],
  active: ['active', 'in-order'],
  locked: ['locked', 'stopped'],
  disabled: ['disabled', 'away'],
}

export const POSITION_WORDS: Readonly<Record<Position, string>> = {
  sworn: 'sworn',
  cso: 'CSO',
  civilian: 'civilian',
}

/** What each role does, in a few words (rights.ts has the whole of it). */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  operator: 'drives, answers hits, searches',
  assigner: 'makes members operators',
  supervisor: 'reviews hits, sees the radar',
  manager: 'records training, proposes and approves policies',
  approver: 'approves policies',
  auditor: 'reads the audit, reviews it',
  administrator: 'accounts, settings, enrolment',
}

export function factorWords({ hasTotp, securityKeys, recoveryCodes }: Account['factors']): string {
  if (!hasTotp && securityKeys === 0) return 'none yet'
  const keys = securityKeys === 1 ? '1 security key' : `${securityKeys} security keys`
  return [
    ...(hasTotp ? ['authenticator'] : []),
    ...(securityKeys === 0 ? [] : [keys]),
    `${recoveryCodes} recovery codes left`,
  ].join(', ')
}

/** Authorisations with their end; one that is over is said to be over. */
export function authorisationWords({ authorisations }: Account, now: number): string {
  if (authorisations.length === 0) return 'none'
  return authorisations
    .map(({ dataClass, until }) => {
      const name = CHANNEL_WORDS[dataClass]
      if (until === undefined) return `${name} until it is taken back`
      const day = clockTime(until, now)
      return until <= now ? `${name} over since ${day}` : `${name} until ${day}`
    })
    .join('; ')
}

export const roleList = (roles: readonly Role[]): string => (roles.length === 0 ? 'none' : roles.join(', '))

/** Why this account is not changed here by this person, or undefined. */
export function notChanged(
  account: Account,
  me: { readonly badge: string },
  mayChange: boolean,
): string | undefined {
  if (account.badge === me.badge) return 'Nobody changes himself. Ask another administrator.'
  if (account.origin === 'roster')
    return "It comes with the department's signed roster and is changed there, not here."
  return mayChange ? undefined : 'Your roles see accounts; they do not change them.'
}
