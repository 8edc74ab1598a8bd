// Receipts: only one that the other side signed, for this car and for the very bytes that were sent, lets anything go.
import { createPublicKey, verify } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Holder, UploadsRepository } from '#main/storage/uploads-repository.ts'
import { receiptText, type Receipt, type ReceiptItem } from '#shared/transfer/wire.ts'
import type { Routing } from './routing.ts'

const AT_ONCE = 50

export type Receipts = ReturnType<typeof createReceipts>

/** What a receipt was good for. */
export type Taken = { readonly transferred: number; readonly ignored: number }

/** Whose receipts count: its key and the number by which it knows this car. */
export type Signer = { readonly holder: Holder; readonly receiptKey: string; readonly car: string }

type Options = {
  readonly repository: UploadsRepository
  readonly routing: Pick<Routing, 'allOf'>
}

export function createReceipts({ repository, routing }: Options) {
  function mark(items: readonly ReceiptItem[], holder: Holder): number {
    return repository.inTransaction(
      () =>
        items.filter((item) => repository.confirm(item, holder, routing.allOf(item.kind) ?? holder)).length,
    )
  }

  /** In slices, since a mark costs about 30 us on an encrypted page and the car reads plates meanwhile. */
  async function take({ items, ...receipt }: Receipt, signer: Signer): Promise<Taken> {
    if (!isSignedFor({ items, ...receipt }, signer))
      return { transferred: 0, ignored: Math.max(1, items.length) }
    let transferred = 0
    for (let at = 0; at < items.length; at += AT_ONCE) {
      transferred += mark(items.slice(at, at + AT_ONCE), signer.holder)
      await nextTurn()
    }
    return { transferred, ignored: items.length - transferred }
  }

  return {
    take,
    /** All at once: of a package, which somebody waits for. */
    takeNow(receipt: Receipt, signer: Signer): Taken {
      const { items } = receipt
      const transferred = isSignedFor(receipt, signer) ? mark(items, signer.holder) : 0
      return { transferred, ignored: Math.max(1, items.length) - transferred }
    },
  }
}

/** Whether the signer has signed it, for this car, in the one way that base64 has for a signature. */
export function isSignedFor(receipt: Receipt, { receiptKey, car }: Signer): boolean {
  if (receipt.car !== car) return false
  const signature = Buffer.from(receipt.signature, 'base64')
  if (signature.length !== 64 || signature.toString('base64') !== receipt.signature) return false
  return verify(null, Buffer.from(receiptText(receipt)), createPublicKey(receiptKey), signature)
}
