// One record whole: its row, the car's own bytes, and what came of it.
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { ReadsTable } from '#server/storage/schema.ts'
import { openBody, type Vault } from '#server/vault/index.ts'
import { Read } from '#shared/domain/read.ts'
import { RecordHit, type RecordKey, type RecordRow } from '#shared/records/records.ts'
import { toRows } from './rows.ts'

export type StoredRecord = {
  readonly row: RecordRow
  readonly read: Read
  /** The car's exact canonical JSON. */
  readonly body: string
  readonly receivedAt: number
  readonly sha256: string
  /** Covert ones are not among them. */
  readonly hits: readonly RecordHit[]
}

/** Undefined when it is not there, or not any more. */
export async function readRecord(
  db: RecordsDb,
  vault: Vault,
  key: RecordKey,
  now: number,
): Promise<StoredRecord | undefined> {
  const stored = await find(db, key)
  if (stored === undefined) return undefined
  const [[row], hits] = await Promise.all([toRows(db, [stored], now), hitsOf(db, key)])
  if (row === undefined) return undefined
  const body = openBody(vault, 'read', stored)
  const { received_at: receivedAt, sha256 } = stored
  return { row, read: Read.parse(JSON.parse(body)), body, receivedAt, sha256, hits }
}

async function find(db: RecordsDb, { car, day, id }: RecordKey): Promise<ReadsTable | undefined> {
  for (const table of ['reads', 'kept_reads'] as const) {
    const stored = await db.kysely
      .selectFrom(table)
      .selectAll()
      .where('day', '=', day)
      .where('car_id', '=', car)
      .where('id', '=', id)
      .executeTakeFirst()
    if (stored !== undefined) return stored
  }
  return undefined
}

async function hitsOf(db: RecordsDb, { car, day, id }: RecordKey): Promise<RecordHit[]> {
  const rows = await db.kysely
    .selectFrom('hits')
    .select(['id', 'raised_at', 'category', 'status', 'decision', 'reject_reason'])
    .where('read_day', '=', day)
    .where('car_id', '=', car)
    .where('read_id', '=', id)
    .where('visibility', '<>', 'covert')
    .orderBy('raised_at')
    .execute()
  return rows.map((hit) =>
    RecordHit.parse({
      id: hit.id,
      raisedAt: hit.raised_at,
      category: hit.category,
      status: hit.status,
      ...(hit.decision === null ? {} : { decision: hit.decision }),
      ...(hit.reject_reason === null ? {} : { rejectReason: hit.reject_reason }),
    }),
  )
}
