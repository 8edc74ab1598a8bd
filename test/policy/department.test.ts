// What the department does with what the cars send: kept, held, searched, given away, purged. The server, its database
// and its people are real; only the clock runs ahead.
import { randomUUID } from 'node:crypto'
import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import type { HoldKind } from '#shared/records/holds.ts'
import { profileOf, testClauses, type Agency } from './agencies.ts'
import {
  APPROVER,
  DAY_MS,
  INVESTIGATOR,
  openDepartments,
  RECORDS,
  STATEMENT,
  SUPERVISOR,
  type Desk,
} from './departments.ts'

const deskOf = openDepartments()

const PASSPHRASE = { kind: 'passphrase', passphrase: 'four words told by telephone' } as const
const refusal = (data: object) =>
  expect.objectContaining({ code: 'REFUSED', data: expect.objectContaining(data) })

/** What somebody is refused, or undefined where he is not. */
async function refusedBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
    return undefined
  } catch (error) {
    return error
  }
}

async function agencyOf(
  desk: Desk,
  said: { name: string; state: string; kind?: 'law-enforcement' | 'prosecutor' | 'other' },
) {
  const { context } = await desk.as(RECORDS)
  const added = await call(
    desk.router.sharing.addAgency,
    { kind: 'law-enforcement', contacts: 'dispatch, by telephone', ...said },
    { context },
  )
  return call(
    desk.router.sharing.verifyAgency,
    { id: added.id, how: 'call-back', words: 'called the number of the directory' },
    { context },
  )
}

const WRITING = { name: 'request.pdf', base64: Buffer.from('the request, signed').toString('base64') }

async function requestOf(desk: Desk, agency: string, plate: string, badge = INVESTIGATOR) {
  const { context } = await desk.as(badge)
  const wanted = {
    agency,
    person: 'Detective of the other agency',
    purpose: 'burglary series in both towns',
    legalBasis: 'criminal investigation',
    caseNumber: '26-00417',
    writing: WRITING,
    query: { plate },
  }
  return call(desk.router.sharing.request, wanted, { context })
}

describe('transfer', () => {
  test('Schaumburg IV.B s2 at the server: a car that has not transferred for 30 days is escalated, and warned of before', async () => {
    const desk = await deskOf('schaumburg')
    const { db } = desk.server.parts
    const { context } = await desk.as(RECORDS)
    const levels: string[] = []
    for (const days of [19, 20, 25, 28, 30]) {
      await db.kysely
        .updateTable('cars')
        .set({ oldest_waiting_at: desk.now() - days * DAY_MS, waiting: 12, last_contact_at: desk.now() })
        .where('id', '=', desk.car)
        .execute()
      await desk.server.watch()
      const [car] = await call(desk.router.fleet.cars, undefined, { context })
      levels.push(`${car?.transfer.days} ${car?.transfer.level} ${car?.transfer.clause}`)
    }
    expect(levels).toEqual([
      '19 fine IV.B s2',
      '20 warn IV.B s2',
      '25 warn IV.B s2',
      '28 warn IV.B s2',
      '30 escalated IV.B s2',
    ])
    const notices = await call(desk.router.fleet.notices, undefined, { context })
    const standing = notices.filter(({ kind, clearedAt }) => kind === 'transfer' && clearedAt === undefined)
    expect(standing.some(({ level, words }) => level === 'urgent' && words.includes('30'))).toBe(true)
  })

  testClauses(
    {
      'Schaumburg IV.B s1: the records supervisor sees which cars report, and has them transfer':
        'schaumburg',
      'Alsip 709.4 ¶1 s1: the manager sees which cars report, and has them transfer': 'alsip',
      'Parsons 427.5 ¶1 s1: the manager sees which cars report, and has them transfer': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const { context } = await desk.as(RECORDS)
      const cars = await call(desk.router.fleet.order, { car: desk.car }, { context })
      const [car] = cars
      expect(car).toMatchObject({
        name: 'Car 12',
        state: 'enrolled',
        order: { state: 'ordered', by: { badge: RECORDS } },
      })
      const officer = await desk.as(INVESTIGATOR)
      await expect(call(desk.router.fleet.order, {}, officer)).rejects.toEqual(refusal({ gate: 'right' }))
    },
  )

  testClauses(
    {
      'Alsip 709.4 ¶1 s2: reads are transferred within the day that the department lays down': 'alsip',
      'Parsons 427.5 ¶1 s2: reads are transferred within the day that the department lays down': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      await desk.server.parts.db.kysely
        .updateTable('cars')
        .set({ oldest_waiting_at: desk.now() - 1.5 * DAY_MS, waiting: 3 })
        .where('id', '=', desk.car)
        .execute()
      const { context } = await desk.as(RECORDS)
      const [car] = await call(desk.router.fleet.cars, undefined, { context })
      expect(car?.transfer).toMatchObject({ days: 1, mostDays: 1, level: 'escalated' })
    },
  )
})

