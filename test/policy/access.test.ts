// Who gets in, what for, and what is kept of it, through the real core.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { Purpose } from '#shared/domain/profile.ts'
import { type Agency, profileOf, testClauses } from './agencies.ts'
import { AUDITOR, CIVILIAN, type Desk, OFFICER, openDesks, UNTRAINED } from './desks.ts'

const deskOf = openDesks({ badges: [UNTRAINED, CIVILIAN, AUDITOR] })
const MINUTE = 60_000
const held = (gate: string) => ({ code: 'REFUSED', data: { gate } })

/** What no officer may see or do without a session, training and a shift. */
function dataOf({ router, context }: Pick<Desk, 'router' | 'context'>): (() => Promise<unknown>)[] {
  return [
    () => call(router.reads.page, { offset: 0, limit: 10 }, { context }),
    () => call(router.hits.open, undefined, { context }),
    () => call(router.localList.list, undefined, { context }),
    () => call(router.partials.list, undefined, { context }),
    () => call(router.hits.recent, { limit: 10 }, { context }),
  ]
}

/** An officer who is signed in and has no shift. */
async function betweenShifts(id: Agency, badge = OFFICER): Promise<Desk> {
  const desk = await deskOf(id)
  await desk.as(badge)
  const { router, context } = desk
  if ((await call(router.shift.get, undefined, { context })) !== null) {
    await call(router.shift.end, { leavesOpenHits: true }, { context })
  }
  return desk
}

const start = ({ router, context }: Desk, purpose: Purpose, caseNumber = '') =>
  call(router.shift.start, { purpose, caseNumber, isAcknowledged: true }, { context })

