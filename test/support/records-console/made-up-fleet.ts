// Cars that never were: one in time, one due, one overdue and one that is not heard of any more.
import type { FleetCar, FleetNotice } from '#shared/records/fleet.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { madeUpId } from '../console/scripted-office-people.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BY = { badge: '2001', name: 'Manager one' }

const car = (number: number, name: string) => ({ id: CarId.parse(madeUpId(number)), name })

export const MADE_UP_CARS = [car(712, 'Squad 12'), car(714, 'Squad 14'), car(721, 'Squad 21')] as const
const SPARE = car(799, 'Spare van')

export function madeUpFleet(now: number): FleetCar[] {
  const report = {
    at: now - 4 * 60_000,
    version: '0.1.0',
    policy: 'made-up 3',
    waiting: { records: 0, images: 0 },
    freeBytes: 212e9,
    guard: 'normal' as const,
    recogniser: 'reading' as const,
    gps: 'fix',
    cameras: [
      { id: 'front', name: 'FRONT', state: 'live' as const },
      { id: 'rear', name: 'REAR', state: 'live' as const },
    ],
    lists: [
      { name: 'NCIC', version: 41, loadedAt: now - 5 * HOUR },
      { name: 'SOS', version: 12, loadedAt: now - 20 * HOUR },
    ],
    taken: { roster: 42 },
    orders: [],
  }
  const enrolled = {
    state: 'enrolled' as const,
    enrolledAt: now - 200 * DAY,
    certificateEndsAt: now + 165 * DAY,
  }
  return [
    {
      ...MADE_UP_CARS[0],
      ...enrolled,
      lastContactAt: now - 4 * 60_000,
      transfer: {
        days: 0,
        level: 'fine',
        mostDays: 30,
        clause: 'IV.B',
        waiting: 0,
        lastCompleteAt: now - 4 * 60_000,
      },
      report,
    },
    {
      ...MADE_UP_CARS[1],
      ...enrolled,
      lastContactAt: now - 26 * HOUR,
      transfer: {
        days: 25,
        level: 'warn',
        mostDays: 30,
        clause: 'IV.B',
        waiting: 48_210,
        lastCompleteAt: now - 25 * DAY,
      },
      order: { id: madeUpId(801), by: BY, at: now - 2 * HOUR, state: 'taken', progress: 0.42 },
      report: {
        ...report,
        guard: 'no-context',
        freeBytes: 3.1e9,
        cameras: [...report.cameras, { id: 'left', name: 'LEFT', state: 'lost' as const }],
      },
    },
    {
      ...MADE_UP_CARS[2],
      ...enrolled,
      lastContactAt: now - 31 * DAY,
      transfer: { days: 31, level: 'escalated', mostDays: 30, clause: 'IV.B', waiting: 61_044 },
      report: { ...report, at: now - 31 * DAY, recogniser: 'not-reading' },
    },
    {
      ...SPARE,
      ...enrolled,
      state: 'revoked',
      transfer: { days: 0, level: 'fine', mostDays: 30, waiting: 0 },
    },
  ]
}

export function madeUpNotices(now: number): FleetNotice[] {
  return [
    {
      id: madeUpId(901),
      kind: 'transfer-escalated',
      car: 'Squad 21',
      level: 'urgent',
      words:
        'Squad 21: 31 days since its oldest record was made that is not here. At most 30 days, clause IV.B.',
      raisedAt: now - 20 * HOUR,
      mailedAt: now - 20 * HOUR + 4000,
    },
    {
      id: madeUpId(902),
      kind: 'transfer-warn',
      car: 'Squad 14',
      level: 'warning',
      words: 'Squad 14: 25 days since its oldest record was made that is not here.',
      raisedAt: now - 18 * HOUR,
    },
    {
      id: madeUpId(903),
      kind: 'camera-lost',
      car: 'Squad 12',
      level: 'warning',
      words: 'Squad 12: camera REAR has no signal.',
      raisedAt: now - 3 * DAY,
      clearedAt: now - 2 * DAY,
      seen: { badge: '2001', at: now - 2.5 * DAY },
    },
  ]
}