describe('retention and holds', () => {
  test('Rantoul 438.4 ¶2 s1: reads stay thirty days and are then purged by themselves, with a certificate', async () => {
    const desk = await deskOf('rantoul')
    await desk.send([desk.read('RT30OLD', 31), desk.read('RT30NEW', 29)])
    await desk.server.parts.retention.run()
    expect([await desk.isKept('RT30OLD'), await desk.isKept('RT30NEW')]).toEqual([false, true])
    const { context } = await desk.as(RECORDS)
    const [certificate] = await call(desk.router.retention.certificates, undefined, { context })
    expect(certificate).toMatchObject({
      class: 'reads',
      rows: 1,
      how: 'automatic',
      policy: expect.stringContaining('rantoul'),
    })
    const clocks = await call(desk.router.retention.clocks, undefined, { context })
    expect(clocks.find((one) => one.class === 'reads')).toMatchObject({
      leastMs: 30 * DAY_MS,
      mostMs: 30 * DAY_MS,
      clause: '438.4 ¶2 s1',
    })
    const proofs = await call(desk.router.retention.proofs, undefined, { context })
    expect(proofs.find((one) => one.class === 'reads')).toMatchObject({ olderWithoutHold: 0, isMet: true })
  })

  test('Parsons 427.5 ¶2 s1: after thirty days reads are destroyed, but for a file that an investigation holds', async () => {
    const desk = await deskOf('parsons')
    await desk.send([desk.read('PA30ABC', 20), desk.read('PA30XYZ', 20)])
    const { search, rows } = await desk.search(RECORDS, { plate: 'PA30ABC' })
    const { context } = await desk.as(RECORDS)
    await call(
      desk.router.holds.place,
      { search, records: rows, ...holdOf(desk, 'ongoing-investigation') },
      { context },
    )
    await ahead(desk, 11, () => desk.server.parts.retention.run())
    expect([await desk.isKept('PA30ABC'), await desk.isKept('PA30XYZ')]).toEqual([true, false])
  })

  test('Parsons 427.5 ¶2 s2: once its hold is lifted a file follows the schedule, and goes with it', async () => {
    const desk = await deskOf('parsons')
    await desk.send([desk.read('PA2CLCK', 20)])
    const { search, rows } = await desk.search(RECORDS, { plate: 'PA2CLCK' })
    const { context } = await desk.as(RECORDS)
    const hold = await call(
      desk.router.holds.place,
      { search, records: rows, ...holdOf(desk, 'ongoing-investigation') },
      { context },
    )
    const lifted = await call(
      desk.router.holds.lift,
      { id: hold.id, why: 'the case was closed by arrest', scheduleUntil: desk.now() + 40 * DAY_MS },
      { context },
    )
    expect(lifted).toMatchObject({ schedule: profileOf('parsons').retention.value.schedule })
    await ahead(desk, 20, () => desk.server.parts.retention.run())
    expect(await desk.isKept('PA2CLCK')).toBe(true)
    await ahead(desk, 45, () => desk.server.parts.retention.run())
    expect(await desk.isKept('PA2CLCK')).toBe(false)
  })

  testClauses(
    {
      'Schaumburg IV.C s1b: nothing is purged before somebody approves it': 'schaumburg',
      'Alsip 709.4 ¶2 s2: a purge is looked over before it takes anything': 'alsip',
    },
    async (id) => {
      const desk = await deskOf(id)
      const plate = `NP${id.slice(0, 4).toUpperCase()}`
      await desk.send([desk.read(plate, 4000)])
      await desk.server.parts.retention.run()
      expect(await desk.isKept(plate)).toBe(true)
      const { context } = await desk.as(RECORDS)
      const clocks = await call(desk.router.retention.clocks, undefined, { context })
      expect(clocks.find((one) => one.class === 'reads')).toMatchObject({
        purge: profileOf(id).retention.value.purge,
      })
    },
  )

  const KINDS: Readonly<Record<string, readonly [Agency, readonly HoldKind[], readonly HoldKind[]]>> = {
    'Schaumburg IV.C s1c: evidence, likely evidence and lawful production hold': [
      'schaumburg',
      ['evidence', 'anticipated-evidence', 'legal-process'],
      ['discovery', 'ongoing-investigation'],
    ],
    'Rantoul 438.4 ¶2 s1 holds: the same three hold': [
      'rantoul',
      ['evidence', 'anticipated-evidence', 'legal-process'],
      ['discovery'],
    ],
    'Alsip 709.4 ¶2 s2 holds: a discovery request holds as well': [
      'alsip',
      ['discovery'],
      ['ongoing-investigation'],
    ],
    'Parsons 427.5 ¶2 s3: discovery and a specific investigation hold': [
      'parsons',
      ['discovery', 'ongoing-investigation'],
      [],
    ],
  }
  test.each(Object.entries(KINDS))('%s', async (_title, [id, allowed, others]) => {
    const desk = await deskOf(id)
    const { search, row } = await desk.found(`HK${id.slice(0, 5).toUpperCase()}`.replaceAll('-', 'X'))
    const { context } = await desk.as(RECORDS)
    for (const kind of allowed) {
      const hold = await call(
        desk.router.holds.place,
        { search, records: [row], ...holdOf(desk, kind) },
        { context },
      )
      expect(hold).toMatchObject({ kind, items: 1, placedBy: { badge: RECORDS } })
    }
    for (const kind of others) {
      const placing = call(
        desk.router.holds.place,
        { search, records: [row], ...holdOf(desk, kind) },
        { context },
      )
      await expect(placing).rejects.toEqual(refusal({ clause: profileOf(id).holds.clause }))
    }
    const why = await call(desk.router.records.why, { search, key: row }, { context })
    expect(why.holds.length).toBe(allowed.length)
    expect(why.goesAt).toBeUndefined()
  })

  test('Oak Brook 131.7 (b): the department keeps no reads, and says by which clause', async () => {
    const desk = await deskOf('oak-brook')
    const { receipt, refused } = await desk.send([desk.read('OB00001')])
    expect(receipt.items).toEqual([])
    expect(refused).toMatchObject([{ kind: 'read', why: expect.stringContaining('131.7 (b)') }])
    expect(await desk.isKept('OB00001')).toBe(false)
  })
})

