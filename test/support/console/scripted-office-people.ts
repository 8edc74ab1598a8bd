// The accounts of the scripted core: made-up people in every state, under the same refusals as in the car.
import { randomUUID } from 'node:crypto'
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { Account } from '#shared/domain/account.ts'
import type { Officer } from '#shared/domain/officer.ts'
import { mayDo, roleConflict, type Right } from '#shared/domain/rights.ts'
import { refuse } from './refuse.ts'
import type { Tell } from './scripted-events.ts'

export type OfficeOptions = { readonly tell: Tell; readonly officer: () => Officer | undefined }

const DAY = 86_400_000
const CODE = '7K3M-9XQ2-TR4H-0VWD'

export const madeUpId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

function madeUpAccount(number: number, badge: string, name: string, change: Partial<Account>): Account {
  return {
    id: madeUpId(number),
    badge,
    name,
    position: 'sworn',
    roles: ['operator'],
    authorisations: [],
    state: 'active',
    origin: 'local',
    lastSignInAt: Date.now() - 3 * 3_600_000,
    passwordSetAt: Date.now() - 40 * DAY,
    factors: { hasTotp: true, securityKeys: 0, recoveryCodes: 10 },
    ownPlates: 0,
    ...change,
  }
}

const NO_FACTORS = { hasTotp: false, securityKeys: 0, recoveryCodes: 0 }

function madeUpAccounts(): Account[] {
  return [
    madeUpAccount(1, '1001', 'Administrator one', {
      position: 'civilian',
      roles: ['administrator'],
      factors: { hasTotp: true, securityKeys: 2, recoveryCodes: 9 },
    }),
    madeUpAccount(2, '2001', 'Manager one', { roles: ['manager', 'assigner'] }),
    madeUpAccount(3, '3001', 'Auditor one', { position: 'civilian', roles: ['auditor'] }),
    madeUpAccount(4, '4711', 'Patrol one', {
      authorisations: [{ dataClass: 'leads', until: Date.now() + 200 * DAY }],
      dutyHours: { from: '22:00', to: '06:00' },
      ownPlates: 2,
    }),
    madeUpAccount(5, '4712', 'Patrol two', {
      state: 'locked',
      why: 'five failed sign-ins within 15 minutes',
      lastSignInAt: Date.now() - 2 * DAY,
    }),
    madeUpAccount(6, '4713', 'Patrol three', {
      position: 'cso',
      state: 'invited',
      factors: NO_FACTORS,
      lastSignInAt: undefined,
      passwordSetAt: undefined,
    }),
    madeUpAccount(7, '4714', 'Patrol four', {
      state: 'disabled',
      why: '90 days without a sign-in',
      lastSignInAt: Date.now() - 97 * DAY,
    }),
    madeUpAccount(8, '4801', 'Patrol five', { origin: 'roster' }),
  ]
}

/** Refuses who lacks all of the rights; tells who asks. */
export function holderOf(officer: OfficeOptions['officer'], ...rights: readonly Right[]): Officer {
  const on = officer()
  if (on === undefined) throw refuse('a session', 'Sign in.')
  if (!rights.some((right) => mayDo(on.roles, right)))
    throw refuse('the right to do this', 'Ask whoever holds that role.')
  return on
}

export function scriptedPeople({ tell, officer }: OfficeOptions) {
  const os = implement(contract)
  const kept = madeUpAccounts()

  /** Who is signed in has the roles that the test gave. */
  function all(): Account[] {
    const on = officer()
    return kept.map((account) =>
      account.badge === on?.badge ? { ...account, roles: on.roles, position: on.position } : account,
    )
  }
  function changeable(id: string): Account {
    const on = holderOf(officer, 'accounts.manage', 'accounts.assign')
    const account = kept.find((one) => one.id === id)
    if (account === undefined) throw refuse('the account', 'Open the list again.')
    if (account.badge === on.badge) throw refuse('another person: nobody changes himself', 'Ask another one.')
    if (account.origin === 'roster')
      throw refuse('an account of this car', 'The department changes what its roster has.')
    return account
  }
  function keep(account: Account, change: Partial<Account>): Account {
    const next = { ...account, ...change }
    const at = kept.indexOf(account)
    if (at === -1) kept.push(next)
    else kept[at] = next
    tell({ accessChanged: true })
    return next
  }

  const handlers = {
    list: os.accounts.list.handler(() => all()),
    invite: os.accounts.invite.handler(({ input }) => {
      holderOf(officer, 'accounts.manage')
      if (kept.some(({ badge }) => badge === input.badge))
        throw refuse('a badge number that nobody has had for 365 days', 'Give another one.', 'CJIS IA-4')
      const conflict = roleConflict(input.roles)
      if (conflict !== undefined) throw refuse(conflict, 'Leave one of them out.', 'CJIS AC-5')
      const invited = madeUpAccount(0, input.badge, input.name, {
        ...input,
        id: randomUUID(),
        state: 'invited',
        factors: NO_FACTORS,
        lastSignInAt: undefined,
        passwordSetAt: undefined,
      })
      return { account: keep(invited, {}), code: CODE }
    }),
    setRoles: os.accounts.setRoles.handler(({ input: { id, roles } }) => {
      const account = changeable(id)
      const conflict = roleConflict(roles)
      if (conflict !== undefined) throw refuse(conflict, 'Leave one of them out.', 'CJIS AC-5')
      return keep(account, { roles })
    }),
    authorise: os.accounts.authorise.handler(({ input: { id, authorisations } }) =>
      keep(changeable(id), { authorisations }),
    ),
    setDutyHours: os.accounts.setDutyHours.handler(({ input: { id, dutyHours } }) =>
      keep(changeable(id), { dutyHours: dutyHours ?? undefined }),
    ),
    setOwnPlates: os.accounts.setOwnPlates.handler(({ input: { id, plates } }) =>
      keep(changeable(id), { ownPlates: plates.length }),
    ),
    disable: os.accounts.disable.handler(({ input: { id, words } }) =>
      keep(changeable(id), { state: 'disabled', why: words }),
    ),
    enable: os.accounts.enable.handler(({ input: { id } }) =>
      keep(changeable(id), { state: 'active', why: undefined }),
    ),
    release: os.accounts.release.handler(({ input: { id } }) => {
      const account = changeable(id)
      if (account.state !== 'locked') throw refuse('a locked account', 'It is open already.')
      return keep(account, { state: 'active', why: undefined })
    }),
    resetFactors: os.accounts.resetFactors.handler(({ input: { id } }) => ({
      account: keep(changeable(id), { state: 'invited', factors: NO_FACTORS }),
      code: CODE,
    })),
    releaseCode: os.accounts.releaseCode.handler(({ input: { releaseKey } }) => {
      holderOf(officer, 'accounts.manage')
      if (releaseKey.length < 20) throw refuse('the whole release key of that car', 'Type it again.')
      return { code: '4821-9037-5516' }
    }),
    releaseKey: os.accounts.releaseKey.handler(() => {
      holderOf(officer, 'accounts.manage')
      return { releaseKey: 'Q7RM-2X9K-TD40-HV83-MW5Z-0CPN' }
    }),
  }
  return { handlers, all }
}
