// A car's contact: what it says of itself is kept, and what there is for it is named.
import { refuse } from '#main/refused.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { CarId, ContactAnswer, ContactReport, FileOffer } from '#shared/transfer/wire.ts'
import type { createAuditHeads } from './audit-heads.ts'
import type { createHotListFiles } from './hot-lists.ts'
import type { Orders } from './orders.ts'
import type { Outgoing } from './outgoing.ts'

const MOST_FILES = 200

type Options = {
  readonly db: RecordsDb
  readonly orders: Orders
  readonly outgoing: Outgoing
  readonly hotLists: ReturnType<typeof createHotListFiles>
  readonly auditHeads: ReturnType<typeof createAuditHeads>
  readonly profile: Profile
  readonly now: () => number
}

export function createContact({ db, orders, outgoing, hotLists, auditHeads, profile, now }: Options) {
  async function keep(car: CarId, report: ContactReport, at: number) {
    const waiting = report.waiting.records + report.waiting.images
    const row = await db.kysely
      .updateTable('cars')
      .set((eb) => ({
        last_contact_at: at,
        // A car whose clock is ahead was not complete in the future.
        ...(report.lastCompleteAt === undefined
          ? {}
          : { last_complete_at: Math.min(report.lastCompleteAt, at) }),
        // What waits without a time for it waits as long as it did.
        oldest_waiting_at:
          waiting === 0 ? null : (report.waiting.oldestAt ?? eb.fn.coalesce('oldest_waiting_at', eb.val(at))),
        waiting,
        version: report.version,
        policy: report.policy,
        report: JSON.stringify(report),
      }))
      .where('id', '=', car)
      .where('state', '=', 'enrolled')
      .returning(['id', 'enrolled_at', 'waiting'])
      .executeTakeFirst()
    if (row === undefined) throw refuse('an enrolled car', 'Have the car enrolled again.')
    return row
  }

  return async function contact(car: CarId, report: ContactReport): Promise<ContactAnswer> {
    const at = now()
    const row = await keep(car, report, at)
    await orders.report(car, report.orders)
    const taken = (kind: FileOffer['kind']): number => report.taken[kind] ?? 0
    const files = [
      // An order first: the car is to carry it out at this contact.
      await orders.offerFor(row, taken('order')),
      await outgoing.newest('policy', taken('policy')),
      await outgoing.newest('roster', taken('roster')),
      await outgoing.newest('training', taken('training')),
      ...(await hotLists.offersFor(report.lists)),
    ].filter((offer) => offer !== undefined)
    const head = report.auditHead && (await auditHeads.countersign(car, report.auditHead))
    const { mostDays } = profile.transfer.value
    return {
      at,
      files: files.slice(0, MOST_FILES),
      ...(head === undefined ? {} : { head }),
      ...(mostDays === undefined ? {} : { mostDays }),
    }
  }
}
