// The cars as the console shows them, and how long each has not transferred everything.
import { X509Certificate } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { CarsTable } from '#server/storage/schema.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import { transferDue } from '#shared/transfer/due.ts'
import { CarId, ContactReport } from '#shared/transfer/wire.ts'
import type { Orders } from './orders.ts'

type Options = {
  readonly db: RecordsDb
  readonly orders: Orders
  readonly profile: Profile
  readonly now: () => number
}

export function createCars({ db, orders, profile, now }: Options) {
  function toCar(row: Selectable<CarsTable>, order: FleetCar['order']): FleetCar {
    const { days, level, mostDays, clause } = transferDue(oldestOf(row), now(), profile)
    const report = ContactReport.safeParse(row.report).data
    return {
      id: CarId.parse(row.id),
      name: row.name,
      state: row.state,
      enrolledAt: row.enrolled_at,
      certificateEndsAt: new X509Certificate(
        row.renewed_certificate ?? row.certificate,
      ).validToDate.getTime(),
      ...(row.last_contact_at === null ? {} : { lastContactAt: row.last_contact_at }),
      transfer: {
        days,
        level,
        ...(mostDays === undefined ? {} : { mostDays }),
        ...(clause === undefined ? {} : { clause }),
        waiting: row.waiting,
        ...(row.last_complete_at === null ? {} : { lastCompleteAt: row.last_complete_at }),
      },
      ...(order === undefined ? {} : { order }),
      ...(report === undefined ? {} : { report }),
    }
  }

  return {
    /** Every car, by name; revoked ones last. */
    async state(): Promise<FleetCar[]> {
      const rows = await db.kysely.selectFrom('cars').selectAll().orderBy('state').orderBy('name').execute()
      const states = await orders.states(rows)
      return rows.map((row) => toCar(row, states.get(row.id)))
    },

    async counts(): Promise<{ readonly all: number; readonly enrolled: number }> {
      const { all, enrolled } = await db.kysely
        .selectFrom('cars')
        .select((eb) => [
          eb.fn.countAll().as('all'),
          eb.fn.countAll().filterWhere('state', '=', 'enrolled').as('enrolled'),
        ])
        .executeTakeFirstOrThrow()
      return { all: Number(all), enrolled: Number(enrolled) }
    },
  }
}

/**
 * What "days since" counts from. What a car said to wait still waits while it is silent; a car that had nothing left
 * may have read since it was heard of last, so for it that is what counts.
 */
function oldestOf({
  oldest_waiting_at,
  last_contact_at,
  enrolled_at,
}: Pick<Selectable<CarsTable>, 'oldest_waiting_at' | 'last_contact_at' | 'enrolled_at'>): number {
  return oldest_waiting_at ?? last_contact_at ?? enrolled_at
}
