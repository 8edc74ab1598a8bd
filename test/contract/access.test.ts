// Every procedure of the contract: what it declares, and that nobody passes a gate that it names. The core, its
// database and its sessions are real.
import { call, ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '#main/core.ts'
import { router } from '#main/procedures/index.ts'
import { ROLES, type Role } from '#shared/domain/officer.ts'
import { mayDo, RIGHTS, roleConflict } from '#shared/domain/rights.ts'
import { ask, everyProcedure } from '../support/core/every-procedure.ts'
import { startStagedCar, type StagedCar } from '../support/core/staged-car.ts'

const PROCEDURES = everyProcedure()
const declared = PROCEDURES.flatMap(({ path, access }) => (access === undefined ? [] : [{ path, access }]))
const signedIn = declared.filter(({ access }) => access.level === 'signed-in')
const paths = (some: readonly { path: string }[]): string[] => some.map(({ path }) => path)

let car: StagedCar
beforeAll(async () => {
  car = await startStagedCar({
    officers: [
      { badge: '4711' },
      { badge: '0815', isUntrained: true },
      ...ROLES.filter((role) => role !== 'operator').map((role) => ({
        badge: `R-${role.slice(0, 8)}`,
        roles: [role],
      })),
    ],
  })
}, 120_000)
afterAll(() => car.stop())

const badgeOf = (role: Role): string => (role === 'operator' ? '4711' : `R-${role.slice(0, 8)}`)

describe('declarations', () => {
  test('every procedure declares who may call it, under which gates, and what it writes', () => {
    expect(declared.length).toBe(PROCEDURES.length)
    expect(declared.length).toBeGreaterThan(80)
    for (const { path, access } of declared) {
      expect(['open', 'alerts', 'signed-in'], path).toContain(access.level)
      for (const right of access.rights) expect(RIGHTS, path).toContain(right)
      const { audit } = access
      if (audit.writes === 'nothing') expect(audit.because, path).toMatch(/\w{3,} \w{2,}/)
      else
        for (const action of audit.writes === 'view' ? [audit.action] : audit.actions) {
          expect(action, path).toMatch(/^[a-z-]+(\.[a-z-]+)+$/)
        }
    }
  })

  test('what is open names no right and no gate, since nobody is there to hold them', () => {
    const wrong = declared.filter(
      ({ access }) => access.level !== 'signed-in' && (access.rights.length > 0 || access.gates.length > 0),
    )
    expect(paths(wrong)).toEqual([])
  })

  test('whatever tells reads, hits or lists of plates asks for training', () => {
    const data = /^(reads|hits|search|localList|partials|canvass)\./
    const open = signedIn.filter(({ path, access }) => data.test(path) && !access.gates.includes('training'))
    expect(paths(open)).toEqual([])
  })

  test('a procedure without a declared access is refused, whoever calls', async () => {
    const { context } = await car.people.signIn('4711')
    await expect(call(undeclared(router.cameras.list), undefined, { context })).rejects.toThrow(ORPCError)
    expect(await call(router.cameras.list, undefined, { context })).toHaveLength(1)
  })
})

describe('attacks', () => {
  test('signed out: every procedure that needs a session is refused', async () => {
    const session = car.core.newSession()
    for (const { path } of declared.filter(({ access }) => access.level !== 'open')) {
      expect(await ask(session, path, {}), path).toMatchObject({ kind: 'refused', gate: 'session' })
    }
  })

  test("with another's session: it belongs to its own console alone", async () => {
    await car.people.signIn('4711')
    const other = car.core.newSession()
    for (const { path } of signedIn) {
      expect(await ask(other, path, {}), path).toMatchObject({ kind: 'refused', gate: 'session' })
    }
  })

  test('untrained: no operating and no data, whatever else is right', async () => {
    const session = await car.people.signIn('0815')
    const asked = signedIn.filter(({ access }) => access.gates.includes('training'))
    expect(asked.length).toBeGreaterThan(25)
    for (const { path, access } of asked) {
      const gate = access.rights.some((right) => mayDo(['operator'], right)) ? 'training' : 'right'
      expect(await ask(session, path, {}), path).toMatchObject({ kind: 'refused', gate })
    }
  })

  test('without a shift: nothing that asks for one', async () => {
    const session = await car.people.signIn('4711')
    for (const { path } of signedIn.filter(({ access }) => access.gates.includes('shift'))) {
      expect(await ask(session, path, {}), path).toMatchObject({ kind: 'refused', gate: 'shift' })
    }
  })

  test.each(ROLES)('with the role %s: nothing that its rights do not name', async (role) => {
    const session = await car.people.signIn(badgeOf(role))
    const beyond = signedIn.filter(
      ({ access }) => access.rights.length > 0 && !access.rights.some((right) => mayDo([role], right)),
    )
    expect(beyond.length).toBeGreaterThan(10)
    for (const { path } of beyond) {
      expect(await ask(session, path, {}), path).toMatchObject({ kind: 'refused', gate: 'right' })
    }
  })

  test('idle: everything is shut but the bare alerts', async () => {
    const session = await car.people.signIn('4711')
    car.clock.ahead += 31 * 60_000
    for (const { path } of signedIn) {
      expect(await ask(session, path, {}), path).toMatchObject({ kind: 'refused', gate: 'session' })
    }
    expect(await ask(session, 'session.alerts')).toEqual({ kind: 'told', value: [] })
    expect(await ask(session, 'session.state')).toMatchObject({ value: { stage: 'alert-only', why: 'idle' } })
  })

  test('a forged token takes no session up; a replayed one ends it', async () => {
    const { people, core } = car
    const first = core.newSession()
    const token = await tokenOf(first)
    for (const forged of ['', 'x', token.slice(1), `${token}A`, token.toUpperCase()]) {
      expect(await ask(core.newSession(), 'session.resume', { token: forged })).toMatchObject({
        gate: 'session',
      })
    }
    expect(await ask(first, 'training.mine')).toMatchObject({ kind: 'told' })
    const second = core.newSession()
    expect(await ask(second, 'session.resume', { token })).toMatchObject({ kind: 'told' })
    expect(await ask(first, 'training.mine')).toMatchObject({ gate: 'session' })
    expect(await ask(core.newSession(), 'session.resume', { token })).toMatchObject({ gate: 'session' })
    expect(await ask(second, 'training.mine')).toMatchObject({ gate: 'session' })
    const found = second.context.audit.search({ action: 'session.replayed', limit: 5 })
    expect(found.rows).toMatchObject([{ badge: '4711', outcome: 'refused' }])

    async function tokenOf({ context }: Session): Promise<string> {
      await call(router.session.acknowledgeNotice, undefined, { context })
      await call(router.session.signIn, { badge: '4711', password: people.passwordOf('4711') }, { context })
      const code = people.recoveryCodeOf('4711')
      return (await call(router.session.secondFactor, { method: 'recovery', code }, { context })).token
    }
  })

  test('refused attempts stand in the audit with who tried', async () => {
    const session = await car.people.signIn(badgeOf('administrator'))
    await ask(session, 'audit.search', { limit: 5 })
    const { rows } = session.context.audit.search({ action: 'procedure.refused', limit: 1 })
    expect(rows).toMatchObject([
      {
        badge: badgeOf('administrator'),
        subject: 'audit.search',
        outcome: 'refused',
        detail: { gate: 'right' },
      },
    ])
  })
})

test('nobody holds the role of the auditor beside one whose acts stand in the audit', () => {
  for (const role of ROLES) {
    const isAllowed = role === 'auditor' || role === 'approver'
    expect(roleConflict(['auditor', role]) === undefined, role).toBe(isAllowed)
  }
})

/** The same procedure with its declaration taken away, as if somebody had forgotten it. */
function undeclared<T extends { '~orpc': { meta: object } }>(procedure: T): T {
  const copy: T = Object.create(Object.getPrototypeOf(procedure) as object) as T
  return Object.assign(copy, { '~orpc': { ...procedure['~orpc'], meta: {} } })
}
