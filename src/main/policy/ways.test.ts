// The five agencies' ways through a hit, with the profiles that ship.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { refusalOf } from '#shared/domain/hit-machine.ts'
import { progressOf, type HitProgress } from '#shared/domain/hit-progress.ts'
import { HitStep, type Refusal, StepInput } from '#shared/domain/hit-step.ts'
import { HotListMatch } from '#shared/domain/hot-list.ts'
import { Officer } from '#shared/domain/officer.ts'
import { loadProfile, loadProfiles } from './index.ts'

const FOLDER = join(import.meta.dirname, '../../../assets/policies')
const authorised = Officer.parse({
  badge: '4711',
  name: 'Patrol one',
  position: 'sworn',
  roles: ['operator'],
  authorisations: ['leads', 'ncic', 'kcjis'],
})
const unauthorised = Officer.parse({
  badge: '4712',
  name: 'Patrol two',
  position: 'sworn',
  roles: ['operator'],
  authorisations: [],
})

type Input = z.input<typeof StepInput>

function listed(entry: Partial<z.input<typeof HotListMatch>['entry']> = {}): HotListMatch {
  return HotListMatch.parse({
    entry: {
      key: 'AB12345|IL',
      list: 'NCIC vehicles',
      kind: 'list',
      source: 'NCIC',
      line: 2,
      raw: '',
      plate: 'AB12345',
      state: 'IL',
      category: 'stolen-vehicle',
      categoryWords: 'V',
      vehicle: { make: 'TOYT', colour: 'SIL' },
      cautions: [],
      notes: '',
      trust: 'normal',
      mended: [],
      ...entry,
    },
    kind: 'exact',
    matchedPlate: 'AB12345',
    plateProbability: 0.95,
    replaced: [],
    stateAgreement: 'agrees',
    odds: { characters: 0.9, state: 0.9, both: 0.81 },
    crowding: { listed: 0, looked: 20 },
  })
}

/** A hit under one shipped profile; `take` takes a step, or throws what is missing. */
function hitUnder(id: string, matches = [listed()], officer = authorised) {
  const profile = loadProfile(FOLDER, id)
  const steps: HitStep[] = []
  const offer = (input: Input): Refusal | undefined =>
    refusalOf({ matches, steps }, StepInput.parse(input), officer, profile)
  return {
    offer,
    take(...inputs: Input[]): void {
      for (const input of inputs) {
        const refusal = offer(input)
        if (refusal !== undefined) throw new Error(`${input.kind}: ${refusal.missing.join(', ')}`)
        const number = steps.length + 1
        const by = { badge: officer.badge, name: officer.name }
        steps.push(HitStep.parse({ number, at: number * 1000, afterMs: 1000, by, input }))
      }
    },
    progress: (): HitProgress => progressOf({ matches, steps }, profile.verification.value),
  }
}

const acknowledged = { kind: 'acknowledged' } as const
const stop = { kind: 'decided', decision: 'stop', words: '' } as const
const otherGrounds = { kind: 'other-grounds', words: 'ran a red light before me' } as const
const saw = (seen: Partial<Extract<Input, { kind: 'compared' }>['seen']> = {}) => ({
  kind: 'compared' as const,
  seen: {
    plate: 'AB12345',
    isTyped: false,
    state: 'IL' as const,
    vehicle: 'match' as const,
    vehicleWords: '',
    ...seen,
  },
})
const status = (change: Partial<Extract<Input, { kind: 'checked'; item: 'status' }>> = {}) => ({
  kind: 'checked' as const,
  item: 'status' as const,
  answer: 'yes' as const,
  plate: 'AB12345',
  state: 'IL' as const,
  channel: 'communications' as const,
  ranBy: 'Dispatch 3',
  ranAt: 1000,
  reference: 'R1',
  words: '',
  ...change,
})
const check = (item: 'record' | 'confirmation', answer: 'yes' | 'no' = 'yes') =>
  item === 'record'
    ? { kind: 'checked' as const, item, answer, words: '' }
    : { kind: 'checked' as const, item, answer, reference: 'C1', words: '' }
const skip = (item: 'state' | 'status' | 'record') => ({
  kind: 'skipped' as const,
  item,
  reason: 'no radio here',
})
const close = (incident = '') => ({ kind: 'closed' as const, incident })