describe('hits that were acted on', () => {
  test('Oak Brook 131.5(c): a hit that was acted on is kept and held, with its read', async () => {
    const desk = await deskOf('oak-brook')
    const read = desk.read('OBACTED')
    const { receipt, refused } = await desk.send([desk.actedOnHit(read, '26-00991'), read])
    expect([receipt.items.map(({ kind }) => kind).toSorted(), refused]).toEqual([['hit', 'read'], []])
    await ahead(desk, 400, () => desk.server.parts.retention.run())
    const { search, rows } = await desk.search(RECORDS, { plate: 'OBACTED' })
    expect(rows).toMatchObject([{ plate: 'OBACTED', hasHit: true, isHeld: true }])
    const { context } = await desk.as(RECORDS)
    const holds = await call(desk.router.holds.list, { isLiftedToo: false }, { context })
    expect(holds).toMatchObject([{ kind: 'acted-on', items: 1 }])
    const made = await call(
      desk.router.evidence.make,
      { search, records: rows, caseNumber: '26-00991', words: 'for the evidence room', receiver: PASSPHRASE },
      { context },
    )
    expect(made).toMatchObject({ target: 'portable-media', items: 1 })
  })
})

describe('who decides', () => {
  testClauses(
    {
      'Schaumburg II.A s1 at the department: who is no manager neither decides on a purge nor orders a transfer':
        'schaumburg',
      'Rantoul 438.2 s1 at the department: who is no manager neither decides on a purge nor orders a transfer':
        'rantoul',
      'Alsip 709.2 ¶2 s1 at the department: who is no manager neither decides on a purge nor orders a transfer':
        'alsip',
      'Parsons 427.3 ¶2 s1 at the department: who is no manager neither decides on a purge nor orders a transfer':
        'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const decision = { id: randomUUID(), isApproved: true, words: 'looked over day by day' }
      for (const badge of [INVESTIGATOR, SUPERVISOR]) {
        const who = await desk.as(badge)
        await expect(call(desk.router.retention.decide, decision, who)).rejects.toEqual(
          refusal({ gate: 'right' }),
        )
        await expect(call(desk.router.fleet.order, {}, who)).rejects.toEqual(refusal({ gate: 'right' }))
        await expect(
          call(desk.router.holds.lift, { id: decision.id, why: 'no longer needed' }, who),
        ).rejects.toEqual(refusal({ gate: 'right' }))
      }
      expect(profileOf(id).roles.value.manager).toBeDefined()
    },
  )
})

