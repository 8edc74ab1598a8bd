// The one way of records and pictures into the department's store, however they came: network, package, provider.
import type { Transaction } from 'kysely'
import type { Log } from '#main/host.ts'
import type { Objects } from '#server/objects/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'
import type { Vault } from '#server/vault/index.ts'
import type { MediaHash } from '#shared/domain/ids.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { BatchAnswer, CarId, ImageMetadata, RecordBatch, RecordKind } from '#shared/transfer/wire.ts'
import type { TakenHit } from './hit-columns.ts'
import { imageReceipts, readImage, takeImage, type Picture } from './images.ts'
import { mountImages, type ImagesMount } from './mount-images.ts'
import { inTurn } from './in-turn.ts'
import type { Sign } from './receipts.ts'
import { takeBatch, type How } from './take-batch.ts'

export type IngestOptions = {
  readonly db: RecordsDb
  readonly objects: Objects
  readonly vault: Vault
  readonly sign: Sign
  readonly profile: Profile
  /** SPKI PEM of the key that signs the car's audit. */
  readonly deviceKeyOf: (car: CarId) => Promise<string | undefined>
  /** After the commit. */
  readonly onTaken?: (car: CarId, kinds: readonly (RecordKind | 'media')[]) => void
  /** A car's audit does not fit what is here. */
  readonly onTrouble?: (car: CarId, words: string) => void
  /** Each hit that is new or newer, in the batch's own transaction (holds of hits that were acted on). */
  readonly onHit?: (trx: Transaction<RecordsDatabase>, hit: TakenHit) => Promise<void>
  readonly now: () => number
  readonly log: Log
}

export type Ingest = {
  /** Takes what can be taken of a batch, once, however often it is sent; the receipt names what is on the disk. */
  takeBatch(car: CarId, batch: RecordBatch, how: How): Promise<BatchAnswer>
  /** Of pictures that were uploaded before. */
  imageReceipts(car: CarId, hashes: readonly MediaHash[]): Promise<BatchAnswer>
  /** Throws a refusal for what is not taken; nothing is done twice. */
  takeImage(car: CarId, metadata: ImageMetadata, bytes: Uint8Array): Promise<void>
  /** Undefined where there is none, or not any more. */
  readImage(car: CarId, day: number, hash: string): Promise<Picture | undefined>
  /** tus at `/v1/images`. */
  mountImages: ImagesMount
}

export function createIngest(options: IngestOptions): Ingest {
  // A car's batches go one after another; two would only wait for each other in the database, with a connection each.
  const turns = inTurn()
  return {
    takeBatch: (car, batch, how) => turns(car, () => takeBatch(options, car, batch, how)),
    imageReceipts: (car, hashes) => imageReceipts(options, car, hashes),
    takeImage: (car, metadata, bytes) => takeImage(options, car, metadata, bytes),
    readImage: (car, day, hash) => readImage(options, car, day, hash),
    mountImages: mountImages(options),
  }
}