describe.each(['schaumburg', 'alsip', 'parsons'])('%s: if practicable, solely on the alert', (id) => {
  const { clause } = loadProfile(FOLDER, id).verification

  test('a stop waits for the status or a reason why there is none', () => {
    const hit = hitUnder(id)
    hit.take(acknowledged, saw())
    expect(hit.offer(stop)).toEqual({
      missing: ['the current status of the record'],
      next: 'Check it, or skip it with a reason.',
      clause,
    })
    hit.take(skip('status'), stop, close())
    expect(hit.progress().skipped.get('status')).toBe('no radio here')
  })

  test('other grounds are enough', () => {
    const hit = hitUnder(id)
    hit.take(acknowledged, otherGrounds, stop, close())
    expect(hit.progress().status).toBe('closed')
  })

  test('a record that is not active is not skipped over', () => {
    const hit = hitUnder(id)
    hit.take(acknowledged, saw(), status({ answer: 'no' }))
    expect(hit.offer(skip('status'))).toMatchObject({ clause })
    expect(hit.offer(stop)).toMatchObject({ next: 'The record is not active: reject the hit.', clause })
  })

  test('a state that cannot be told is left out with a reason only', () => {
    const hit = hitUnder(id)
    hit.take(acknowledged, saw({ state: 'cannot-tell' }), status({ state: 'cannot-tell' }))
    expect(hit.offer(stop)).toMatchObject({ missing: ['the state you see'] })
    hit.take(skip('state'), stop)
  })
})

describe('rantoul: shall, solely on the alert', () => {
  test('nothing is skipped; LEADS, NCIC or the Communications Center tells the status', () => {
    const hit = hitUnder('rantoul')
    hit.take(acknowledged, saw())
    expect(hit.offer(skip('status'))).toMatchObject({ clause: '438.3(e)' })
    expect(hit.offer(stop)).toMatchObject({
      missing: ['the current status of the record'],
      clause: '438.3(e)',
    })
    expect(hit.offer(status({ channel: 'kcjis' }))).toMatchObject({ clause: '438.3(e)' })
    hit.take(status({ channel: 'ncic' }), stop, close())
  })

  test('who is not authorised has the Communications Center run it', () => {
    const hit = hitUnder('rantoul', [listed()], unauthorised)
    hit.take(acknowledged, saw())
    expect(hit.offer(status({ channel: 'leads' }))).toEqual({
      missing: ['an authorisation for LEADS'],
      next: 'Ask the Communications Center to run it.',
      clause: '438.3(f)',
    })
    hit.take(status(), stop)
  })

  test('other grounds, in words, are outside of the duty', () => {
    const hit = hitUnder('rantoul')
    hit.take(acknowledged, otherGrounds, stop, close())
  })
})

describe('oak brook: shall, in all circumstances', () => {
  test('characters, state and status before a stop; other grounds do not help', () => {
    const hit = hitUnder('oak-brook')
    hit.take(acknowledged)
    expect(hit.offer(otherGrounds)).toMatchObject({ clause: '131.6 a-b' })
    expect(hit.offer(stop)).toMatchObject({
      missing: ['the comparison with what you see'],
      clause: '131.6 a-b',
    })
    hit.take(saw({ state: 'cannot-tell' }), status({ state: 'cannot-tell' }))
    expect(hit.offer(stop)).toMatchObject({ missing: ['the state you see'], clause: '131.6 a-b' })
    hit.take(saw())
    expect(hit.offer(stop)).toMatchObject({ missing: ['the current status of the record'] })
    expect(hit.offer(status({ channel: 'ncic' }))).toMatchObject({ clause: '131.6 verify (b)' })
    hit.take(status(), stop)
  })

  test('a stop ends with its incident number, whatever is decided later', () => {
    const hit = hitUnder('oak-brook')
    hit.take(acknowledged, saw(), status(), stop)
    const missing = { missing: ['the incident or event number'], clause: '131.6' }
    expect(hit.offer(close())).toMatchObject(missing)
    expect(hit.offer({ kind: 'rejected', reason: 'wrong-person', words: '' })).toMatchObject({
      clause: '131.6',
    })
    hit.take({ kind: 'decided', decision: 'no-action', ground: 'vehicle-gone', words: '' })
    expect(hit.offer(close('  '))).toMatchObject(missing)
    hit.take(close('26-00017'))
  })

  test('the officer with a graver or an unsafe assignment hands over', () => {
    const hit = hitUnder('oak-brook')
    hit.take(acknowledged, saw(), status())
    const busy = { assignment: 'Crash with injuries', graver: 'assignment', endangers: false } as const
    expect(hit.offer({ ...stop, busy })).toMatchObject({ clause: '131.6 busy a-d' })
    expect(hit.offer({ ...stop, busy: { ...busy, graver: 'hit', endangers: true } })).toMatchObject({
      clause: '131.6 busy a-d',
    })
    hit.take({ kind: 'decided', decision: 'hand-off', words: '', busy })
    expect(hit.offer(close())).toMatchObject({ missing: ['the hand-off to the Communications Center'] })
    hit.take(
      { kind: 'handed-off', text: 'Possible match', delivery: 'read-aloud', receivedBy: 'Dispatch 3' },
      close(),
    )
  })
})

