// From the alert to the stop, through the real core: what each text asks before anybody is stopped.
import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import type { DataClass } from '#shared/domain/officer.ts'
import { type Agency, profileOf, testClauses } from './agencies.ts'
import { AUTHORISED, openDesks, saw, statusOf, STOP } from './desks.ts'

const plates = Array.from({ length: 24 }, (_, at) => `AB1${String(1000 + at * 137)}`)
const deskOf = openDesks({
  lists: { NCIC: plates.map((plate) => `${plate},IL,Stolen vehicle,silver sedan`) },
  badges: [AUTHORISED],
})
const left = new Map<Agency, string[]>()
/** A listed plate that no test of this agency's car has used. */
function newPlate(id: Agency): string {
  const others = left.get(id) ?? [...plates]
  left.set(id, others)
  const plate = others.shift()
  if (plate === undefined) throw new Error('There are more tests than plates.')
  return plate
}
const refused = (data: object) => ({ code: 'REFUSED', data })
const OTHER_GROUNDS = { kind: 'other-grounds', words: 'ran a red light before me' } as const

describe('verification before enforcement', () => {
  testClauses(
    {
      'Schaumburg III.A.5: a stop on the alert alone waits for LEADS, or for a reason why it cannot be had':
        'schaumburg',
      'Alsip 709.3(f): a stop on the alert alone waits for the database, or for a reason why it cannot be had':
        'alsip',
      'Parsons 427.4(f): a stop on the alert alone waits for the database, or for a reason why it cannot be had':
        'parsons',
    },
    async (id) => {
      const desk = await deskOf(id)
      const { clause } = profileOf(id).verification
      const plate = newPlate(id)
      const hit = await desk.hitOf(plate)
      await desk.step(hit.id, saw(plate))
      await expect(desk.step(hit.id, STOP)).rejects.toMatchObject(
        refused({ missing: ['the current status of the record'], clause }),
      )
      await desk.step(hit.id, { kind: 'skipped', item: 'status', reason: 'no radio in the tunnel' })
      await desk.step(hit.id, STOP)
      const closed = await desk.step(hit.id, { kind: 'closed', incident: '' })
      // What was left out stays in the record, with its reason.
      expect(closed.steps.map(({ input }) => input)).toContainEqual({
        kind: 'skipped',
        item: 'status',
        reason: 'no radio in the tunnel',
      })

      const other = newPlate(id)
      const second = await desk.hitOf(other)
      await desk.step(second.id, OTHER_GROUNDS)
      await desk.step(second.id, STOP)
      await desk.step(second.id, { kind: 'closed', incident: '' })
    },
  )

  test('Rantoul 438.3(e): no stop on the alert alone before LEADS or NCIC has answered, and nothing is skipped', async () => {
    const desk = await deskOf('rantoul')
    const plate = newPlate('rantoul')
    const hit = await desk.hitOf(plate, AUTHORISED)
    await desk.step(hit.id, saw(plate))
    const clause = '438.3(e)'
    await expect(desk.step(hit.id, STOP)).rejects.toMatchObject(
      refused({ missing: ['the current status of the record'], clause }),
    )
    const skip = { kind: 'skipped', item: 'status', reason: 'no radio in the tunnel' } as const
    await expect(desk.step(hit.id, skip)).rejects.toMatchObject(refused({ clause }))
    await expect(desk.step(hit.id, statusOf(plate, { channel: 'kcjis' }))).rejects.toMatchObject(
      refused({ clause }),
    )
    await desk.step(hit.id, statusOf(plate, { channel: 'ncic' }))
    await desk.step(hit.id, STOP)
    expect((await desk.step(hit.id, { kind: 'closed', incident: '' })).status).toBe('closed')
  })

  test('Oak Brook 131.6 verify (a): no stop before characters and state are compared on the car, on no grounds', async () => {
    const desk = await deskOf('oak-brook')
    const plate = newPlate('oak-brook')
    const hit = await desk.hitOf(plate)
    const clause = '131.6 a-b'
    await expect(desk.step(hit.id, STOP)).rejects.toMatchObject(
      refused({ missing: ['the comparison with what you see'], clause }),
    )
    await expect(desk.step(hit.id, OTHER_GROUNDS)).rejects.toMatchObject(refused({ clause }))
    await desk.step(hit.id, saw(plate, { state: 'cannot-tell' }))
    await desk.step(hit.id, statusOf(plate, { state: 'cannot-tell' }))
    await expect(desk.step(hit.id, STOP)).rejects.toMatchObject(
      refused({ missing: ['the state you see'], clause }),
    )
    // One character or the state is another: that ends it.
    await desk.step(hit.id, saw(plate, { state: 'IA' }))
    await expect(desk.step(hit.id, STOP)).rejects.toMatchObject(
      refused({ next: 'Reject the hit as wrong state.' }),
    )
    await desk.step(hit.id, { kind: 'rejected', reason: 'wrong-state', words: '' })
  })

  test('Oak Brook 131.6 verify (b): no stop before LEADS or the Communications Center has told the status', async () => {
    const desk = await deskOf('oak-brook')
    const plate = newPlate('oak-brook')
    const hit = await desk.hitOf(plate, AUTHORISED)
    await desk.step(hit.id, saw(plate))
    await expect(desk.step(hit.id, STOP)).rejects.toMatchObject(
      refused({ missing: ['the current status of the record'] }),
    )
    await expect(desk.step(hit.id, statusOf(plate, { channel: 'ncic' }))).rejects.toMatchObject(
      refused({ clause: '131.6 verify (b)' }),
    )
    await expect(desk.step(hit.id, statusOf(plates[23] ?? ''))).rejects.toMatchObject({ code: 'REFUSED' })
    await desk.step(hit.id, statusOf(plate, { channel: 'leads' }))
    await desk.step(hit.id, STOP)
    await desk.step(hit.id, { kind: 'closed', incident: '26-1' })
  })
})

