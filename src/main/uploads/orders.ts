// The records supervisor's orders to transfer now: one that names this car or every car is obeyed, over a metered
// line as well.
import { refuse } from '#main/refused.ts'
import type { UploadsRepository } from '#main/storage/uploads-repository.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { By } from '#shared/domain/officer.ts'
import type { ContactReport, TransferOrder } from '#shared/transfer/wire.ts'

export type Orders = ReturnType<typeof createOrders>

const MOST_TOLD = 50

type Options = {
  readonly repository: UploadsRepository
  readonly car: () => string | undefined
  readonly audit: (by: By, action: string, subject: string, detail: unknown) => void
  readonly now: () => number
}

export function createOrders({ repository, car, audit, now }: Options) {
  return {
    /** Called in the transaction that takes the signed file. */
    take(order: TransferOrder, by: By): void {
      if (order.car !== undefined && order.car !== car()) {
        throw refuse('an order for this car: it is for another one', 'Nothing is to be done here.')
      }
      const { id, at } = order
      repository.addOrder({ id, issuedAt: at, ...order.by, takenAt: now() })
      audit(by, 'transfer.order', id, { by: order.by, at })
    },

    isOpen: (): boolean => repository.hasOpenOrder(),

    /** All that was due when the transfer began has been offered to the server. */
    done(takenBefore: number): void {
      repository.closeOrders(now(), takenBefore)
    },

    report: (): ContactReport['orders'] =>
      repository
        .orders(MOST_TOLD)
        .map(({ id, doneAt }) => ({ id, state: doneAt === null ? 'taken' : 'done' })),

    newest(): TransferStatus['order'] {
      const [order] = repository.orders(1)
      if (order === undefined) return undefined
      const { badge, name, issuedAt, doneAt } = order
      return { by: { badge, name }, at: issuedAt, state: doneAt === null ? 'taken' : 'done' }
    },
  }
}
