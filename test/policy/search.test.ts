// Looking at stored reads: what must be said before, what is refused, and what is kept of it, through the real core.
import { call } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import { type ForbiddenUse, SearchPurpose } from '#shared/domain/profile.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import { type Agency, profileOf, testClauses } from './agencies.ts'
import { AUDITOR, type Desk, OFFICER, openDesks } from './desks.ts'

const deskOf = openDesks({ badges: [AUDITOR] })

const WHOLE: PurposeStatement = {
  purpose: 'criminal-case',
  reason: 'burglary on Golf Road, red pickup',
  caseNumber: '26-00417',
  facts: 'A witness saw the pickup leave the house at noon.',
}

const search = ({ router, context }: Desk, change: Partial<PurposeStatement> = {}) =>
  call(
    router.search.reads,
    { statement: { ...WHOLE, ...change }, query: { plate: 'AB12345', limit: 10 } },
    { context },
  )

async function searcher(id: Agency): Promise<Desk> {
  const desk = await deskOf(id)
  await desk.onShift()
  return desk
}

/** The newest search in the audit. */
async function newestSearch(desk: Desk) {
  await desk.as(AUDITOR)
  const { router, context } = desk
  const { rows } = await call(router.audit.search, { action: 'reads.search', limit: 1 }, { context })
  return rows[0]
}

const refusal = (clause: string | undefined, ...missing: unknown[]) => ({
  code: 'REFUSED',
  data: {
    gate: 'purpose',
    ...(clause === undefined ? {} : { clause }),
    ...(missing.length > 0 ? { missing } : {}),
  },
})

testClauses(
  {
    'Schaumburg V.A.3: stored reads open for a purpose of the text, to who may search, and it is kept':
      'schaumburg',
    'Rantoul 438.6(c): stored reads open for a purpose of the text, to who may search, and it is kept':
      'rantoul',
    'Alsip 709.5(b): stored reads open for a purpose of the text, to who may search, and it is kept': 'alsip',
    'Parsons 427.6(b): stored reads open for a purpose of the text, to who may search, and it is kept':
      'parsons',
  },
  async (id) => {
    const desk = await searcher(id)
    const read = await desk.pass({ plate: 'AB12345', state: 'IL' })
    for (const purpose of SearchPurpose.options) {
      expect((await search(desk, { purpose })).rows.map(({ id: found }) => found)).toContain(read.id)
    }
    expect(await newestSearch(desk)).toMatchObject({
      badge: OFFICER,
      name: 'Patrol one',
      detail: { purpose: 'other-legitimate' },
      caseNumber: WHOLE.caseNumber,
    })
    // The auditor reads what was looked for and never the reads.
    await expect(search(desk)).rejects.toMatchObject({ data: { gate: 'right' } })
  },
)

describe('the reason', () => {
  test('Rantoul 438.6(b): a search without a reason, or with one that fits every case, is refused', async () => {
    const desk = await searcher('rantoul')
    const { clause } = profileOf('rantoul').search
    expect(clause).toContain('438.6(b)')
    for (const reason of [
      '',
      '   ',
      'investigation',
      'police business',
      'official use only',
      'xxxxxxxxxxx',
    ]) {
      await expect(search(desk, { reason })).rejects.toMatchObject(refusal(clause))
    }
    await search(desk)
    expect(await newestSearch(desk)).toMatchObject({ badge: OFFICER, reason: WHOLE.reason })
  })

  test('Oak Brook 131.7 s(a): each search says its purpose and its reason, and both are kept', async () => {
    const desk = await searcher('oak-brook')
    const { clause } = profileOf('oak-brook').search
    await expect(search(desk, { reason: '' })).rejects.toMatchObject(refusal(clause))
    await expect(search(desk, { purpose: 'other-legitimate' })).rejects.toMatchObject(
      refusal(clause, 'a purpose that this policy allows'),
    )
    await search(desk)
    expect(await newestSearch(desk)).toMatchObject({
      reason: WHOLE.reason,
      detail: { purpose: 'criminal-case' },
    })
  })

  test('Oak Brook 131.7 s(b): each search has its case and articulable facts', async () => {
    const desk = await searcher('oak-brook')
    const { clause } = profileOf('oak-brook').search
    await expect(search(desk, { caseNumber: '' })).rejects.toMatchObject(refusal(clause, 'the case number'))
    for (const facts of ['', 'suspicious vehicle and suspicious person', WHOLE.reason]) {
      await expect(search(desk, { facts })).rejects.toMatchObject(
        refusal(clause, expect.stringContaining('articulable facts')),
      )
    }
    await search(desk)
    expect(await newestSearch(desk)).toMatchObject({
      caseNumber: WHOLE.caseNumber,
      detail: { facts: WHOLE.facts },
    })
  })

  testClauses(
    {
      'Schaumburg III.A.2: a reason that names another use than police business is refused': 'schaumburg',
      'Rantoul 438.3(b): a reason that names another use than police business is refused': 'rantoul',
      'Alsip 709.3(a): a reason that names another use than police business is refused': 'alsip',
      'Parsons 427.4(a): a reason that names another use than police business is refused': 'parsons',
    },
    async (id) => {
      const desk = await searcher(id)
      const { clause } = profileOf(id).forbiddenUses
      for (const reason of ['checking where my ex-wife parks', 'a favor for a friend of the family']) {
        await expect(search(desk, { reason })).rejects.toMatchObject(
          refusal(clause, expect.stringContaining('a personal use')),
        )
      }
    },
  )
})

describe('forbidden uses of Oak Brook', () => {
  const cases: Readonly<Record<string, readonly [ForbiddenUse, refused: string, passes: string]>> = {
    'Oak Brook 131.6 (a): private property that is not in view is no reason': [
      'private-property',
      'look over the fence for the plates of the cars there',
      'stolen from a garage on Golf Road',
    ],
    'Oak Brook 131.6 (b): harassment is no reason': [
      'harassment',
      'to intimidate the owner of this car',
      'harassment complaint, vehicle of the suspect',
    ],
    'Oak Brook 131.6 (c): a personal affair is no reason': [
      'personal',
      'plate of my neighbor, for personal reasons',
      'neighbor dispute, window broken by a thrown brick',
    ],
    'Oak Brook 131.6 (d): a protected characteristic is no reason, the colour of a vehicle is': [
      'protected-class',
      'black male drivers in the area',
      'black Ford Explorer left the burglary',
    ],
    'Oak Brook 131.6 (e): lawful speech, assembly and worship are no reason, a crime beside them is': [
      'first-amendment',
      'vehicles of protesters in front of the Village Hall',
      'burglary of the mosque on Golf Road',
    ],
    'Oak Brook 131.4 ¶1 s2: a personal affair is never a reason': [
      'personal',
      'just curious who my new boyfriend meets',
      "victim's ex-boyfriend violated the order of protection",
    ],
  }
  for (const [title, [use, refused, passes]] of Object.entries(cases)) {
    test(title, async () => {
      const desk = await searcher('oak-brook')
      const { forbiddenUses } = profileOf('oak-brook')
      expect(forbiddenUses.value).toContain(use)
      for (const change of [{ reason: refused }, { facts: refused }]) {
        await expect(search(desk, change)).rejects.toMatchObject(
          refusal(forbiddenUses.clause, expect.stringContaining('a permitted purpose')),
        )
      }
      await search(desk, { reason: passes })
    })
  }
})
