import { expect, test } from 'vitest'
import type { AnswerResult } from '#renderer/connection/car.ts'
import { Hit, type HitAnswer } from '#shared/domain/hit.ts'
import { createPrompts, moreWaiting, type Prompts } from './prompt-store.ts'

function hit(sequence: number, category: string, status: Hit['status'] = 'open'): Hit {
  const id = `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`
  return Hit.parse({
    id,
    sequence,
    read: {
      id,
      sequence,
      cameraId: 'front',
      cameraName: 'FRONT',
      capturedAt: 0,
      firstSeenAt: 0,
      lastSeenAt: 0,
      plate: 'AB12345',
      plateProbability: 0.9,
      positions: [],
      candidates: [],
      state: { probability: 0, candidates: [] },
      corners: [0, 1, 2, 3].map((at) => ({ x: at, y: at })),
      frameWidth: 1280,
      frameHeight: 720,
      frames: 1,
      phase: 'final',
      location: { kind: 'none', why: 'no-fix' },
      cropHash: 'a'.repeat(64),
    },
    entry: { listName: 'NCIC', line: 1, plate: 'AB12345', category, description: '' },
    matchKind: 'exact',
    matchedPlate: 'AB12345',
    plateProbability: 0.9,
    stateAgreement: 'unknown',
    status,
    raisedAt: 0,
  })
}

/** Prompts over a core that takes each answer, as the console has it: the list follows the answer. */
function desk(waiting: Hit[], result: AnswerResult = { kind: 'answered' }) {
  const answers: string[] = []
  const clock = { now: 1000 }
  let hits = waiting
  const prompts: Prompts = createPrompts({
    now: () => clock.now,
    answerHit: async (id, answer) => {
      answers.push(`${hits.find((other) => other.id === id)?.sequence} ${answer}`)
      if (result.kind !== 'failed') {
        hits = hits.flatMap((other) => {
          if (other.id !== id) return [other]
          return answer === 'deferred' ? [{ ...other, status: answer }] : []
        })
        prompts.take(hits)
      }
      return result
    },
  })
  prompts.take(hits)
  const press = async (answer: HitAnswer): Promise<void> => {
    clock.now += 1000
    await prompts.answer(answer)
  }
  const current = () => prompts.store.getState().current?.sequence
  return {
    prompts,
    press,
    current,
    answers,
    clock,
    add: (more: Hit[]) => prompts.take((hits = [...hits, ...more])),
  }
}

test('of several open hits the gravest comes first, then the oldest, and the rest are counted', async () => {
  const { press, current, prompts } = desk([
    hit(1, 'EXPIRED'),
    hit(2, 'STOLEN VEHICLE'),
    hit(3, 'STOLEN VEHICLE'),
  ])
  const order = [current()]
  expect(moreWaiting(prompts.store.getState())).toHaveLength(2)
  await press('accepted')
  order.push(current())
  await press('rejected')
  order.push(current())
  await press('accepted')
  expect([...order, current()]).toEqual([2, 3, 1, undefined])
})

test('a graver hit does not push away the prompt that is on the screen', () => {
  const { current, add } = desk([hit(1, 'EXPIRED')])
  add([hit(2, 'STOLEN VEHICLE')])
  expect(current()).toBe(1)
})

test('a second press right after an answer is not taken for the next prompt', async () => {
  const { prompts, press, answers, clock, current } = desk([hit(1, 'STOLEN'), hit(2, 'STOLEN')])
  await press('accepted')
  clock.now += 100
  await prompts.answer('accepted')
  expect([answers, current()]).toEqual([['1 accepted'], 2])
  clock.now += 400
  await prompts.answer('rejected')
  expect(answers).toEqual(['1 accepted', '2 rejected'])
})

test('a failed answer is told and the prompt stays', async () => {
  const { press, current, prompts } = desk([hit(1, 'STOLEN')], { kind: 'failed', why: 'The core is away.' })
  await press('accepted')
  expect([current(), prompts.store.getState().failure, prompts.store.getState().isSending]).toEqual([
    1,
    'The core is away.',
    false,
  ])
})

test('a hit that was answered elsewhere leaves the screen with a word why', async () => {
  const { press, current, prompts } = desk([hit(1, 'STOLEN')], { kind: 'gone', why: 'Answered already.' })
  await press('accepted')
  expect([current(), prompts.store.getState().gone]).toEqual([undefined, 'Answered already.'])
})

test('a deferred hit leaves the screen and comes back only when the officer asks for it', async () => {
  const { press, current, prompts } = desk([hit(1, 'STOLEN')])
  await press('deferred')
  expect(current()).toBeUndefined()
  prompts.toggleReview()
  expect(current()).toBe(1)
  prompts.toggleReview()
  expect(current()).toBeUndefined()
})

test('going through the deferred hits ends after the last, whether they are answered or put off again', async () => {
  const { press, current, prompts } = desk([hit(1, 'STOLEN', 'deferred'), hit(2, 'STOLEN', 'deferred')])
  expect(current()).toBeUndefined()
  prompts.toggleReview()
  expect(current()).toBe(1)
  await press('deferred')
  expect(current()).toBe(2)
  await press('accepted')
  expect([current(), prompts.store.getState().review]).toEqual([undefined, undefined])
})

test('an open hit comes before the deferred ones that are being gone through', async () => {
  const { press, current, prompts, add } = desk([hit(1, 'STOLEN', 'deferred'), hit(2, 'STOLEN', 'deferred')])
  prompts.toggleReview()
  add([hit(3, 'EXPIRED')])
  expect(current()).toBe(1)
  await press('deferred')
  expect(current()).toBe(3)
})

test('a deferred prompt can be closed without an answer and an open one cannot', () => {
  const { current, prompts } = desk([hit(1, 'STOLEN')])
  prompts.close()
  expect(current()).toBe(1)
  const later = desk([hit(2, 'STOLEN', 'deferred')])
  later.prompts.toggleReview()
  later.prompts.close()
  expect(later.current()).toBeUndefined()
  expect(later.answers).toEqual([])
})
