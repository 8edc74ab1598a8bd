// Every procedure of the records console: what it declares, and that nobody passes a gate that it names. The server, its
// databases and its sessions are real.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { router } from '#server/procedures/index.ts'
import { ROLES, type Role } from '#shared/domain/officer.ts'
import { mayDo, RIGHTS } from '#shared/domain/rights.ts'
import { recordsContract } from '#shared/records/index.ts'
import { ask, everyProcedure, type Answer } from '../support/core/every-procedure.ts'
import {
  startStagedDepartment,
  type DepartmentSession,
  type StagedDepartment,
} from '../support/server/staged-department.ts'

const PROCEDURES = everyProcedure(recordsContract)
const declared = PROCEDURES.flatMap(({ path, access }) => (access === undefined ? [] : [{ path, access }]))
const signedIn = declared.filter(({ access }) => access.level === 'signed-in')
const paths = (some: readonly { path: string }[]): string[] => some.map(({ path }) => path)
const put = (session: DepartmentSession, path: string, input: unknown = {}): Promise<Answer> =>
  ask(session, path, input, router)

const badgeOf = (role: Role): string => `R-${role.slice(0, 8)}`

let department: StagedDepartment
beforeAll(async () => {
  department = await startStagedDepartment({
    people: [
      ...ROLES.map((role) => ({ badge: badgeOf(role), roles: [role] })),
      { badge: '0815', roles: ['manager'], isUntrained: true },
    ],
  })
}, 180_000)
afterAll(() => department.stop(), 60_000)

describe('declarations', () => {
  test('every procedure declares who may call it, under which gates, and what it writes', () => {
    expect(declared.length).toBe(PROCEDURES.length)
    expect(declared.length).toBeGreaterThan(90)
    for (const { path, access } of declared) {
      for (const right of access.rights) expect(RIGHTS, path).toContain(right)
    }
  })

  test('whatever tells records of cars, or what is done with them, asks for training', () => {
    const data = /^(records|holds|retention|evidence|sharing|reports)\./
    const open = signedIn.filter(
      ({ path, access }) =>
        data.test(path) && !access.gates.includes('training') && access.audit.writes !== 'nothing',
    )
    expect(paths(open)).toEqual([])
  })

  test('stored reads open by a purpose alone, and whatever follows names that search', () => {
    const search = declared.find(({ path }) => path === 'records.search')
    expect(search?.access.gates).toContain('purpose')
  })
})

describe('attacks', () => {
  test('signed out: every procedure that needs a session is refused', async () => {
    const session = department.server.newSession()
    for (const { path } of declared.filter(({ access }) => access.level !== 'open')) {
      expect(await put(session, path), path).toMatchObject({ kind: 'refused', gate: 'session' })
    }
  })

  test("at another's seat: one session does not open another browser", async () => {
    await department.people.signIn(badgeOf('manager'))
    const other = department.server.newSession()
    for (const { path } of signedIn) {
      expect(await put(other, path), path).toMatchObject({ kind: 'refused', gate: 'session' })
    }
  })

  test('untrained: no data, whatever else is right', async () => {
    const session = await department.people.signIn('0815')
    const asked = signedIn.filter(
      ({ access }) =>
        access.gates.includes('training') && access.rights.some((right) => mayDo(['manager'], right)),
    )
    expect(asked.length).toBeGreaterThan(25)
    for (const { path } of asked) {
      expect(await put(session, path), path).toMatchObject({ kind: 'refused', gate: 'training' })
    }
  })

  test.each(ROLES)('with the role %s: nothing that its rights do not name', async (role) => {
    const session = await department.people.signIn(badgeOf(role))
    const beyond = signedIn.filter(
      ({ access }) => access.rights.length > 0 && !access.rights.some((right) => mayDo([role], right)),
    )
    expect(beyond.length).toBeGreaterThan(10)
    for (const { path } of beyond) {
      expect(await put(session, path), path).toMatchObject({ kind: 'refused', gate: 'right' })
    }
  })

  test('two people at two seats: each has his own session, and signing out ends one', async () => {
    const one = await department.people.signIn(badgeOf('manager'))
    const other = await department.people.signIn(badgeOf('auditor'))
    expect(await put(one, 'fleet.cars')).toMatchObject({ kind: 'told' })
    expect(await put(other, 'audit.state')).toMatchObject({ kind: 'told' })
    expect(await put(one, 'session.signOut', { leavesOpenHits: false })).toMatchObject({ kind: 'told' })
    expect(await put(one, 'fleet.cars')).toMatchObject({ kind: 'refused', gate: 'session' })
    expect(await put(other, 'reports.make', { kind: 'weekly', from: 0, to: Date.now() })).toMatchObject({
      kind: 'told',
    })
  })

  test("a search is its maker's: another person goes on in it as little as a search that is over", async () => {
    const one = await department.people.signIn(badgeOf('manager'))
    const statement = {
      purpose: 'criminal-case',
      reason: 'burglary on Golf Road, red pickup',
      caseNumber: '26-00417',
      facts: 'A witness saw the pickup leave the house at noon.',
    }
    const found = await put(one, 'records.search', { statement, query: { plate: 'AB12345' }, limit: 10 })
    expect(found).toMatchObject({ kind: 'told', value: { rows: [], isMore: false } })
    const search = found.kind === 'told' ? (found.value as { search: string }).search : ''
    const input = { search, after: { capturedAt: 1, id: crypto.randomUUID() }, limit: 10 }
    const other = await department.people.signIn(badgeOf('operator'))
    expect(await put(other, 'records.more', input)).toMatchObject({ kind: 'refused', gate: 'purpose' })
    expect(await put(one, 'records.more', input)).toMatchObject({ kind: 'told' })
    department.clock.ahead += 29 * 60_000
    await put(one, 'session.active')
    department.clock.ahead += 29 * 60_000
    await put(one, 'session.active')
    department.clock.ahead += 5 * 60_000
    expect(await put(one, 'records.more', input)).toMatchObject({ kind: 'refused', gate: 'purpose' })
  })

  test('idle: everything is shut', async () => {
    const session = await department.people.signIn(badgeOf('manager'))
    department.clock.ahead += 31 * 60_000
    for (const { path } of signedIn) {
      expect(await put(session, path), path).toMatchObject({ kind: 'refused', gate: 'session' })
    }
  })
})
