import { expect, test } from 'vitest'
import type { Outcome } from '#renderer/connection/connection.ts'
import { madeUpHit } from '#renderer/patrol/words/made-up-hit.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import { createHitDesk, type HitDesk } from './desk.ts'

const grave = (sequence: number): Hit => madeUpHit(sequence)
const slight = (sequence: number): Hit =>
  madeUpHit(sequence, { presentation: { severity: 'low', sound: 'low' } })
const DEFERRED: StepInput = { kind: 'deferred' }
const ACKNOWLEDGED: StepInput = { kind: 'acknowledged' }
const REJECTED: StepInput = { kind: 'rejected', reason: 'wrong-character', words: '' }

type Script = { readonly outcome?: (hit: Hit) => Outcome<Hit> }

/** A desk over a core that takes each step, as the car has it: the mirror follows the answer. */
function desk(waiting: readonly Hit[], { outcome }: Script = {}) {
  const clock = { now: 1000 }
  let hits = [...waiting]
  const asked: string[] = []
  function keep(hit: Hit): void {
    hits = [...hits.filter(({ id }) => id !== hit.id), ...(hit.status === 'closed' ? [] : [hit])]
    opened.take(hits)
  }
  function after(hit: Hit, step: StepInput): Hit {
    if (step.kind === 'deferred') return { ...hit, isDeferred: true }
    return { ...hit, isDeferred: false, status: step.kind === 'rejected' ? 'closed' : 'acknowledged' }
  }
  let sent: StepInput = DEFERRED
  const opened: HitDesk = createHitDesk({
    now: () => clock.now,
    car: {
      keepHit: keep,
      hitShown: () => Promise.resolve(),
      // The one call of these tests is that of a step; which it was is known from `press`.
      call: <T>(): Promise<Outcome<T>> => {
        const { current } = opened.store.getState()
        if (current === undefined) throw new Error('no hit is up')
        asked.push(`${current.sequence} ${sent.kind}`)
        const answer = outcome?.(current) ?? { kind: 'done', value: after(current, sent) }
        // The list often comes before the answer does.
        if (answer.kind === 'done') keep(answer.value)
        return Promise.resolve(answer as Outcome<T>)
      },
    },
  })
  opened.take(hits)
  return {
    desk: opened,
    clock,
    asked,
    add: (...more: Hit[]) => {
      hits = [...hits, ...more]
      opened.take(hits)
    },
    lose: (sequence: number) => {
      hits = hits.filter((hit) => hit.sequence !== sequence)
      opened.take(hits)
    },
    press: async (step: StepInput): Promise<boolean> => {
      clock.now += 1000
      sent = step
      return opened.send(step)
    },
    shown: () => {
      const { screen, current } = opened.store.getState()
      return current === undefined ? screen : `${screen} ${current.sequence}`
    },
  }
}

test('of several unanswered hits the gravest comes first, then the oldest', async () => {
  const { desk: opened, press, shown } = desk([slight(1), grave(2), grave(3)])
  const order = [shown()]
  for (let more = 0; more < 3; more++) {
    await press(DEFERRED)
    order.push(shown())
  }
  expect(order).toEqual(['prompt 2', 'prompt 3', 'prompt 1', 'none'])
  expect(opened.store.getState().gone).toBeUndefined()
})

test('a graver hit never pushes away the prompt, the hit or the queue that is up', async () => {
  const { desk: opened, press, shown, add } = desk([slight(1)])
  add(grave(2))
  const seen = [shown()]
  await press(ACKNOWLEDGED)
  seen.push(shown())
  add(grave(3))
  seen.push(shown())
  opened.toggleQueue()
  add(grave(4))
  seen.push(shown())
  expect(seen).toEqual(['prompt 1', 'hit 1', 'hit 1', 'queue'])
})

test('an accepted prompt leads to its hit, and leaving that lets the next prompt up', async () => {
  const { desk: opened, press, shown } = desk([grave(1), slight(2)])
  await press(ACKNOWLEDGED)
  expect(shown()).toBe('hit 1')
  opened.back()
  expect(shown()).toBe('prompt 2')
  expect(opened.store.getState().waiting).toHaveLength(2)
})

