// The regular audit and the weekly look at the log, through the real core.
import { call } from '@orpc/server'
import { expect, test } from 'vitest'
import { profileOf, testClauses } from './agencies.ts'
import { AUDITOR, openDesks } from './desks.ts'

const DAY = 86_400_000
const deskOf = openDesks({ badges: [AUDITOR] })

testClauses(
  {
    'Schaumburg V.A.5: an audit is due each quarter, and is closed with its findings': 'schaumburg',
    'Rantoul 438.6(e): an audit is due each quarter, and is closed with its findings': 'rantoul',
    'Alsip 709.5(c): an audit is due each quarter, and is closed with its findings': 'alsip',
  },
  async (id) => {
    const desk = await deskOf(id)
    await desk.onShift()
    await desk.as(AUDITOR)
    const { router, context } = desk
    const [open] = await call(router.audit.regular, undefined, { context })
    if (open === undefined) throw new Error('There is no open audit.')
    expect((open.dueAt - open.from) / DAY).toBeGreaterThan(88)
    expect((open.dueAt - open.from) / DAY).toBeLessThan(93)
    expect(open.clause).toBe(profileOf(id).audits.clause)
    await expect(call(router.audit.close, { id: open.id }, { context })).rejects.toMatchObject({
      code: 'REFUSED',
    })
    for (const { part } of open.parts) {
      const finding = { verdict: 'in-order', words: 'looked over, nothing to be done' } as const
      await call(router.audit.find, { id: open.id, part, ...finding }, { context })
    }
    const closed = await call(router.audit.close, { id: open.id }, { context })
    expect(closed.find((one) => one.id === open.id)?.closed?.by).toMatchObject({ badge: AUDITOR })
  },
)

test('Oak Brook 131.5(d): the yearly audit has its three parts with figures, and closes with none of them missing', async () => {
  const desk = await deskOf('oak-brook')
  await desk.onShift()
  await desk.as(AUDITOR)
  const { router, context } = desk
  const [open] = await call(router.audit.regular, undefined, { context })
  if (open === undefined) throw new Error('There is no open audit.')
  expect(open.parts.map(({ part }) => part)).toEqual(['passwords', 'usage', 'training'])
  for (const { figures } of open.parts) expect(figures.length).toBeGreaterThan(0)
  expect((open.dueAt - open.from) / DAY).toBeGreaterThan(364)
  expect((open.dueAt - open.from) / DAY).toBeLessThan(367)
  const words = 'looked over, nothing to be done'
  const close = () => call(router.audit.close, { id: open.id }, { context })
  const find = (part: 'passwords' | 'usage' | 'training') =>
    call(router.audit.find, { id: open.id, part, verdict: 'in-order', words }, { context })
  await find('passwords')
  await find('training')
  await expect(close()).rejects.toMatchObject({
    data: { missing: ['a finding on system usage'], clause: '131.5(d)' },
  })
  await find('usage')
  const after = await close()
  expect(after.find(({ id }) => id === open.id)).toMatchObject({ closed: { by: { badge: AUDITOR } } })
  // The next one has begun.
  expect(after.filter(({ closed }) => closed === undefined)).toHaveLength(1)
})

test('Parsons no audit clause: the log is looked over each week all the same, and an audit is due each year', async () => {
  const desk = await deskOf('parsons')
  const { logReviewDays, audits } = profileOf('parsons')
  expect(logReviewDays).toMatchObject({ value: 7, clause: expect.stringContaining('CJIS') })
  expect(audits.value.everyMonths).toBe(12)
  await desk.onShift()
  desk.clock.ahead += 8 * DAY
  await desk.as(AUDITOR)
  const { router, context } = desk
  const [review] = await call(router.audit.reviews, undefined, { context })
  if (review === undefined) throw new Error('No review is due.')
  expect(review.signedOff).toBeUndefined()
  expect(review.byAction.map(({ action }) => action)).toContain('shift.start')
  const words = 'read through, nothing unusual in it'
  const signed = await call(router.audit.signOff, { id: review.id, words }, { context })
  expect(signed.find(({ id }) => id === review.id)?.signedOff).toMatchObject({
    by: { badge: AUDITOR },
    words,
  })
})