describe('standard: the strict default', () => {
  test('asks vehicle and record as well, and names no clause', () => {
    const hit = hitUnder('standard')
    hit.take(acknowledged, saw({ vehicle: 'cannot-tell' }), status())
    expect(hit.offer(stop)).toEqual({
      missing: ['the vehicle you see', 'what the record is about'],
      next: 'Complete the checklist before any enforcement.',
    })
    hit.take(saw(), check('record'), stop, close('26-00017'))
  })

  test('an entry that says nothing of the vehicle does not ask for it', () => {
    const hit = hitUnder('standard', [listed({ vehicle: {} })])
    hit.take(acknowledged, saw({ vehicle: 'cannot-tell' }), status(), check('record'), stop)
  })
})

describe.each(loadProfiles(FOLDER).map(({ id }) => id))('under %s', (id) => {
  test('who has no authorisation has the Communications Center run the plate', () => {
    const { channels, authorisation } = loadProfile(FOLDER, id)
    const hit = hitUnder(id, [listed()], unauthorised)
    hit.take(acknowledged, saw())
    for (const channel of channels.value.filter((one) => one !== 'communications')) {
      const refusal = hit.offer(status({ channel }))
      expect(refusal?.next).toBe('Ask the Communications Center to run it.')
      expect(refusal?.clause).toBe(authorisation.clause)
    }
    hit.take(status())
  })

  test('Green v. San Francisco: a 3 read as a 7, the misread plate is listed: no enforcement', () => {
    const hit = hitUnder(id, [listed({ plate: '5SOW750', state: undefined })])
    hit.take(acknowledged)
    expect(hit.offer(status({ plate: '5SOW750' }))).toBeDefined()
    hit.take(saw({ plate: '5SOW350', isTyped: true }))
    expect(hit.offer(status({ plate: '5SOW750' }))).toBeDefined()
    expect(hit.offer(status({ plate: '5SOW350' }))).toBeDefined()
    expect(hit.offer(stop)).toMatchObject({ next: 'Reject the hit as wrong character.' })
    if (hit.offer(otherGrounds) === undefined) hit.take(otherGrounds)
    expect(hit.offer(stop)).toBeDefined()
    hit.take({ kind: 'rejected', reason: 'wrong-character', words: '' })
    expect(hit.progress()).toMatchObject({ status: 'closed', decision: undefined })
  })

  test('Aurora: right characters, wrong state, another kind of vehicle: no enforcement', () => {
    const hit = hitUnder(id, [listed({ state: 'MT' })])
    hit.take(
      acknowledged,
      saw({ state: 'CO', vehicle: 'no-match', vehicleWords: 'an SUV, not a motorcycle' }),
    )
    expect(hit.offer(stop)).toMatchObject({ next: 'Reject the hit as wrong state.' })
    expect(hit.offer(status({ state: 'CO' }))).toBeDefined()
    if (hit.offer(otherGrounds) === undefined) hit.take(otherGrounds)
    expect(hit.offer(stop)).toBeDefined()
    hit.take({ kind: 'rejected', reason: 'wrong-state', words: '' })
    expect(hit.progress()).toMatchObject({ status: 'closed', decision: undefined })
  })

  test('another vehicle alone: the record and the entering agency have to explain it', () => {
    const hit = hitUnder(id)
    hit.take(acknowledged, saw({ vehicle: 'no-match' }), status())
    expect(hit.offer(skip('record'))).toBeDefined()
    expect(hit.offer(stop)?.missing).toEqual([
      'what the record is about',
      "the entering agency's confirmation",
    ])
    hit.take(check('record'), check('confirmation', 'no'))
    expect(hit.offer(stop)).toMatchObject({
      next: 'The entering agency does not confirm it: reject the hit.',
    })
    hit.take({ kind: 'rejected', reason: 'wrong-vehicle', words: '' })
  })

  test('a confirmation that is refused stands, whether the policy asks for one or not', () => {
    const hit = hitUnder(id)
    hit.take(acknowledged, saw(), status(), check('record'), check('confirmation', 'no'))
    expect(hit.offer(stop)).toMatchObject({ missing: ["the entering agency's confirmation"] })
  })
})