describe('evidence', () => {
  testClauses(
    {
      'Schaumburg IV.C s2: evidence goes onto portable media, and is booked with its numbers': 'schaumburg',
      'Alsip 709.4 ¶2 s3: evidence goes onto portable media, and is booked with its numbers': 'alsip',
      'Parsons 427.5 ¶2 s4: evidence goes onto portable media, and is booked with its numbers': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const { search, row } = await desk.found(`EV${id.slice(0, 5).toUpperCase()}`)
      const { context } = await desk.as(RECORDS)
      const made = await call(
        desk.router.evidence.make,
        { search, records: [row], caseNumber: '26-00417', words: 'for the prosecutor', receiver: PASSPHRASE },
        { context },
      )
      expect(made).toMatchObject({ target: 'portable-media', items: 1, isHere: true })
      const booked = await call(
        desk.router.evidence.book,
        {
          id: made.id,
          mediaId: 'USB 0042',
          bookingNumber: 'B-26-118',
          receipt: 'shelf 4',
          words: 'handed over',
        },
        { context },
      )
      expect(booked.booked).toMatchObject({ mediaId: 'USB 0042', bookingNumber: 'B-26-118' })
      expect(booked.custody.length).toBeGreaterThan(1)
    },
  )

  test('Rantoul 438.4 ¶2 s2: evidence goes to evidence.com, with its upload status and id', async () => {
    const desk = await deskOf('rantoul')
    const { search, row } = await desk.found('EVRANTO')
    const { context } = await desk.as(RECORDS)
    const made = await call(
      desk.router.evidence.make,
      { search, records: [row], caseNumber: '26-00417', words: 'for the prosecutor', receiver: PASSPHRASE },
      { context },
    )
    expect(made.target).toBe('evidence.com')
    const onMedia = call(
      desk.router.evidence.book,
      { id: made.id, mediaId: 'USB 0042', words: 'onto a stick instead' },
      { context },
    )
    await expect(onMedia).rejects.toEqual(refusal({}))
    const booked = await call(
      desk.router.evidence.book,
      { id: made.id, evidenceId: 'AX-771', uploadStatus: 'uploaded', words: 'uploaded by hand' },
      { context },
    )
    expect(booked.booked).toMatchObject({ evidenceId: 'AX-771', uploadStatus: 'uploaded' })
  })
})

