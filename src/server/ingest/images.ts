// Pictures: checked, sealed by their day's key, put into the object store, and only then named in the database.
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#main/refused.ts'
import { DAY_MS, dayOf } from '#server/storage/day.ts'
import { lockDays } from '#server/storage/day-lock.ts'
import type { Selectable } from 'kysely'
import type { ImagesTable } from '#server/storage/schema.ts'
import type { Vault } from '#server/vault/index.ts'
import type { MediaHash } from '#shared/domain/ids.ts'
import { MOST_IMAGE_BYTES, type BatchAnswer, type CarId, type ImageMetadata } from '#shared/transfer/wire.ts'
import { column } from './columns.ts'
import type { IngestOptions } from './create-ingest.ts'
import { pictureFault } from './image-header.ts'
import { makeReceipt } from './receipts.ts'
import { whyHitsOnly } from './taking.ts'

export type Picture = { readonly bytes: Uint8Array; readonly mime: ImageMetadata['mime'] }

type ImageKey = { readonly car_id: string; readonly day: number; readonly hash: string }

/** A kept picture lies under a name that the purge of its day leaves alone. */
export const imageObject = ({ car_id, day, hash: name }: ImageKey, isKept: boolean): string =>
  isKept ? `kept/${car_id}/${day}/${name}` : `images/${day}/${car_id}/${name}`
/** The same for a day's picture and a kept one. */
export const imageContext = ({ car_id, day, hash: name }: ImageKey): string =>
  `image/${car_id}/${day}/${name}`

/** A purge of the day in between; a second one finds nothing to purge. */
const MOST_TRIES = 3

const NEXT = 'It stays in the car. Tell the administrator of the server.'

/** Stores a picture of a car. Throws a refusal for what is not taken. */
export async function takeImage(
  options: IngestOptions,
  car: CarId,
  metadata: ImageMetadata,
  bytes: Uint8Array,
): Promise<void> {
  const { db, objects, vault, now, onTaken } = options
  checkImage(metadata, bytes, now())
  const key = { car_id: car, day: dayOf(metadata.recordedAt), hash: metadata.hash }
  await mustBeOfHit(options, key)
  if ((await imageAt(options, key)) !== undefined) return
  const row = { ...key, kind: metadata.kind, mime: metadata.mime, bytes: bytes.length, received_at: now() }
  for (let tries = 1; ; tries += 1) {
    const sealed = vault.seal('images', key.day, bytes, imageContext(key))
    // Outside of the transaction: a store far away would hold up the database.
    await objects.put(imageObject(key, false), sealed)
    const isNamed = await db.kysely.transaction().execute(async (trx) => {
      await lockDays(trx, [key.day], 'shared')
      if (!canOpen(vault, sealed, key)) return false
      await trx
        .insertInto('images')
        .values(row)
        .onConflict((conflict) => conflict.columns(['day', 'car_id', 'hash']).doUpdateSet({ is_kept: false }))
        .execute()
      return true
    })
    if (isNamed) break
    if (tries === MOST_TRIES) throw new Error('The key of a day went again and again.')
  }
  onTaken?.(car, ['media'])
}

/** The day's key is destroyed by a purge, which has the day alone. */
function canOpen(vault: Vault, sealed: Uint8Array, key: ImageKey): boolean {
  try {
    vault.open(sealed, imageContext(key))
    return true
  } catch {
    return false
  }
}

/** What can be refused before a byte was sent. */
export function checkMetadata({ recordedAt }: Pick<ImageMetadata, 'recordedAt'>, now: number): void {
  if (recordedAt > now + DAY_MS) {
    throw refuse('a picture that is not dated ahead of the server’s clock', NEXT)
  }
}

function checkImage(metadata: ImageMetadata, bytes: Uint8Array, now: number): void {
  checkMetadata(metadata, now)
  if (bytes.length > MOST_IMAGE_BYTES) throw refuse('a picture of at most 16 MiB', NEXT)
  if (hash('sha256', bytes) !== metadata.hash)
    throw refuse('a picture that has the hash it is sent under', NEXT)
  const fault = pictureFault(bytes, metadata.mime)
  if (fault !== undefined) throw refuse(`a picture as the cameras make them: ${fault}`, NEXT)
}

/** Where the department keeps only what was acted on, a picture is taken for a read that is here. */
async function mustBeOfHit(
  { db, profile }: IngestOptions,
  { car_id: car, day, hash: name }: ImageKey,
): Promise<void> {
  const why = whyHitsOnly(profile)
  if (why === undefined) return
  const { rows } =
    await sql`SELECT 1 FROM reads WHERE car_id = ${car}::uuid AND day BETWEEN ${day - 1} AND ${day + 1}
    AND ${name} IN (crop_hash, context_hash) LIMIT 1`.execute(db.kysely)
  if (rows.length === 0) throw refuse(`a read that names the picture: ${why}`, NEXT, profile.storage.clause)
}

/** The picture as it lies here, opened; undefined where there is none, or none that can be opened. */
async function imageAt(options: IngestOptions, key: ImageKey): Promise<Picture | undefined> {
  const row = await options.db.kysely
    .selectFrom('images')
    .selectAll()
    .where('day', '=', key.day)
    .where('car_id', '=', key.car_id)
    .where('hash', '=', key.hash)
    .executeTakeFirst()
  return row && openImage(options, row)
}

async function openImage(
  { objects, vault, log }: IngestOptions,
  row: Selectable<ImagesTable>,
): Promise<Picture | undefined> {
  const sealed = await objects.get(imageObject(row, row.is_kept))
  if (sealed === undefined) return undefined
  try {
    const bytes = vault.open(sealed, imageContext(row))
    if (hash('sha256', bytes) === row.hash)
      return { bytes, mime: row.mime === 'image/png' ? row.mime : 'image/jpeg' }
  } catch {
    // Said below.
  }
  log('error', `A picture of day ${row.day} cannot be opened: its key is gone, or it was changed.`)
  return undefined
}

/** For the console: the picture of a read. */
export function readImage(
  options: IngestOptions,
  car: CarId,
  day: number,
  name: string,
): Promise<Picture | undefined> {
  return imageAt(options, { car_id: car, day, hash: name })
}

/** Reads back what is on the disk, and signs for what is whole. */
export async function imageReceipts(
  options: IngestOptions,
  car: CarId,
  hashes: readonly MediaHash[],
): Promise<BatchAnswer> {
  const { db, now, sign } = options
  const wanted = [...new Set(hashes)]
  const rows = await db.kysely
    .selectFrom('images')
    .selectAll()
    .where('car_id', '=', car)
    .where(sql<boolean>`hash = ANY(${column('text', wanted)})`)
    .execute()
  const items: BatchAnswer['receipt']['items'] = []
  const refused: BatchAnswer['refused'] = []
  for (const id of wanted) {
    const own = rows.filter((row) => row.hash === id)
    const opened = await Promise.all(own.map((row) => openImage(options, row)))
    const item = { kind: 'media' as const, id, revision: 1 }
    if (opened.length > 0 && opened.every((picture) => picture !== undefined))
      items.push({ ...item, sha256: id })
    else refused.push({ ...item, why: own.length === 0 ? 'it is not here' : 'it is here, but not whole' })
  }
  return { receipt: makeReceipt(car, now(), items, sign), refused }
}
