// The records supervisor's orders to transfer: a signed file for one car or all, and how far each car is with it.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { OrderStatesTable } from '#server/storage/schema.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import type { CarId, ContactReport, FileOffer } from '#shared/transfer/wire.ts'
import type { Outgoing } from './outgoing.ts'

/** Older orders are of interest to nobody. */
const MOST_ORDERS = 500

type CarOfOrder = { readonly id: string; readonly enrolled_at: number; readonly waiting: number }

export type Orders = ReturnType<typeof createOrders>

export function createOrders({
  db,
  acts,
  outgoing,
  now,
}: {
  readonly db: RecordsDb
  readonly acts: Acts
  readonly outgoing: Outgoing
  readonly now: () => number
}) {
  const { kysely } = db

  async function newestFor(car: CarOfOrder) {
    return (
      kysely
        .selectFrom('orders')
        .leftJoin('order_states', (join) =>
          join.onRef('order_states.order_id', '=', 'orders.id').on('order_states.car_id', '=', car.id),
        )
        .select(['orders.id', 'order_states.done_at', 'order_states.waiting_at_start'])
        .where((eb) => eb.or([eb('orders.car_id', 'is', null), eb('orders.car_id', '=', car.id)]))
        // An order of before a car was there is none for it.
        .where('issued_at', '>=', car.enrolled_at)
        .orderBy('issued_at', 'desc')
        .executeTakeFirst()
    )
  }

  /** Records that came from each car since it took the order, for those that are still at it. */
  async function cameSince(orderIds: readonly string[]): Promise<Map<string, number>> {
    if (orderIds.length === 0) return new Map()
    const rows = await kysely
      .selectFrom('batches')
      .innerJoin('order_states', 'order_states.car_id', 'batches.car_id')
      .select(['batches.car_id', (eb) => eb.fn.sum('batches.records').as('records')])
      .where('order_states.order_id', 'in', [...orderIds])
      .where('order_states.done_at', 'is', null)
      .whereRef('batches.at', '>=', 'order_states.taken_at')
      .groupBy('batches.car_id')
      .execute()
    return new Map(rows.map(({ car_id, records }) => [car_id, Number(records)]))
  }

  return {
    async order({ car }: { readonly car?: CarId | undefined }, { by }: Holder): Promise<void> {
      const id = randomUUID()
      const at = now()
      const act = { action: 'transfer.order', subject: car ?? 'every car', detail: { order: id } }
      await acts.run(by, act, async (trx) => {
        const cars = await trx
          .selectFrom('cars')
          .select('id')
          .where('state', '=', 'enrolled')
          .$if(car !== undefined, (query) => query.where('id', '=', car ?? ''))
          .limit(1)
          .execute()
        if (cars.length === 0) throw refuse('an enrolled car', 'Enrol a car first, or choose another one.')
        await trx
          .insertInto('orders')
          .values({ id, car_id: car ?? null, issued_at: at, badge: by.badge, name: by.name })
          .execute()
        const body = { id, by: { badge: by.badge, name: by.name }, at, ...(car === undefined ? {} : { car }) }
        await outgoing.publish(trx, 'order', [
          {
            id,
            ...(car === undefined ? {} : { carId: car }),
            payload: (head) => ({ kind: 'order', ...head, body }),
          },
        ])
      })
    },

    /** Takes what the car says of its orders; only of those that are for it. */
    async report(car: CarId, orders: ContactReport['orders']): Promise<void> {
      const at = now()
      for (const { id, state } of orders) {
        const order = await kysely
          .selectFrom('orders')
          .select('id')
          .where('id', '=', id)
          .where((eb) => eb.or([eb('car_id', 'is', null), eb('car_id', '=', car)]))
          .executeTakeFirst()
        if (order === undefined) continue
        const doneAt = state === 'done' ? at : null
        await kysely
          .insertInto('order_states')
          .values({ order_id: id, car_id: car, taken_at: at, done_at: doneAt, waiting_at_start: null })
          .onConflict((conflict) =>
            conflict.columns(['order_id', 'car_id']).doUpdateSet((eb) => ({
              taken_at: eb.fn.coalesce('order_states.taken_at', eb.val(at)),
              done_at: eb.fn.coalesce('order_states.done_at', eb.val(doneAt)),
            })),
          )
          .execute()
      }
    },

    /** The newest order that the car has not carried out, where it has not taken its file. */
    async offerFor(car: CarOfOrder, taken: number): Promise<FileOffer | undefined> {
      const order = await newestFor(car)
      if (order === undefined || order.done_at !== null) return undefined
      if (order.waiting_at_start === null) {
        await kysely
          .insertInto('order_states')
          .values({
            order_id: order.id,
            car_id: car.id,
            taken_at: null,
            done_at: null,
            waiting_at_start: car.waiting,
          })
          .onConflict((conflict) =>
            conflict.columns(['order_id', 'car_id']).doUpdateSet({ waiting_at_start: car.waiting }),
          )
          .execute()
      }
      return outgoing.offer(order.id, taken)
    },

    /** The newest order of each car, by the car's id. */
    async states(cars: readonly CarOfOrder[]): Promise<Map<string, NonNullable<FleetCar['order']>>> {
      const orders = await kysely
        .selectFrom('orders')
        .selectAll()
        .orderBy('issued_at', 'desc')
        .limit(MOST_ORDERS)
        .execute()
      const pairs = cars.flatMap((car) => {
        const order = orders.find(
          (one) => (one.car_id === null || one.car_id === car.id) && one.issued_at >= car.enrolled_at,
        )
        return order === undefined ? [] : [{ car, order }]
      })
      if (pairs.length === 0) return new Map()
      const ids = [...new Set(pairs.map(({ order }) => order.id))]
      const rows = await kysely.selectFrom('order_states').selectAll().where('order_id', 'in', ids).execute()
      const stateOf = new Map(rows.map((row) => [`${row.order_id} ${row.car_id}`, row]))
      const came = await cameSince(ids)
      return new Map(
        pairs.map(({ car, order }) => {
          const row = stateOf.get(`${order.id} ${car.id}`)
          const by = { badge: order.badge, name: order.name }
          const stands = standing(row, car.waiting, came.get(car.id) ?? 0)
          return [car.id, { id: order.id, by, at: order.issued_at, ...stands }]
        }),
      )
    },
  }
}

type Standing = Pick<NonNullable<FleetCar['order']>, 'state' | 'progress'>

/** `came`: records that came since the car took the order. */
function standing(row: OrderStatesTable | undefined, waiting: number, came: number): Standing {
  if (typeof row?.done_at === 'number') return { state: 'done', progress: 1 }
  if (typeof row?.taken_at !== 'number') return { state: 'ordered', progress: 0 }
  return { state: 'taken', progress: progressOf(row.waiting_at_start, waiting, came) }
}

/** By what the car said that still waits, and between two contacts by what came since. Never whole before it is. */
function progressOf(atStart: number | null, waiting: number, came: number): number {
  if (atStart === null || atStart === 0) return 0
  return Math.min(0.99, Math.max(0, 1 - waiting / atStart, came / atStart))
}