describe('sharing', () => {
  testClauses(
    {
      'Schaumburg V.A.4: a verified agency is given what it asks for without an approval, and how it was verified is kept':
        'schaumburg',
      'Rantoul 438.6(d): a verified agency is given what it asks for without an approval, and how it was verified is kept':
        'rantoul',
    },
    async (id) => {
      const desk = await deskOf(id)
      const plate = `SH${id.slice(0, 5).toUpperCase()}`
      await desk.send([desk.read(plate)])
      const agency = await agencyOf(desk, { name: `Town of ${id}`, state: profileOf(id).state })
      expect(agency.verified).toMatchObject({ how: 'call-back' })
      const request = await requestOf(desk, agency.id, plate)
      expect(request).toMatchObject({ state: 'approved', approvers: [] })
      const { context } = await desk.as(RECORDS)
      const fulfilled = await call(
        desk.router.sharing.fulfil,
        { id: request.id, receiver: PASSPHRASE, days: 7 },
        { context },
      )
      expect(fulfilled).toMatchObject({ state: 'fulfilled', share: { items: 1, isHere: true } })
    },
  )

  testClauses(
    {
      'Alsip 709.6(b): nothing is given before the Chief or a designee approves, never who entered the request':
        'alsip',
      'Parsons 427.7(b): nothing is given before the Commander or a designee approves, never who entered the request':
        'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const plate = `AP${id.slice(0, 5).toUpperCase()}`
      await desk.send([desk.read(plate)])
      const agency = await agencyOf(desk, { name: `Town beside ${id}`, state: profileOf(id).state })
      const request = await requestOf(desk, agency.id, plate, RECORDS)
      expect(request.state).toBe('waiting')
      const own = await desk.as(RECORDS)
      const early = call(desk.router.sharing.fulfil, { id: request.id, receiver: PASSPHRASE, days: 7 }, own)
      await expect(early).rejects.toEqual(refusal({}))
      const decision = { id: request.id, isApproved: true, words: 'checked the case with its officer' }
      await expect(call(desk.router.sharing.decide, decision, own)).rejects.toEqual(refusal({}))
      const approved = await call(desk.router.sharing.decide, decision, await desk.as(APPROVER))
      expect(approved).toMatchObject({ state: 'approved', decided: { by: { badge: APPROVER } } })
    },
  )

  test('Oak Brook 131.7 share (c): a supervisor approves, and (b) everything reaches the administrator', async () => {
    const desk = await deskOf('oak-brook')
    const agency = await agencyOf(desk, { name: 'Town beside Oak Brook', state: 'IL' })
    const request = await requestOf(desk, agency.id, 'OB12345', RECORDS)
    const approved = await call(
      desk.router.sharing.decide,
      { id: request.id, isApproved: true, words: 'checked the case with its officer' },
      await desk.as(SUPERVISOR),
    )
    expect(approved.state).toBe('approved')
    const inbox = await call(desk.router.sharing.forwarded, undefined, await desk.as(RECORDS))
    expect(inbox.map(({ id }) => id)).toContain(request.id)
  })

  testClauses(
    {
      'Alsip 709.6(a)1-3: a request without its writing is refused': 'alsip',
      'Parsons 427.7(a)1-3: a request without its writing is refused': 'parsons',
      'Oak Brook 131.7 share (a): a request without its writing is refused': 'oak-brook',
    },
    async (id) => {
      const desk = await deskOf(id)
      const agency = await agencyOf(desk, { name: `Writers of ${id}`, state: profileOf(id).state })
      const { context } = await desk.as(INVESTIGATOR)
      const asking = call(
        desk.router.sharing.request,
        {
          agency: agency.id,
          person: 'Detective of the other agency',
          purpose: 'burglary series in both towns',
          legalBasis: 'criminal investigation',
          caseNumber: '26-00417',
          query: { plate: 'WR12345' },
        },
        { context },
      )
      await expect(asking).rejects.toEqual(refusal({}))
    },
  )

  testClauses(
    {
      'Alsip 709.6 out-of-state: without the written declaration nothing leaves the state': 'alsip',
      'Schaumburg 2-130: without the written declaration nothing leaves the state': 'schaumburg',
      'Oak Brook 2-130: without the written declaration nothing leaves the state': 'oak-brook',
    },
    async (id) => {
      const desk = await deskOf(id)
      const agency = await agencyOf(desk, { name: `Over the border of ${id}`, state: 'WI' })
      expect(agency.isOutOfState).toBe(true)
      const request = await requestOf(desk, agency.id, 'OS12345', RECORDS)
      expect(request.missing.some(({ clause }) => clause?.includes('2-130') === true)).toBe(true)
      const deciding = { id: request.id, isApproved: true, words: 'checked the case with its officer' }
      const who = await desk.as(id === 'oak-brook' ? SUPERVISOR : APPROVER)
      const refused = await refusedBy(
        request.state === 'waiting'
          ? call(desk.router.sharing.decide, deciding, who)
          : call(
              desk.router.sharing.fulfil,
              { id: request.id, receiver: PASSPHRASE, days: 7 },
              await desk.as(RECORDS),
            ),
      )
      expect(JSON.stringify(refused)).toContain('2-130')
    },
  )

  test('Alsip 709.6 out-of-state s2: the declaration is kept with its document, signer and dates', async () => {
    const desk = await deskOf('alsip')
    const agency = await agencyOf(desk, { name: 'Declared over the border', state: 'IN' })
    const declared = await call(
      desk.router.sharing.addDeclaration,
      {
        agency: agency.id,
        signer: 'Chief of the other agency',
        signedAt: desk.now() - DAY_MS,
        document: WRITING,
      },
      await desk.as(RECORDS),
    )
    expect(declared.declarations).toMatchObject([
      { signer: 'Chief of the other agency', documentSha256: desk.hashOf('the request, signed') },
    ])
    const request = await requestOf(desk, agency.id, 'DC12345', RECORDS)
    expect(request.missing).toEqual([])
  })

  test('625 ILCS 5/2-130 (b): a request for immigration enforcement is refused whoever asks', async () => {
    const desk = await deskOf('schaumburg')
    const agency = await agencyOf(desk, { name: 'Federal task force', state: 'IL' })
    const { context } = await desk.as(INVESTIGATOR)
    const asking = call(
      desk.router.sharing.request,
      {
        agency: agency.id,
        person: 'Agent',
        purpose: 'immigration enforcement against a driver',
        legalBasis: 'administrative warrant',
        caseNumber: '26-00417',
        writing: WRITING,
        query: { plate: 'FB12345' },
      },
      { context },
    )
    await expect(asking).rejects.toEqual(refusal({ clause: expect.stringContaining('2-130') }))
  })

  testClauses(
    {
      'Alsip 709.6 lead: prosecutors are given what they ask for, who is neither is not': 'alsip',
      'Parsons 427.7 lead: prosecutors are given what they ask for, who is neither is not': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const state = profileOf(id).state
      const prosecutor = await agencyOf(desk, { name: `Prosecutor of ${id}`, state, kind: 'prosecutor' })
      expect((await requestOf(desk, prosecutor.id, 'PR12345')).state).toBe('waiting')
      const insurer = await agencyOf(desk, { name: `Insurer of ${id}`, state, kind: 'other' })
      const asked = await refusedBy(requestOf(desk, insurer.id, 'PR12345'))
      const standing = asked === undefined ? (await requestOf(desk, insurer.id, 'PR12345')).missing : asked
      expect(JSON.stringify(standing)).not.toBe('[]')
    },
  )

  test('Alsip 709.6(c): an approved request stays on file when the data are gone', async () => {
    const desk = await deskOf('alsip')
    const before = await call(desk.router.sharing.requests, undefined, await desk.as(RECORDS))
    expect(before.length).toBeGreaterThan(0)
    await ahead(desk, 3000, () => desk.server.parts.sharing.expireShares())
    const { rows } = await desk.server.parts.db.kysely
      .selectFrom('share_requests')
      .select('id')
      .execute()
      .then((rows) => ({ rows }))
    expect(rows.length).toBe(before.length)
    const deleting = desk.server.parts.db.kysely.deleteFrom('share_requests').execute()
    await expect(deleting).rejects.toThrow('never changed')
  })
})

