// Rantoul's training, the strictest of the five: parts, changes and the year, through the real core.
import { call } from '@orpc/server'
import { expect, test } from 'vitest'
import type { ExerciseAnswer } from '#shared/domain/exercise.ts'
import type { TrainingKind } from '#shared/domain/training.ts'
import { profileOf } from './agencies.ts'
import { type Desk, OFFICER, openDesks, UNTRAINED } from './desks.ts'

const DAY = 86_400_000
const deskOf = openDesks({ badges: [UNTRAINED] })
const PARTS = ['privacy', 'legal', 'policy', 'technology', 'security', 'practical-exercises'] as const

const now = ({ clock }: Desk): number => Date.now() + clock.ahead
const start = ({ router, context }: Desk) =>
  call(router.shift.start, { purpose: 'patrol', caseNumber: '', isAcknowledged: true }, { context })
const mine = ({ router, context }: Desk) => call(router.training.mine, undefined, { context })

async function accountOf(desk: Desk, badge: string): Promise<string> {
  await desk.as(desk.people.manager)
  const people = await call(desk.router.training.people, undefined, { context: desk.context })
  return people.find((one) => one.badge === badge)?.accountId ?? ''
}

async function record(desk: Desk, accountId: string, kinds: readonly TrainingKind[]): Promise<void> {
  const { router, context } = desk
  for (const kind of kinds) {
    const input = { accountId, kind, completedAt: now(desk) - 1000, certificate: 'class of today' }
    await call(router.training.record, input, { context })
  }
}

test('Rantoul 438.5 s1: without the part on privacy and civil liberties nobody uses the system', async () => {
  const desk = await deskOf('rantoul')
  const id = await accountOf(desk, UNTRAINED)
  await record(desk, id, [...PARTS.filter((part) => part !== 'privacy'), 'awareness'])
  await desk.as(UNTRAINED)
  await expect(start(desk)).rejects.toMatchObject({
    data: { missing: ['privacy and civil liberties (missing)'], gate: 'training' },
  })
})

test('Rantoul 438.5 list 1-5: each of the five contents is asked, practical exercises among them', async () => {
  const { modules } = profileOf('rantoul').trainingAlpr.value
  expect(modules).toEqual([...PARTS])
  const desk = await deskOf('rantoul')
  await desk.as(UNTRAINED)
  const items = (await mine(desk)).items.filter(({ kind }) => kind !== 'awareness')
  expect(items.map(({ kind }) => kind)).toEqual(modules)
  for (const { clause } of items) expect(clause).toContain('438.5')
})

test('Rantoul 438.5 list 1-5: the exercises are in the product, tell no solution, and keep the score', async () => {
  const desk = await deskOf('rantoul')
  await desk.as(UNTRAINED)
  const { router, context } = desk
  const run = await call(router.exercises.begin, undefined, { context })
  expect(run.cases).toHaveLength(8)
  expect(JSON.stringify(run)).not.toMatch(/"right"|"why"|"reasons"/)
  // Whoever accepts everything fails.
  const answer: ExerciseAnswer = { answer: 'accept' }
  let last
  for (const { id: caseId } of run.cases) {
    last = await call(router.exercises.answer, { id: run.id, caseId, answer }, { context })
  }
  expect(last?.run.result).toMatchObject({ of: 8, isPassed: false })
  expect(last?.run.result?.right).toBeGreaterThan(0)
  const records = (await mine(desk)).records.filter(({ score }) => score !== undefined)
  expect(records).toEqual([])
})

test('Rantoul 438.5 s2: a change makes its part due for everybody, until it is taken again', async () => {
  const desk = await deskOf('rantoul')
  await desk.onShift()
  const { router, context } = desk
  const id = await accountOf(desk, OFFICER)
  const words = 'a law on sharing came into force'
  await call(router.training.change, { kind: 'legal', words }, { context })
  await desk.as(OFFICER)
  expect((await mine(desk)).items.find(({ kind }) => kind === 'legal')).toMatchObject({ state: 'due', words })
  await expect(start(desk)).rejects.toMatchObject({
    data: { missing: ['legal authorities and issues (due)'], gate: 'training' },
  })
  desk.clock.ahead += 60_000
  await desk.as(desk.people.manager)
  await record(desk, id, ['legal'])
  await desk.onShift()
})

test('Rantoul 438.5 s3: nobody uses the system with training older than a year, whoever he is', async () => {
  const desk = await deskOf('rantoul')
  await desk.onShift()
  const { router, context } = desk
  const first = Math.min(...(await mine(desk)).records.map(({ completedAt }) => completedAt))
  const toDay = (day: number): void => {
    desk.clock.ahead = first + day * DAY - Date.now()
  }
  // An account that is not used for ninety days is shut, so the officer is seen in between.
  for (const day of [80, 160, 240, 300, 360]) {
    toDay(day)
    await desk.as(OFFICER)
  }
  const { items } = await mine(desk)
  expect(items.find(({ kind }) => kind === 'policy')).toMatchObject({ state: 'valid', remindDays: 5 })
  toDay(365 + 1)
  await desk.as(OFFICER)
  const expired = (await mine(desk)).items.filter(({ state }) => state === 'expired')
  expect(expired.map(({ kind }) => kind)).toContain('policy')
  const refusal = { code: 'REFUSED', data: { gate: 'training', clause: expect.stringContaining('438.5 s3') } }
  await expect(start(desk)).rejects.toMatchObject(refusal)
  await expect(call(router.hits.open, undefined, { context })).rejects.toMatchObject(refusal)
  const page = call(router.reads.page, { offset: 0, limit: 10 }, { context })
  await expect(page).rejects.toMatchObject(refusal)
})
