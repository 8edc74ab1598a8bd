// Records as they stand in the department's database, written without a car: for what only looks at them.
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Insertable } from 'kysely'
import { dayOf } from '#server/storage/day.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { ensureDay } from '#server/storage/partitions.ts'
import type { CarsTable, HitsTable, ReadsTable } from '#server/storage/schema.ts'
import { keepBody, openVault, sealBody, type Vault } from '#server/vault/index.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { Read } from '#shared/domain/read.ts'
import { CarId } from '#shared/transfer/wire.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A car of this number; the same number is the same car. */
export const carOf = (number: number): CarId =>
  CarId.parse(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)

export type StoredRead = ReadsTable & { readonly read: Read }

/** A read with everything that is not said made up. */
export function madeRead(
  said: Partial<Omit<ReadsTable, 'body'>> & { captured_at: number; plate: string },
): StoredRead {
  const id = said.id ?? randomUUID()
  const recordedAt = said.recorded_at ?? said.captured_at
  const hash = sha256(`crop of ${id}`)
  const { latitude, longitude } = said
  const read = Read.parse({
    id,
    sequence: 1,
    cameraId: said.camera_id ?? 'front',
    cameraName: said.camera_name ?? 'Front',
    capturedAt: said.captured_at,
    firstSeenAt: said.captured_at,
    lastSeenAt: said.captured_at,
    plate: said.plate,
    plateProbability: 0.9,
    positions: [],
    candidates: [{ plate: said.plate, probability: 0.9 }],
    state: { probability: 0.8, candidates: [] },
    corners: [
      { x: 0, y: 0 },
      { x: 9, y: 0 },
      { x: 9, y: 9 },
      { x: 0, y: 9 },
    ],
    frameWidth: 1280,
    frameHeight: 720,
    frames: 3,
    phase: 'final',
    location:
      latitude === null || latitude === undefined || longitude === null || longitude === undefined
        ? { kind: 'none', why: 'no-receiver' }
        : { kind: 'fix', place: { latitude, longitude, quality: 1, ageMs: 0 } },
    cropHash: hash,
    contextHash: sha256(`context of ${id}`),
  })
  const body = canonicalJson(read)
  return {
    day: dayOf(recordedAt),
    car_id: carOf(1),
    id,
    sequence: 1,
    revision: 1,
    recorded_at: recordedAt,
    received_at: recordedAt + 60_000,
    camera_id: 'front',
    camera_name: 'Front',
    state: null,
    plate_probability: 0.9,
    latitude: null,
    longitude: null,
    has_hit: false,
    crop_hash: hash,
    context_hash: read.contextHash ?? null,
    canvass_id: null,
    sha256: sha256(body),
    ...said,
    body: Buffer.from(body),
    read,
  }
}

/** A vault in a folder of its own. */
export function makeVault(): { readonly vault: Vault; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-vault-'))
  const vault = openVault({ file: join(folder, 'vault.db'), key: new Uint8Array(32).fill(3) })
  return {
    vault,
    close() {
      vault.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const sealed = (vault: Vault, { read: _read, body, ...row }: StoredRead): ReadsTable => ({
  ...row,
  body: sealBody(vault, 'read', row, Buffer.from(body).toString()),
})

export async function storeReads(db: RecordsDb, vault: Vault, reads: readonly StoredRead[]): Promise<void> {
  for (const day of new Set(reads.map((one) => one.day))) await ensureDay(db, day)
  for (let at = 0; at < reads.length; at += 500) {
    const rows = reads.slice(at, at + 500).map((one) => sealed(vault, one))
    await db.kysely.insertInto('reads').values(rows).execute()
  }
}

/** As a hold or a hit keeps it once its day is gone. */
export async function storeKept(db: RecordsDb, vault: Vault, read: StoredRead): Promise<void> {
  const row = sealed(vault, read)
  await db.kysely
    .insertInto('kept_reads')
    .values({ ...row, body: keepBody(vault, 'read', row), kept_at: row.received_at })
    .execute()
}

/** Columns as they are said, whatever the body tells. */
export async function storeHit(
  db: RecordsDb,
  vault: Vault,
  { read, car_id, day, plate, recorded_at }: StoredRead,
  said: Partial<Omit<HitsTable, 'body'>> & { readonly body?: unknown } = {},
): Promise<string> {
  const { body = {}, ...columns } = said
  const text = canonicalJson(body)
  const row = {
    car_id,
    id: randomUUID(),
    day,
    read_id: read.id,
    read_day: day,
    revision: 1,
    raised_at: recorded_at,
    received_at: recorded_at + 60_000,
    plate,
    state: null,
    category: 'stolen-vehicle',
    severity: 'high',
    visibility: 'alert' as const,
    status: 'raised',
    decision: null,
    reject_reason: null,
    skipped: 0,
    closed_at: null,
    ...columns,
    sha256: sha256(text),
  }
  await db.kysely
    .insertInto('hits')
    .values({ ...row, body: sealBody(vault, 'hit', row, text) })
    .execute()
  await db.kysely.updateTable('reads').set({ has_hit: true }).where('id', '=', read.id).execute()
  return row.id
}

export async function storeCar(
  db: RecordsDb,
  number: number,
  { report, ...said }: Partial<Omit<Insertable<CarsTable>, 'report'>> & { report?: unknown } = {},
): Promise<CarId> {
  const id = carOf(number)
  await db.kysely
    .insertInto('cars')
    .values({
      id,
      name: `Car ${number}`,
      state: 'enrolled',
      certificate: 'none',
      certificate_serial: `serial ${number}`,
      device_key: 'none',
      enrolled_at: 0,
      enrolled_by: '9001',
      waiting: 0,
      ...said,
      ...(report === undefined ? {} : { report: JSON.stringify(report) }),
    })
    .execute()
  return id
}
