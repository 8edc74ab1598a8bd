// Receipts: what is on this server's disk, signed by the department.
import { receiptText, type CarId, type Receipt, type ReceiptItem } from '#shared/transfer/wire.ts'

/** Signs with the department's key; base64 of an Ed25519 signature. */
export type Sign = (text: string) => string

export function makeReceipt(car: CarId, at: number, items: readonly ReceiptItem[], sign: Sign): Receipt {
  const receipt = { form: 'lookout-receipt 1' as const, car, at, items: [...items] }
  return { ...receipt, signature: sign(receiptText(receipt)) }
}