describe('requests that are not from law enforcement', () => {
  testClauses(
    {
      'Schaumburg V.A.1: they go to the Records Supervisor, and no officer answers them': 'schaumburg',
      'Rantoul 438.6(a): they go to the Police Services Representative, and no officer answers them':
        'rantoul',
      'Alsip 709.6 last: they follow the Records Maintenance and Release Policy, and no officer answers them':
        'alsip',
      'Parsons 427.7 last: they follow the Records Maintenance and Release Policy, and no officer answers them':
        'parsons',
      'Oak Brook 131.4 ¶3: they follow the law alone, and no officer answers them': 'oak-brook',
    },
    async (id) => {
      const desk = await deskOf(id)
      const entered = await call(
        desk.router.sharing.enterOther,
        { fromWhom: 'a newspaper', words: 'all reads of the town hall in May' },
        await desk.as(INVESTIGATOR),
      )
      expect(entered.routedTo).toBe(profileOf(id).otherRequests.value)
      const answer = { id: entered.id, answer: 'refused under the law on public records' }
      const officer = await desk.as(INVESTIGATOR)
      await expect(call(desk.router.sharing.answerOther, answer, officer)).rejects.toEqual(
        refusal({ gate: 'right' }),
      )
      const answered = await call(desk.router.sharing.answerOther, answer, await desk.as(RECORDS))
      expect(answered.answered).toMatchObject({ by: { badge: RECORDS } })
    },
  )
})