describe('signing in', () => {
  testClauses(
    {
      'Schaumburg V.A.2: nothing is told without a log-on, and each look is kept by name, date and time':
        'schaumburg',
      'Rantoul 438.6(b): nothing is told without a log-on, and each look is kept by name, date and time':
        'rantoul',
      'Alsip 709.5(a): nothing is told without a log-on, and each look is kept by name, date and time':
        'alsip',
      'Oak Brook 131.7 s(a): nothing is told without a log-on, and each look is kept by name, date and time':
        'oak-brook',
      'Parsons 427.6(a): nothing is told without a log-on, and each look is kept by name, date and time':
        'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const stranger = { router: desk.router, context: desk.core.newSession().context }
      for (const look of dataOf(stranger)) await expect(look()).rejects.toMatchObject(held('session'))
      await desk.onShift()
      // The same look again within a minute is one look.
      desk.clock.ahead += 2 * MINUTE
      const from = Date.now() + desk.clock.ahead
      const { router, context } = desk
      await call(router.reads.page, { offset: 0, limit: 10 }, { context })
      const to = Date.now() + desk.clock.ahead
      await desk.as(AUDITOR)
      const query = { who: 'Patrol one', action: 'reads.live', from, to, limit: 10 }
      const { rows } = await call(router.audit.search, query, { context })
      expect(rows).toMatchObject([
        { badge: OFFICER, name: 'Patrol one', action: 'reads.live', outcome: 'done' },
      ])
      expect(rows[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      // Other names find nothing, and who tried without a session stands there too.
      expect((await call(router.audit.search, { ...query, who: 'nobody' }, { context })).rows).toEqual([])
      const attempts = await call(
        router.audit.search,
        { action: 'procedure.refused', outcome: 'refused', limit: 50 },
        { context },
      )
      expect(attempts.rows.map(({ detail }) => detail)).toContainEqual({ gate: 'session', hasSession: false })
    },
  )

  testClauses(
    {
      'Schaumburg III.A s2: an idle console tells nothing, and nobody goes on in the name of another':
        'schaumburg',
      'Rantoul 438.3 lead: an idle console tells nothing, and nobody goes on in the name of another':
        'rantoul',
      'Alsip 709.3 lead: an idle console tells nothing, and nobody goes on in the name of another': 'alsip',
      'Parsons 427.4 lead: an idle console tells nothing, and nobody goes on in the name of another':
        'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      await desk.onShift()
      const { router, context } = desk
      desk.clock.ahead += profileOf(id).idleMinutes.value * MINUTE + 1000
      for (const look of dataOf(desk)) await expect(look()).rejects.toMatchObject(held('session'))
      const state = await call(router.session.state, undefined, { context })
      expect(state).toMatchObject({ stage: 'alert-only', why: 'idle', badge: OFFICER })
      // A second console has no share in it, and the next officer begins a shift of his own.
      const second = { router, context: desk.core.newSession().context }
      for (const look of dataOf(second)) await expect(look()).rejects.toMatchObject(held('session'))
      await desk.as(AUDITOR)
      expect(await call(router.shift.get, undefined, { context })).toBeNull()
    },
  )

  test('Oak Brook head: nobody signs in before the notice is acknowledged, and the notice is kept', async () => {
    const desk = await deskOf('oak-brook')
    const { router } = desk
    const { context } = desk.core.newSession()
    const password = desk.people.passwordOf(OFFICER)
    await expect(
      call(router.session.signIn, { badge: OFFICER, password }, { context }),
    ).rejects.toMatchObject({ code: 'REFUSED' })
    await call(router.session.acknowledgeNotice, undefined, { context })
    const state = await call(router.session.signIn, { badge: OFFICER, password }, { context })
    expect(state.stage).toBe('second-factor')
    await desk.as(AUDITOR)
    const query = { action: 'notice.acknowledge', limit: 1 }
    const { rows } = await call(router.audit.search, query, { context: desk.context })
    expect(rows).toHaveLength(1)
  })
})

describe('training', () => {
  testClauses(
    {
      'Schaumburg III.A.1: without approved training nobody operates and nobody sees data': 'schaumburg',
      'Rantoul 438.3(a): without approved training nobody operates and nobody sees data': 'rantoul',
      'Alsip 709.3(d): without approved training nobody operates and nobody sees data': 'alsip',
      'Parsons 427.4(d): without approved training nobody operates and nobody sees data': 'parsons',
      'Oak Brook 131.6 ¶2: without the ALPR curriculum nobody operates and nobody sees data': 'oak-brook',
    },
    async (id) => {
      const desk = await deskOf(id)
      await desk.as(UNTRAINED)
      const { clause } = profileOf(id).trainingAlpr
      expect(clause).toBeDefined()
      const refusal = { code: 'REFUSED', data: { gate: 'training', clause } }
      await expect(start(desk, 'patrol')).rejects.toMatchObject(refusal)
      for (const look of dataOf(desk).slice(0, 4)) await expect(look()).rejects.toMatchObject(refusal)
    },
  )

  test('Oak Brook 131.6 ¶1: without LEADS training alone nobody operates and nobody sees data', async () => {
    const desk = await deskOf('oak-brook')
    const { router, context } = desk
    await desk.as(desk.people.manager)
    const people = await call(router.training.people, undefined, { context })
    const untrained = people.find(({ badge }) => badge === UNTRAINED)
    const accountId = untrained?.accountId ?? ''
    for (const { kind } of untrained?.items ?? []) {
      if (kind === 'leads') continue
      const record = { accountId, kind, completedAt: Date.now() - MINUTE, certificate: 'class of today' }
      await call(router.training.record, record, { context })
    }
    await desk.as(UNTRAINED)
    const refusal = { missing: ['LEADS training (missing)'], gate: 'training', clause: '131.6 ¶1' }
    await expect(start(desk, 'patrol')).rejects.toMatchObject({ data: refusal })
    for (const look of dataOf(desk).slice(0, 4)) await expect(look()).rejects.toMatchObject({ data: refusal })
  })

  test('Oak Brook 131.6 ¶2: whoever is neither sworn nor a Community Service Officer does not get in', async () => {
    const desk = await deskOf('oak-brook')
    await expect(desk.as(CIVILIAN)).rejects.toMatchObject({ code: 'REFUSED', data: { clause: '131.6 ¶2' } })
  })

  test('Oak Brook 131.6 ¶2: enrolling opens nothing for whoever may not use the reader', async () => {
    const desk = await deskOf('oak-brook')
    const { router, people } = desk
    await desk.as(people.administrator)
    const who = {
      badge: '7777',
      name: 'Desk seven',
      position: 'civilian',
      roles: ['operator' as const],
    } as const
    const invite = { ...who, roles: [...who.roles] }
    const invited = await call(router.accounts.invite, invite, { context: desk.context }).catch(
      () => undefined,
    )
    // Refused already where the account is made, or at the latest where it is first used.
    if (invited === undefined) return
    const { context } = desk.core.newSession()
    await call(router.session.acknowledgeNotice, undefined, { context })
    await call(router.session.beginEnrolment, { badge: who.badge, code: invited.code }, { context })
    const password = 'a long one for the desk 7-2-9'
    const { totpSecret } = await call(router.session.enrol, { password }, { context })
    const timestamp = Date.now() + desk.clock.ahead
    const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp })
    await call(router.session.confirmEnrolment, { code }, { context }).catch(() => undefined)
    const state = await call(router.session.state, undefined, { context })
    expect(state.stage === 'signed-in' ? state.rights : []).not.toContain('operate')
  })

  test('Oak Brook 131.5(a): training is recorded by who manages it, and by nobody for himself', async () => {
    const desk = await deskOf('oak-brook')
    const { router, context } = desk
    await desk.as(OFFICER)
    const record = {
      kind: 'alpr-basic',
      completedAt: Date.now() - MINUTE,
      certificate: 'class of today',
    } as const
    const accountId = '00000000-0000-4000-8000-000000000000'
    await expect(call(router.training.record, { ...record, accountId }, { context })).rejects.toMatchObject(
      held('right'),
    )
    await desk.as(desk.people.manager)
    const people = await call(router.training.people, undefined, { context })
    const own = people.find(({ badge }) => badge === desk.people.manager)?.accountId ?? ''
    await expect(
      call(router.training.record, { ...record, accountId: own }, { context }),
    ).rejects.toMatchObject({ data: { missing: ['another person to record it'] } })
  })
})

