// A hundred thousand random sequences of calls by random people: whatever is told was theirs to be told. The core,
// its gates, sessions and database are real; only the sign-in itself is left out, since a password is meant to cost time.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Session } from '#main/core.ts'
import type { Right } from '#shared/domain/rights.ts'
import { rightsOf } from '#shared/domain/rights.ts'
import type { Role } from '#shared/domain/officer.ts'
import { ask, everyProcedure } from '../support/core/every-procedure.ts'
import { startStagedCar, type StagedCar } from '../support/core/staged-car.ts'

const SEQUENCES = 100_000
const MINUTE = 60_000
/** The standard profile's, from CJIS IA-5 j: half an hour and twelve hours. */
const IDLE_MS = 30 * MINUTE
const FULL_MS = 720 * MINUTE

/** What costs time on purpose, ends in files, or never answers. */
const LEFT_OUT = new Set([
  'session.setUp',
  'session.signIn',
  'session.enrol',
  'session.beginEnrolment',
  'session.changePassword',
  'session.secondFactor',
  'session.confirmEnrolment',
  'session.release',
  'lists.import',
  'lists.guess',
  'lists.preview',
  'audit.verify',
  'audit.export',
  'policy.texts',
  'policy.propose',
  'events.subscribe',
  'exercises.begin',
  'session.profiles',
  'session.toDo',
  'policy.inForce',
])
const PROCEDURES = everyProcedure().filter(({ path }) => !LEFT_OUT.has(path))

const SEARCH = {
  statement: {
    purpose: 'criminal-case',
    reason: 'theft of a trailer on Elm',
    caseNumber: '26-114',
    facts: '',
  },
  query: { limit: 5 },
}
/** Inputs that get as far as the gates let them. */
const INPUTS: Readonly<Record<string, unknown>> = {
  'search.reads': SEARCH,
  'reads.page': { offset: 0, limit: 5 },
  'hits.recent': { limit: 5 },
  'audit.search': { limit: 5 },
  'shift.start': { purpose: 'patrol', caseNumber: '', isAcknowledged: true },
  'shift.end': { leavesOpenHits: true },
  'session.signOut': { leavesOpenHits: true },
  'session.resume': { token: 'forged' },
}

type Who = { readonly badge: string; readonly roles: readonly Role[]; readonly isTrained: boolean }
const PEOPLE: readonly Who[] = [
  { badge: '4711', roles: ['operator'], isTrained: true },
  { badge: '0815', roles: ['operator'], isTrained: false },
  { badge: 'S-1', roles: ['supervisor'], isTrained: true },
  { badge: 'AU-1', roles: ['auditor'], isTrained: true },
  { badge: 'M-1', roles: ['manager', 'assigner'], isTrained: false },
  { badge: 'A-1', roles: ['administrator'], isTrained: false },
]

type Act =
  | { readonly kind: 'sit'; readonly console: 0 | 1; readonly who: number }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'call'; readonly console: 0 | 1; readonly procedure: number }

const console_ = fc.constantFrom(0 as const, 1 as const)
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sit' as const),
      console: console_,
      who: fc.nat(PEOPLE.length - 1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      minutes: fc.constantFrom(1, 1, 20, 20, 29, 29, 31, 31, 300, 721),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('call' as const),
      console: console_,
      procedure: fc.nat(PROCEDURES.length - 1),
    }),
  },
)

let car: StagedCar
let folder: string
let consoles: readonly [Session, Session]

/** In memory where there is such a place: a hundred thousand commits to a disk would be a test of the disk. */
const MEMORY = '/dev/shm'