describe('looking at what is kept', () => {
  testClauses(
    {
      'Schaumburg V.A.2 at the server: each look is kept by name, date and time': 'schaumburg',
      'Alsip 709.5(a) at the server: each look is kept by name, date and time': 'alsip',
      'Rantoul 438.6(b) at the server: each look is kept by name, date, time and reason': 'rantoul',
      'Parsons 427.6(a) at the server: each look is kept by name, date and time': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const { search, row } = await desk.found(`LK${id.slice(0, 5).toUpperCase()}`)
      const { context } = await desk.as(RECORDS)
      await call(desk.router.records.get, { search, key: row }, { context })
      const { audit } = desk.server.parts
      const [searched] = audit.search({ action: 'records.search', limit: 1 }).rows
      expect(searched).toMatchObject({
        badge: RECORDS,
        name: 'Records one',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        reason: STATEMENT.reason,
        plate: audit.pseudonym(row.plate),
      })
      expect(audit.search({ action: 'record.view', limit: 1 }).rows).toMatchObject([{ badge: RECORDS }])
      const all = JSON.stringify(audit.search({ limit: 200 }).rows)
      expect(all).not.toContain(row.plate)
    },
  )

  testClauses(
    {
      'Schaumburg IV.A s1a: what is exported bears the marking': 'schaumburg',
      'Rantoul 438.4 ¶1 s1: what is exported bears the marking': 'rantoul',
      'Parsons 427.2 ¶2: what is exported bears the marking': 'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const { search } = await desk.found(`MK${id.slice(0, 5).toUpperCase()}`)
      const { context } = await desk.as(RECORDS)
      const offer = await call(
        desk.router.records.export,
        { search, reason: 'for the file of the case' },
        { context },
      )
      const file = desk.server.parts.files.take(offer.url.slice('/files/'.length), context.sessionId())
      const text = Buffer.from((await file?.content()) ?? []).toString()
      expect(text).toContain(profileOf(id).marking.value)
      expect(text).toContain(RECORDS)
    },
  )

  test('Rantoul 438.6(b) refused: a search without a reason is refused at the server too', async () => {
    const desk = await deskOf('rantoul')
    const asking = desk.search(RECORDS, { plate: 'NR12345' }, { ...STATEMENT, reason: '' })
    await expect(asking).rejects.toEqual(
      refusal({ gate: 'purpose', clause: profileOf('rantoul').search.clause }),
    )
  })
})

function holdOf(desk: Desk, kind: HoldKind) {
  return {
    kind,
    ground: 'named in the file of the case',
    caseNumber: `26-${randomUUID().slice(0, 5)}`,
    reviewAt: desk.now() + 90 * DAY_MS,
  }
}

/** The same with the department's clock so many days ahead. */
async function ahead<T>({ clock }: Desk, days: number, work: () => Promise<T>): Promise<T> {
  clock.ahead += days * DAY_MS
  try {
    return await work()
  } finally {
    clock.ahead -= days * DAY_MS
  }
}
