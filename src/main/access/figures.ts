// What the regular audit counts of accounts and training (Oak Brook 131.5(d)): password security and training.
import type { Account } from '#shared/domain/account.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { TrainingItem } from '#shared/domain/training.ts'

type Figure = { readonly words: string; readonly value: string }

const DAY_MS = 86_400_000

const inUse = ({ state }: Account): boolean => state === 'active' || state === 'locked'

export function passwordFigures(accounts: readonly Account[], { password }: Profile, at: number): Figure[] {
  const count = (words: string, fits: (account: Account) => boolean): Figure => ({
    words,
    value: String(accounts.filter(fits).length),
  })
  const dueAt = at - password.value.mostAgeDays * DAY_MS
  return [
    count('Accounts in use', inUse),
    count(
      'Accounts in use without a second factor',
      (one) => inUse(one) && !one.factors.hasTotp && one.factors.securityKeys === 0,
    ),
    count(
      `Passwords older than ${password.value.mostAgeDays} days`,
      (one) => inUse(one) && (one.passwordSetAt ?? at) < dueAt,
    ),
    count(
      'Accounts with fewer than three recovery codes left',
      (one) => inUse(one) && one.factors.recoveryCodes < 3,
    ),
    count('Locked accounts', ({ state }) => state === 'locked'),
    count('Disabled accounts', ({ state }) => state === 'disabled'),
    count('Invited and not enrolled', ({ state }) => state === 'invited'),
  ]
}

export function trainingFigures(
  accounts: readonly Account[],
  itemsOf: (accountId: string) => readonly TrainingItem[],
): Figure[] {
  const operators = accounts.filter(({ state, roles }) => state === 'active' && roles.includes('operator'))
  const items = operators.map(({ id }) => itemsOf(id))
  const withState = (states: readonly TrainingItem['state'][]): number =>
    items.filter((one) => one.some(({ state }) => states.includes(state))).length
  return [
    { words: 'Operators', value: String(operators.length) },
    {
      words: 'With all training valid',
      value: String(items.filter((one) => one.every(({ state }) => state === 'valid')).length),
    },
    { words: 'With training missing', value: String(withState(['missing'])) },
    { words: 'With training expired', value: String(withState(['expired'])) },
    { words: 'With training due after a change', value: String(withState(['due'])) },
  ]
}