beforeAll(async () => {
  folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'lookout-gates-'))
  car = await startStagedCar({
    folder,
    officers: PEOPLE.filter(({ badge }) => badge !== 'A-1' && badge !== 'M-1').map(
      ({ badge, roles, isTrained }) => ({
        badge,
        roles: [...roles],
        isUntrained: !isTrained,
      }),
    ),
    lists: { NCIC: ['AB12345,IL,Stolen vehicle,'] },
  })
  await car.pass({ plate: 'AB12345', state: 'IL' })
  consoles = [car.core.newSession(), car.core.newSession()]
}, 120_000)
afterAll(async () => {
  await car.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** What a session may be told, kept beside the core from what the rules say alone. */
function createModel() {
  let seat: { console: 0 | 1; who: Who; since: number; lastInput: number; isLocked: boolean } | undefined
  let at = 0
  let shift: string | undefined

  const isOpen = (console: 0 | 1): boolean =>
    seat?.console === console && !seat.isLocked && at - seat.lastInput < IDLE_MS && at - seat.since < FULL_MS

  return {
    isOpen,
    touch(): void {
      if (seat !== undefined) seat.lastInput = at
    },
    sit(console: 0 | 1, who: Who): void {
      seat = { console, who, since: at, lastInput: at, isLocked: false }
      if (shift !== who.badge) shift = undefined
    },
    wait(minutes: number): void {
      at += minutes * MINUTE
    },
    /** Why this may not be told, or undefined. */
    mayNot({ path, access }: (typeof PROCEDURES)[number], console: 0 | 1): string | undefined {
      if (access === undefined) return 'no declaration'
      if (access.level === 'open') return undefined
      if (access.level === 'alerts') return seat?.console === console ? undefined : 'no session'
      if (seat === undefined || !isOpen(console)) return 'no open session'
      const rights: readonly Right[] = rightsOf(seat.who.roles)
      if (access.rights.length > 0 && !access.rights.some((right) => rights.includes(right)))
        return 'no right'
      if (access.gates.includes('training') && !seat.who.isTrained) return 'no training'
      // The start of a shift is what begins one.
      if (access.gates.includes('shift') && shift !== seat.who.badge && path !== 'shift.start')
        return 'no shift'
      return undefined
    },
    told(path: string, console: 0 | 1): void {
      if (seat === undefined) return
      const isMine = seat.console === console
      if (path === 'shift.start') shift = seat.who.badge
      if (path === 'shift.end') shift = undefined
      if (path === 'session.lock' && isMine) seat.isLocked = true
      if (path === 'session.signOut' && isMine) {
        seat = undefined
        shift = undefined
      }
    },
  }
}

test('random calls by random people never reach what lies behind a gate', async () => {
  const model = createModel()
  const counts = { calls: 0, told: 0, refused: 0 }
  const accounts = new Map(
    car.core
      .newSession()
      .context.access.book.repository.all()
      .map((row) => [row.badge, row]),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 5 }), async (acts) => {
      // The car behind the calls has its turn: its recogniser is waited for by a clock.
      await setImmediate()
      for (const one of acts) {
        if (one.kind === 'wait') {
          model.wait(one.minutes)
          car.clock.ahead += one.minutes * MINUTE
          continue
        }
        const session = consoles[one.console]
        if (one.kind === 'sit') {
          const who = PEOPLE[one.who]
          const row = who && car.core.newSession().context.access.book.byBadge(who.badge)
          if (who === undefined || row === undefined) throw new Error('nobody')
          // The clock of the sequences runs over months: accounts stay in use, training stays valid.
          session.context.console.seat({ ...row, state: 'active' })
          model.sit(one.console, who)
          continue
        }
        const procedure = PROCEDURES[one.procedure]
        if (procedure === undefined) throw new Error('no procedure')
        counts.calls += 1
        const wasOpen = model.isOpen(one.console)
        const answer = await ask(session, procedure.path, INPUTS[procedure.path] ?? {})
        // What passed the gates and came to nothing was input all the same.
        if (wasOpen && !(answer.kind === 'refused' && answer.gate !== undefined)) model.touch()
        if (answer.kind !== 'told') {
          counts.refused += 1
          continue
        }
        expect(model.mayNot(procedure, one.console), procedure.path).toBeUndefined()
        counts.told += 1
        model.told(procedure.path, one.console)
      }
    }),
    { numRuns: SEQUENCES, endOnFailure: true },
  )
  // Both ways are taken often, or the sequences would show nothing.
  expect(accounts.size).toBeGreaterThan(5)
  expect(counts.calls).toBeGreaterThan(SEQUENCES)
  expect(counts.told).toBeGreaterThan(SEQUENCES / 10)
  expect(counts.refused).toBeGreaterThan(SEQUENCES / 10)
}, 1_800_000)
