// People of a staged car or department: made, enrolled and trained through the core's own procedures, as an agency would. What only
// the people themselves know (passwords, secrets, codes) is kept here.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { call } from '@orpc/server'
import { Secret, TOTP } from 'otpauth'
import { z } from 'zod'
import type { Session } from '#main/core.ts'
import { officeRouter as router, type OfficeContext } from '#main/procedures/office/index.ts'
import { Officer, type DataClass, type Position, type Role } from '#shared/domain/officer.ts'

const Known = z.object({
  badge: z.string(),
  password: z.string(),
  totpSecret: z.string(),
  recovery: z.array(z.string()),
})
type Known = z.infer<typeof Known>

export type Person = Partial<Officer> & {
  readonly badge: string
  /** Without it all training that the profile asks is recorded. */
  readonly isUntrained?: boolean
}

type OfficeSession = { readonly context: OfficeContext }
export type People<S extends OfficeSession = Session> = Awaited<ReturnType<typeof openPeople<S>>>

const ADMINISTRATOR = 'A-1'
/** The manager, who also assigns operators where the profile says so. */
const MANAGER = 'M-1'
const OPERATOR: readonly Role[] = ['operator']
const WHY = 'set up for this shift by the staff'

type Options<S extends OfficeSession> = {
  /** A car's core, or a department's server. */
  readonly core: { newSession(): S }
  /** Kept over a restart of the same car. */
  readonly file: string
  readonly profile: string
  readonly now: () => number
  /** Nobody is made: the first run is what is tested. */
  readonly isBare: boolean
}

export async function openPeople<S extends OfficeSession>({ core, file, profile, now, isBare }: Options<S>) {
  const known = new Map<string, Known>(
    existsSync(file)
      ? z
          .array(Known)
          .parse(JSON.parse(readFileSync(file, 'utf8')))
          .map((one) => [one.badge, one])
      : [],
  )
  const invited: (readonly [badge: string, session: S])[] = []
  const keep = (person: Known): void => {
    known.set(person.badge, person)
    writeFileSync(file, JSON.stringify([...known.values()]))
  }
  const passwordOf = (badge: string): string => `long enough for ${badge.toLowerCase()} 7-2-9`

  /** The code of somebody's authenticator at this moment. */
  function codeOf(badge: string): string {
    return new TOTP({ secret: Secret.fromBase32(must(badge).totpSecret) }).generate({ timestamp: now() })
  }

  function must(badge: string): Known {
    const person = known.get(badge)
    if (person === undefined) throw new Error(`Nobody has badge ${badge}.`)
    return person
  }

  /** A code that works once and at any time: no test waits for the next half minute. */
  function recoveryCodeOf(badge: string): string {
    const person = must(badge)
    const [code, ...others] = person.recovery
    if (code === undefined) throw new Error(`Badge ${badge} has no recovery code left.`)
    keep({ ...person, recovery: others })
    return code
  }

  async function enrol(badge: string, { context }: S): Promise<void> {
    const password = passwordOf(badge)
    const { totpSecret, recoveryCodes } = await call(router.session.enrol, { password }, { context })
    keep({ badge, password, totpSecret, recovery: recoveryCodes })
    await call(router.session.confirmEnrolment, { code: codeOf(badge) }, { context })
  }

  /** Signs somebody in at a console; whoever sat there before is out. */
  async function signIn(badge: string, session: S = core.newSession()): Promise<S> {
    const { context } = session
    await call(router.session.acknowledgeNotice, undefined, { context })
    await call(router.session.signIn, { badge, password: must(badge).password }, { context })
    await call(router.session.secondFactor, { method: 'recovery', code: recoveryCodeOf(badge) }, { context })
    return session
  }

  if (!isBare && !known.has(ADMINISTRATOR)) {
    const session = core.newSession()
    const { context } = session
    const first = { profile, badge: ADMINISTRATOR, name: 'Administration', position: 'civilian' } as const
    await call(router.session.setUp, first, { context })
    await enrol(ADMINISTRATOR, session)
    await add(session, { badge: MANAGER, name: 'Records', position: 'sworn', roles: ['manager', 'assigner'] })
    await enrolAll()
  }

  async function enrolAll(): Promise<void> {
    for (const [badge, session] of invited.splice(0)) await enrol(badge, session)
  }

  async function add(
    { context }: S,
    who: { badge: string; name: string; position: Position; roles: Role[] },
    authorisations: readonly DataClass[] = [],
  ): Promise<string> {
    const { account, code } = await call(router.accounts.invite, who, { context })
    if (authorisations.length > 0) {
      const granted = authorisations.map((dataClass) => ({ dataClass }))
      await call(
        router.accounts.authorise,
        { id: account.id, words: WHY, authorisations: granted },
        { context },
      )
    }
    const enrolling = core.newSession()
    await call(router.session.acknowledgeNotice, undefined, { context: enrolling.context })
    await call(router.session.beginEnrolment, { badge: who.badge, code }, { context: enrolling.context })
    invited.push([who.badge, enrolling])
    return account.id
  }

  return {
    administrator: ADMINISTRATOR,
    manager: MANAGER,
    has: (badge: string) => known.has(badge),
    passwordOf: (badge: string) => must(badge).password,
    codeOf,
    recoveryCodeOf,
    signIn,
    /** Makes accounts; their roles, training and enrolment are as the profile asks. Whoever sat there is out. */
    async ensure(people: readonly Person[]): Promise<void> {
      const wanted = people.filter(({ badge }) => !known.has(badge))
      if (wanted.length === 0) return
      const rules = core.newSession().context.policy.profile
      const assignedBy = rules.operatorsAssignedBy.value
      const administrator = await signIn(ADMINISTRATOR)
      const ids = new Map<string, string>()
      for (const {
        badge,
        name = `Officer ${badge}`,
        position = 'sworn',
        roles = OPERATOR,
        authorisations,
      } of wanted) {
        const given =
          assignedBy === 'administrator' ? [...roles] : roles.filter((role) => role !== 'operator')
        ids.set(badge, await add(administrator, { badge, name, position, roles: given }, authorisations))
      }
      const manager = await signIn(MANAGER)
      for (const { badge, roles = OPERATOR, isUntrained = false } of wanted) {
        const { context } = manager
        const id = ids.get(badge) ?? ''
        if (assignedBy !== 'administrator' && roles.includes('operator'))
          await call(router.accounts.setRoles, { id, words: WHY, roles: [...roles] }, { context })
        if (isUntrained) continue
        const { items } = await call(router.training.of, { accountId: id }, { context })
        for (const { kind } of items) {
          const record = {
            accountId: id,
            kind,
            completedAt: now() - 3_600_000,
            certificate: 'class of this year',
          }
          await call(router.training.record, record, { context })
        }
      }
      await enrolAll()
    },
  }
}
