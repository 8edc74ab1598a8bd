// A place that records go to, inside the test: it keeps what it is sent, signs receipts as a real one does, and can be
// made to fail, to lie, or to wait.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { DestinationError, type Destination, type ImageToSend } from '#main/uploads/index.ts'
import {
  receiptText,
  type BatchAnswer,
  type ReceiptItem,
  type RecordBatch,
  type RecordEnvelope,
} from '#shared/transfer/wire.ts'
import { CarId } from '#shared/transfer/wire.ts'

export type StandIn = ReturnType<typeof createStandIn>

export function createStandIn(kind: Destination['kind'] = 'provider') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const car = CarId.parse(randomUUID())
  /** In the order in which they came. */
  const came: string[] = []
  const records: RecordEnvelope[] = []
  const images = new Map<string, Uint8Array>()
  const state: {
    isDown: boolean
    /** What becomes of an answer on its way. */
    bend: (answer: BatchAnswer) => BatchAnswer
    refuse: (record: RecordEnvelope) => string | undefined
    /** Called before a batch is answered. */
    onBatch: (batch: RecordBatch) => Promise<void> | void
  } = { isDown: false, bend: (answer) => answer, refuse: () => undefined, onBatch: () => undefined }
  let attempts = 0

  function answer(items: ReceiptItem[], refused: BatchAnswer['refused'] = []): BatchAnswer {
    const receipt = { form: 'lookout-receipt 1' as const, car, at: 1, items }
    const signature = sign(null, Buffer.from(receiptText(receipt)), privateKey).toString('base64')
    return state.bend({ receipt: { ...receipt, signature }, refused })
  }
  function mustBeUp(): void {
    attempts += 1
    if (state.isDown) throw new DestinationError('unreachable', 'it is down', 'Wait.')
  }

  const destination: Destination = {
    kind,
    host: 'stand-in.test',
    receiptKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
    car,
    async sendRecords(batch) {
      mustBeUp()
      await state.onBatch(batch)
      const refused: BatchAnswer['refused'] = []
      const items: ReceiptItem[] = []
      for (const record of batch.records) {
        const { kind: of, id, revision, body } = record
        const why = state.refuse(record)
        came.push(of)
        if (why === undefined) {
          records.push(record)
          items.push({ kind: of, id, revision, sha256: hashOf(Buffer.from(body)) })
        } else refused.push({ kind: of, id, revision, why })
      }
      return answer(items, refused)
    },
    sendImage: async (image: ImageToSend) => {
      mustBeUp()
      came.push(image.kind)
      images.set(image.hash, image.bytes)
    },
    imageReceipts: async (hashes) => {
      mustBeUp()
      return answer(
        hashes.map((hash) => ({
          kind: 'media',
          id: hash,
          revision: 1,
          sha256: hashOf(images.get(hash) ?? Buffer.of()),
        })),
      )
    },
    close: () => Promise.resolve(),
  }

  return { destination, state, came, records, images, car, attempts: () => attempts, answer }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