test('an unanswered prompt cannot be left; one asked for from the queue goes back to it', () => {
  const deferred = madeUpHit(1, { isDeferred: true })
  const { desk: opened, shown, add } = desk([deferred])
  expect(shown()).toBe('none')
  opened.toggleQueue()
  opened.open(deferred)
  expect(shown()).toBe('prompt 1')
  opened.backFromPrompt()
  expect(shown()).toBe('queue')
  opened.toggleQueue()
  add(grave(2))
  opened.backFromPrompt()
  expect(shown()).toBe('prompt 2')
})

test('a rejected hit leaves the screen, and where it came from is shown again', async () => {
  const { desk: opened, press, shown, asked } = desk([grave(1)])
  opened.openReject()
  expect(shown()).toBe('reject 1')
  opened.back()
  expect(shown()).toBe('prompt 1')
  opened.openReject()
  await press(REJECTED)
  expect([shown(), asked]).toEqual(['none', ['1 rejected']])
})

test('a press that was meant for the prompt before is not taken for the next', async () => {
  const { desk: opened, press, clock, shown, asked } = desk([grave(1), grave(2)])
  await press(DEFERRED)
  expect(shown()).toBe('prompt 2')
  clock.now += 399
  expect(await opened.send(ACKNOWLEDGED)).toBe(false)
  opened.openReject()
  expect([shown(), asked]).toEqual(['prompt 2', ['1 deferred']])
  expect(await press(ACKNOWLEDGED)).toBe(true)
})

test('an answer that is not saved stays where it was given, and says why', async () => {
  const {
    desk: opened,
    press,
    shown,
  } = desk([grave(1)], {
    outcome: () => ({ kind: 'failed', why: 'The disk is full.' }),
  })
  expect(await press(ACKNOWLEDGED)).toBe(false)
  expect([shown(), opened.store.getState().failure]).toEqual(['prompt 1', 'The disk is full.'])
})

test('a hit that was closed elsewhere leaves the screen with a word why', async () => {
  const gone = desk([grave(1)], { outcome: () => ({ kind: 'gone', why: 'It was purged.' }) })
  await gone.press(ACKNOWLEDGED)
  expect([gone.shown(), gone.desk.store.getState().gone]).toEqual(['none', 'It was purged.'])
  const closed = desk([grave(1)])
  closed.lose(1)
  expect([closed.shown(), closed.desk.store.getState().gone]).toEqual(['none', 'It was closed elsewhere.'])
  const answered = desk([grave(1)])
  answered.desk.take([madeUpHit(1, { status: 'acknowledged' })])
  expect([answered.shown(), answered.desk.store.getState().gone]).toEqual([
    'none',
    'It was answered elsewhere; F10 shows it among the open hits.',
  ])
})

test('what is answered and not sent stays with its hit', () => {
  const { desk: opened, shown } = desk([grave(1)])
  const { id } = grave(1)
  opened.changeDraft(id, { state: 'IL' })
  opened.toggleQueue()
  opened.changeDraft(id, { fields: { incident: '26-1' } })
  opened.toggleQueue()
  expect(shown()).toBe('prompt 1')
  expect(opened.store.getState().drafts[id]).toMatchObject({ state: 'IL', fields: { incident: '26-1' } })
})

test('the explanation of a closed hit stays up', () => {
  const closed = madeUpHit(7, { status: 'closed' })
  const { desk: opened, shown, add } = desk([])
  opened.explain(closed)
  add(grave(8))
  expect(shown()).toBe('explain 7')
  opened.back()
  expect(shown()).toBe('prompt 8')
})

test('a desk that is forgotten holds no hit and nothing that was said of one', () => {
  const { desk: opened } = desk([grave(1), slight(2)])
  const { current } = opened.store.getState()
  if (current === undefined) throw new Error('no hit is up')
  opened.explain(current)
  opened.forget()
  const { waiting, screen, views, drafts } = opened.store.getState()
  expect([waiting, screen, opened.store.getState().current, views, drafts]).toEqual([
    [],
    'none',
    undefined,
    [],
    {},
  ])
})