describe('purpose of a shift', () => {
  testClauses(
    {
      'Schaumburg III.A.2: a shift begins with the acknowledgement of official use, which is kept':
        'schaumburg',
      'Rantoul 438.3(b): a shift begins with the acknowledgement of official use, which is kept': 'rantoul',
      'Alsip 709.3(a): a shift begins with the acknowledgement of official use, which is kept': 'alsip',
      'Oak Brook 131.4 ¶1 s1: a shift begins with the acknowledgement of official use, which is kept':
        'oak-brook',
      'Parsons 427.4(a): a shift begins with the acknowledgement of official use, which is kept': 'parsons',
    },
    async (id) => {
      const desk = await betweenShifts(id)
      const { router, context } = desk
      const unsaid = { purpose: 'patrol', caseNumber: '', isAcknowledged: false }
      await expect(
        // What a console would send that leaves it out.
        call(router.shift.start, JSON.parse(JSON.stringify(unsaid)), { context }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
      const shift = await start(desk, 'investigation')
      expect(shift).toMatchObject({ purpose: 'investigation', officer: { badge: OFFICER } })
      await desk.as(AUDITOR)
      const { rows } = await call(router.audit.search, { action: 'shift.start', limit: 1 }, { context })
      expect(rows).toMatchObject([
        { badge: OFFICER, detail: { purpose: 'investigation', isAcknowledged: true } },
      ])
    },
  )

  testClauses(
    {
      'Schaumburg III.A.3 s1: patrol starts without a case number and without a ground': 'schaumburg',
      'Rantoul 438.3(c): patrol starts without a case number and without a ground': 'rantoul',
      'Alsip 709.3(b) s1-2: patrol starts without a case number and without a ground': 'alsip',
      'Parsons 427.4(b): patrol starts without a case number and without a ground': 'parsons',
    },
    async (id) => {
      const desk = await betweenShifts(id)
      expect(await start(desk, 'patrol')).toMatchObject({ purpose: 'patrol', caseNumber: '' })
      const read = await desk.pass({ plate: 'AB12345', state: 'IL' })
      const { router, context } = desk
      const page = await call(router.reads.page, { offset: 0, limit: 10 }, { context })
      expect(page.rows.map(({ id: read_ }) => read_)).toContain(read.id)
    },
  )

  test('Schaumburg III.A s1: a purpose that the text does not name starts no shift', async () => {
    const desk = await betweenShifts('schaumburg')
    await expect(start(desk, 'public-safety')).rejects.toMatchObject({
      data: {
        missing: ['a purpose that this policy names'],
        clause: profileOf('schaumburg').purposes.clause,
      },
    })
  })

  test('Oak Brook 131.1 s1: only what the text names starts a shift; a canvass does not', async () => {
    const desk = await betweenShifts('oak-brook')
    for (const purpose of ['canvass', 'electronic-surveillance', 'homeland-security'] as const) {
      await expect(start(desk, purpose)).rejects.toMatchObject({ code: 'REFUSED' })
    }
    expect(await start(desk, 'stolen-vehicle')).toMatchObject({ purpose: 'stolen-vehicle' })
  })

  test('Oak Brook 131.4 ¶1 s1: public safety is a purpose of its own', async () => {
    const desk = await betweenShifts('oak-brook')
    expect(await start(desk, 'public-safety')).toMatchObject({ purpose: 'public-safety' })
  })

  test('Schaumburg I.A s3: electronic surveillance and suspect interdiction ask for their case', async () => {
    const desk = await betweenShifts('schaumburg')
    for (const purpose of ['electronic-surveillance', 'suspect-interdiction'] as const) {
      await expect(start(desk, purpose)).rejects.toMatchObject({ data: { missing: ['the case number'] } })
    }
    expect(await start(desk, 'suspect-interdiction', '26-417')).toMatchObject({ caseNumber: '26-417' })
  })
})

describe('roles', () => {
  testClauses(
    {
      'Schaumburg II.A s1: who does not manage is refused what the manager does': 'schaumburg',
      'Rantoul 438.2 s1: who does not manage is refused what the manager does': 'rantoul',
      'Alsip 709.2 ¶2 s1: who does not manage is refused what the manager does': 'alsip',
      'Oak Brook 131.5 s1: who does not manage is refused what the manager does': 'oak-brook',
      'Parsons 427.3 ¶2 s1: who does not manage is refused what the manager does': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      await desk.onShift()
      const { router, context } = desk
      const words = 'a law on sharing came into force'
      const settings = { maxAgeMs: 3_600_000, mostShrinkShare: 0.5, presentations: {} }
      const someone = { badge: '9999', name: 'New', position: 'sworn', roles: [] } as const
      const attempts = [
        () => call(router.training.people, undefined, { context }),
        () => call(router.training.change, { kind: 'legal', words }, { context }),
        () => call(router.lists.configure, { name: 'NCIC', settings }, { context }),
        () => call(router.policy.propose, { file: `${id}.yaml` }, { context }),
        () => call(router.accounts.list, undefined, { context }),
        () => call(router.accounts.invite, { ...someone, roles: [] }, { context }),
      ]
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(held('right'))
      await desk.as(desk.people.manager)
      expect(await call(router.training.people, undefined, { context })).not.toEqual([])
    },
  )

  testClauses(
    {
      'Schaumburg II.A s2: operators are made by who assigns, by no administrator': 'schaumburg',
      'Rantoul 438.2 s2: operators are made by who assigns, by no administrator': 'rantoul',
      'Alsip 709.2 ¶2 s2: operators are made by who assigns, by no administrator': 'alsip',
      'Parsons 427.3 ¶2 s2: operators are made by who assigns, by no administrator': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const { router, context, people } = desk
      await desk.as(people.administrator)
      const newcomer = { badge: '8000', name: 'New one', position: 'sworn' } as const
      const { clause } = profileOf(id).operatorsAssignedBy
      await expect(
        call(router.accounts.invite, { ...newcomer, roles: ['operator'] }, { context }),
      ).rejects.toMatchObject({ code: 'REFUSED', data: { clause } })
      const { account } = await call(router.accounts.invite, { ...newcomer, roles: [] }, { context })
      const change = { id: account.id, words: 'assigned to the car of the second watch' }
      const roles = ['operator' as const]
      await expect(call(router.accounts.setRoles, { ...change, roles }, { context })).rejects.toMatchObject({
        data: { clause },
      })
      await desk.as(people.manager)
      const assigned = await call(router.accounts.setRoles, { ...change, roles }, { context })
      expect(assigned.roles).toEqual(['operator'])
      await desk.as(AUDITOR)
      const { rows } = await call(router.audit.search, { action: 'account.roles', limit: 1 }, { context })
      expect(rows).toMatchObject([{ badge: people.manager, subject: account.id, detail: { after: roles } }])
    },
  )
})

describe('the policy itself', () => {
  testClauses(
    {
      'Schaumburg head: every entry of the audit names the policy in force': 'schaumburg',
      'Oak Brook head: every entry of the audit names the policy in force': 'oak-brook',
    },
    async (id) => {
      const desk = await deskOf(id)
      await desk.as(AUDITOR)
      const { router, context } = desk
      const { rows } = await call(router.audit.search, { limit: 200 }, { context })
      expect(rows.length).toBeGreaterThan(20)
      const first = rows.findIndex(({ action }) => action === 'agency.set-up')
      for (const { policy } of first === -1 ? rows : rows.slice(0, first)) {
        expect(policy).toMatch(new RegExp(`^${id} 1 [0-9a-f]{16}$`))
      }
    },
  )

  testClauses(
    {
      'Schaumburg sign: nobody puts a policy in force that he proposed himself': 'schaumburg',
      'Oak Brook 131.8: a later version waits for a second person, and until then one policy binds':
        'oak-brook',
    },
    async (id) => {
      const desk = await deskOf(id)
      const { router, context, people } = desk
      const folder = join(desk.folder, 'data', 'policies')
      mkdirSync(folder, { recursive: true })
      const text = readFileSync(`assets/policies/${id}.yaml`, 'utf8')
      writeFileSync(join(folder, 'next.yaml'), text.replace(/^version: 1$/m, 'version: 2'))
      await desk.as(people.manager)
      const proposal = await call(router.policy.propose, { file: 'policies/next.yaml' }, { context })
      await expect(call(router.policy.approve, { id: proposal.id }, { context })).rejects.toMatchObject({
        data: { missing: [expect.stringContaining('another person')] },
      })
      expect((await call(router.policy.inForce, undefined, { context })).stamp).toMatchObject({
        id,
        version: 1,
      })
    },
  )
})