const DATABASES: Readonly<Record<Agency, readonly DataClass[]>> = {
  schaumburg: ['leads'],
  rantoul: ['leads', 'ncic'],
  alsip: ['leads', 'ncic'],
  'oak-brook': ['leads'],
  parsons: ['kcjis', 'ncic'],
}

testClauses(
  {
    'Schaumburg III.A.6: who is not authorised neither asks LEADS nor sees its records': 'schaumburg',
    'Rantoul 438.3(f): who is not authorised neither asks LEADS or NCIC nor sees their records': 'rantoul',
    'Alsip 709.3(e): who is not authorised neither asks a state or federal database nor sees its records':
      'alsip',
    'Parsons 427.4(e): who is not authorised neither asks a state or federal database nor sees its records':
      'parsons',
  },
  async (id) => {
    const desk = await deskOf(id)
    const plate = newPlate(id)
    const hit = await desk.hitOf(plate)
    // The list is NCIC's: the car can be looked at, the record cannot be read.
    expect(hit.matches[0]?.entry).toMatchObject({ plate, hiddenFor: 'ncic', raw: '', notes: '' })
    await desk.step(hit.id, saw(plate))
    const { clause } = profileOf(id).authorisation
    for (const channel of DATABASES[id]) {
      await expect(desk.step(hit.id, statusOf(plate, { channel }))).rejects.toMatchObject(
        refused({ next: 'Ask the Communications Center to run it.', clause }),
      )
    }
    await desk.step(hit.id, statusOf(plate))
    await desk.step(hit.id, { kind: 'rejected', reason: 'record-not-active', words: '' })

    const other = newPlate(id)
    const seen = await desk.hitOf(other, AUTHORISED)
    expect(seen.matches[0]?.entry).not.toHaveProperty('hiddenFor')
    expect(seen.matches[0]?.entry.raw).toContain(other)
    await desk.step(seen.id, saw(other))
    for (const channel of DATABASES[id]) await desk.step(seen.id, statusOf(other, { channel }))
    await desk.step(seen.id, { kind: 'rejected', reason: 'record-not-active', words: '' })
  },
)

