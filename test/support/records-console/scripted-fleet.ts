// The fleet of the scripted department.
import { implement } from '@orpc/server'
import type { Officer } from '#shared/domain/officer.ts'
import { recordsContract } from '#shared/records/index.ts'
import { refuse } from '../console/refuse.ts'
import { holderOf, madeUpId } from '../console/scripted-office-people.ts'
import { madeUpFleet, madeUpNotices } from './made-up-fleet.ts'

type FleetOptions = { readonly officer: () => Officer | undefined }

const TICKET = `lookout-enrol:records.example:8443:7K3M9XQ2TR4H0VWDABCDEFGHJK:${'c4'.repeat(32)}`

export function scriptedFleet({ officer }: FleetOptions) {
  const os = implement(recordsContract)
  let cars = madeUpFleet(Date.now())
  let notices = madeUpNotices(Date.now())
  let packages = [{ file: 'squad-21-20261121.lookout-transfer', bytes: 812_440_233 }]
  const by = (on: Officer) => ({ badge: on.badge, name: on.name })
  const handlers = {
    cars: os.fleet.cars.handler(() => {
      holderOf(officer, 'fleet.see')
      return cars
    }),
    notices: os.fleet.notices.handler(() => notices),
    seen: os.fleet.seen.handler(({ input: { id } }) => {
      const on = holderOf(officer, 'fleet.see')
      notices = notices.map((notice) =>
        notice.id === id ? { ...notice, seen: { badge: on.badge, at: Date.now() } } : notice,
      )
      return notices
    }),
    invite: os.fleet.invite.handler(({ input: { name } }) => {
      holderOf(officer, 'cars.manage')
      if (cars.some((car) => car.name === name))
        throw refuse('a name that no other car has', 'Give another one.')
      return { ticket: TICKET, expiresAt: Date.now() + 86_400_000 }
    }),
    revoke: os.fleet.revoke.handler(({ input: { id } }) => {
      holderOf(officer, 'cars.manage')
      cars = cars.map((car) => (car.id === id ? { ...car, state: 'revoked' } : car))
      return cars
    }),
    order: os.fleet.order.handler(({ input }) => {
      const on = holderOf(officer, 'transfers.order')
      cars = cars.map((car) =>
        (input.car === undefined || car.id === input.car) && car.state === 'enrolled'
          ? {
              ...car,
              order: { id: madeUpId(811), by: by(on), at: Date.now(), state: 'ordered', progress: 0 },
            }
          : car,
      )
      return cars
    }),
    packages: os.fleet.packages.handler(() => packages),
    importPackage: os.fleet.importPackage.handler(({ input: { file } }) => {
      packages = packages.filter((one) => one.file !== file)
      return {
        car: 'Squad 21',
        records: 61_044,
        images: 59_120,
        refused: 0,
        receipts: `${file}.lookout-receipts`,
      }
    }),
    publish: os.fleet.publish.handler(() => ({ serial: 43 })),
    lists: os.fleet.lists.handler(() => [
      {
        file: 'ncic-20261122.txt',
        bytes: 41_220_110,
        published: { serial: 41, at: Date.now() - 6 * 3_600_000, lines: 402_118 },
      },
      { file: 'sos-20261122.csv', bytes: 9_812_000 },
    ]),
    publishList: os.fleet.publishList.handler(({ input: { template } }) => {
      if (template !== 'ncic')
        throw refuse('an import template of that name', 'Look under Hot lists in a car.')
      return { serial: 42, lines: 402_240, changeBytes: 18_220, wholeBytes: 9_120_440 }
    }),
  }
  return {
    handlers,
    unseen: () => notices.filter(({ seen, clearedAt }) => !seen && !clearedAt).length,
    cars: () => cars,
  }
}
