// A staged car for each agency, started when a test of the file first asks for it, with the people that the clauses
// speak of. Tests of a file share it: each brings its own plate.
import { call } from '@orpc/server'
import { afterAll } from 'vitest'
import type { Seen, StepInput } from '#shared/domain/hit-step.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Purpose } from '#shared/domain/profile.ts'
import type { Person } from '../support/core/people.ts'
import { openDesk, startStagedCar, type StagedCar } from '../support/core/staged-car.ts'
import type { Agency } from './agencies.ts'

/** Operator without any authorisation for a database. */
export const OFFICER = '4711'
/** Operator who may query and see all databases. */
export const AUTHORISED = '4712'
/** Operator of whom no training is recorded. */
export const UNTRAINED = '4713'
export const CIVILIAN = '4714'
export const AUDITOR = '4715'

const PEOPLE: readonly Person[] = [
  { badge: OFFICER, name: 'Patrol one' },
  { badge: AUTHORISED, name: 'Patrol two', authorisations: ['leads', 'ncic', 'kcjis'] },
  { badge: UNTRAINED, name: 'Patrol three', isUntrained: true },
  { badge: CIVILIAN, name: 'Desk four', position: 'civilian' },
  { badge: AUDITOR, name: 'Audit five', roles: ['auditor'] },
]

export type Desk = Awaited<ReturnType<typeof openAgencyDesk>>

type Lists = Readonly<Record<string, readonly string[]>>

/** Gives each agency's car; `lists` are installed in all of them, and the people of `badges` made. */
export function openDesks({ lists = {}, badges = [] }: { lists?: Lists; badges?: readonly string[] }) {
  const desks = new Map<Agency, Promise<Desk>>()
  afterAll(async () => {
    for (const desk of desks.values()) await (await desk).stop()
  })
  return (id: Agency): Promise<Desk> => {
    const desk = desks.get(id) ?? openAgencyDesk(id, lists, badges)
    desks.set(id, desk)
    return desk
  }
}

async function openAgencyDesk(id: Agency, lists: Lists, badges: readonly string[]) {
  const officers = PEOPLE.filter(({ badge }) => badge === OFFICER || badges.includes(badge))
  const car: StagedCar = await startStagedCar({ profile: id, lists, officers })
  const desk = openDesk(car)
  const { router, context, session } = desk

  /** Signs somebody in here, unless he sits here already. */
  async function as(badge: string): Promise<void> {
    const state = await call(router.session.state, undefined, { context })
    if (state.stage === 'signed-in' && state.officer.badge === badge) return
    await car.people.signIn(badge, session)
  }

  async function onShift(badge = OFFICER, purpose: Purpose = 'patrol'): Promise<void> {
    await as(badge)
    const running = await call(router.shift.get, undefined, { context })
    if (running === null) {
      await call(router.shift.start, { purpose, caseNumber: '', isAcknowledged: true }, { context })
    }
  }

  /** A listed vehicle passes before an officer on shift. */
  async function raise(plate: string, badge = OFFICER): Promise<Hit> {
    await onShift(badge)
    await car.pass({ plate, state: 'IL' })
    const hit = (await desk.open()).find(({ read }) => read.plate === plate)
    if (hit === undefined) throw new Error(`${plate} raised no hit.`)
    return hit
  }

  return {
    ...car,
    ...desk,
    as,
    onShift,
    raise,
    /** Raised, and looked at. */
    async hitOf(plate: string, badge = OFFICER): Promise<Hit> {
      const hit = await raise(plate, badge)
      await desk.step(hit.id, { kind: 'acknowledged' })
      return hit
    },
  }
}

/** What the officer says of the car: the plate as listed, of Illinois, on the right vehicle, unless told otherwise. */
export function saw(plate: string, changes: Partial<Seen> = {}): StepInput {
  return {
    kind: 'compared',
    seen: { plate, isTyped: false, state: 'IL', vehicle: 'match', vehicleWords: '', ...changes },
  }
}

type Status = Extract<StepInput, { kind: 'checked'; item: 'status' }>

export function statusOf(plate: string, changes: Partial<Status> = {}): StepInput {
  return {
    kind: 'checked',
    item: 'status',
    answer: 'yes',
    plate,
    state: 'IL',
    channel: 'communications',
    ranBy: 'Dispatch 3',
    ranAt: 0,
    reference: 'R-1',
    words: '',
    ...changes,
  }
}

export const STOP = { kind: 'decided', decision: 'stop', words: '' } as const satisfies StepInput