describe('Oak Brook, the alert', () => {
  test('Oak Brook 131.6 ¶ hits: every alert says that it is no cause for a stop', () => {
    const { alertWords } = profileOf('oak-brook')
    expect(alertWords).toEqual({
      value: 'A hit alone is not reasonable suspicion or probable cause for a stop.',
      clause: '131.6',
    })
  })

  test('Oak Brook 131.6 accept/reject: an alert stays open until the officer answers it, and signing off names it', async () => {
    const desk = await deskOf('oak-brook')
    const { router, context } = desk
    const plate = newPlate('oak-brook')
    const hit = await desk.raise(plate)
    await desk.step(hit.id, { kind: 'deferred' })
    expect((await desk.open()).map(({ id }) => id)).toContain(hit.id)
    await expect(call(router.shift.end, { leavesOpenHits: false }, { context })).rejects.toMatchObject(
      refused({ missing: expect.arrayContaining(['the end of 1 open hit']), clause: '131.6' }),
    )
    await desk.step(hit.id, { kind: 'acknowledged' })
    await desk.step(hit.id, { kind: 'rejected', reason: 'wrong-vehicle', words: '' })
    expect(await desk.open()).toEqual([])
    await call(router.shift.end, { leavesOpenHits: false }, { context })
  })

  test('Oak Brook 131.6 document: a stop does not end without its incident or event number', async () => {
    const desk = await deskOf('oak-brook')
    const plate = newPlate('oak-brook')
    const { id } = await desk.hitOf(plate)
    for (const step of [saw(plate), statusOf(plate), STOP]) await desk.step(id, step)
    const missing = refused({
      missing: [expect.stringContaining('the incident or event number')],
      clause: '131.6',
    })
    await expect(desk.step(id, { kind: 'closed', incident: '' })).rejects.toMatchObject(missing)
    await expect(
      desk.step(id, { kind: 'rejected', reason: 'wrong-person', words: '' }),
    ).rejects.toMatchObject(missing)
    expect((await desk.step(id, { kind: 'closed', incident: '26-17' })).status).toBe('closed')
  })
})

describe('Oak Brook, the officer with another task', () => {
  async function verified() {
    const desk = await deskOf('oak-brook')
    const plate = newPlate('oak-brook')
    const { id } = await desk.hitOf(plate)
    for (const step of [saw(plate), statusOf(plate)]) await desk.step(id, step)
    return { desk, id }
  }
  const clause = '131.6 busy a-d'
  const busy = { assignment: 'crash with injuries', graver: 'hit', endangers: false } as const

  test('Oak Brook 131.6 busy (a): who says that his assignment is the graver does not decide to stop', async () => {
    const { desk, id } = await verified()
    const graver = { ...STOP, busy: { ...busy, graver: 'assignment' as const } }
    await expect(desk.step(id, graver)).rejects.toMatchObject(refused({ clause }))
    await desk.step(id, { ...STOP, busy })
    await desk.step(id, { kind: 'closed', incident: '26-18' })
  })

  test('Oak Brook 131.6 busy (b): the notice to the supervisor is a step of the record', async () => {
    const { desk, id } = await verified()
    const words = 'told him that I take the hit before the call'
    const told = await desk.step(id, { kind: 'supervisor-told', words })
    expect(told.steps.at(-1)).toMatchObject({
      by: { badge: '4711' },
      input: { kind: 'supervisor-told', words },
    })
    await desk.step(id, { kind: 'rejected', reason: 'other', words: 'gone' })
  })

  test('Oak Brook 131.6 busy (c): where leaving endangers somebody nobody is stopped', async () => {
    const { desk, id } = await verified()
    await expect(desk.step(id, { ...STOP, busy: { ...busy, endangers: true } })).rejects.toMatchObject(
      refused({ clause }),
    )
    await desk.step(id, { kind: 'decided', decision: 'no-action', ground: 'safety', words: '' })
    expect((await desk.step(id, { kind: 'closed', incident: '' })).status).toBe('closed')
  })

  test('Oak Brook 131.6 busy (d): a hand-off does not end before it is sent or read aloud', async () => {
    const { desk, id } = await verified()
    const over = { ...busy, graver: 'assignment' as const }
    await desk.step(id, { kind: 'decided', decision: 'hand-off', words: '', busy: over })
    await expect(desk.step(id, { kind: 'closed', incident: '' })).rejects.toMatchObject(
      refused({ missing: ['the hand-off to the Communications Center'] }),
    )
    const text = 'Possible match, silver sedan, westbound'
    await desk.step(id, { kind: 'handed-off', text, delivery: 'read-aloud', receivedBy: 'Dispatch 3' })
    expect((await desk.step(id, { kind: 'closed', incident: '' })).status).toBe('closed')
  })
})
