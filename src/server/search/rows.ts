// Found reads as the console shows them: with the car's name, whether they are held, and whether an open hit is theirs.
import { sql } from 'kysely'
import type { RecordsDb } from '#server/storage/open-records.ts'
import { RecordRow } from '#shared/records/records.ts'
import type { FoundRead } from './find-rows.ts'

const keyOf = ({ car_id, day, id }: Pick<FoundRead, 'car_id' | 'day' | 'id'>): string =>
  `${car_id} ${day} ${id}`

export async function toRows(db: RecordsDb, reads: readonly FoundRead[], now: number): Promise<RecordRow[]> {
  const [names, held, hits] = await Promise.all([
    carNames(db, [...new Set(reads.map(({ car_id }) => car_id))]),
    heldOf(db, reads, now),
    hitsOf(
      db,
      reads.filter(({ has_hit }) => has_hit),
    ),
  ])
  return reads.map((read) =>
    RecordRow.parse({
      car: read.car_id,
      day: read.day,
      id: read.id,
      carName: names.get(read.car_id) ?? 'unknown car',
      capturedAt: read.captured_at,
      cameraId: read.camera_id,
      cameraName: read.camera_name,
      plate: read.plate,
      plateProbability: read.plate_probability,
      ...(read.state === null ? {} : { state: read.state }),
      ...(read.latitude === null || read.longitude === null
        ? {}
        : { place: { latitude: read.latitude, longitude: read.longitude } }),
      hasHit: hits.has(keyOf(read)),
      isHeld: held.has(keyOf(read)),
      cropHash: read.crop_hash,
    }),
  )
}

async function carNames(db: RecordsDb, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.kysely.selectFrom('cars').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The keys as a table of the query: `k (day, car_id, id)`. */
const asTable = (reads: readonly FoundRead[]) => sql`
  unnest(${reads.map(({ day }) => day)}::int[], ${reads.map(({ car_id }) => car_id)}::uuid[],
    ${reads.map(({ id }) => id)}::uuid[]) AS k (day, car_id, id)`

type Key = Pick<FoundRead, 'day' | 'car_id' | 'id'>

/** Those on which a hold stands; a lifted one stands as long as the schedule that follows it. */
async function heldOf(db: RecordsDb, reads: readonly FoundRead[], now: number): Promise<ReadonlySet<string>> {
  if (reads.length === 0) return new Set()
  const { rows } = await sql<Key>`
    SELECT DISTINCT k.day, k.car_id, k.id FROM ${asTable(reads)}
    JOIN hold_items AS i ON i.read_day = k.day AND i.car_id = k.car_id AND i.read_id = k.id
    JOIN holds AS h ON h.id = i.hold_id
    WHERE h.lifted_at IS NULL OR h.schedule_until > ${now}`.execute(db.kysely)
  return new Set(rows.map(keyOf))
}

/** Those with a hit that is not covert. */
async function hitsOf(db: RecordsDb, reads: readonly FoundRead[]): Promise<ReadonlySet<string>> {
  if (reads.length === 0) return new Set()
  const { rows } = await sql<Key>`
    SELECT DISTINCT k.day, k.car_id, k.id FROM ${asTable(reads)}
    JOIN hits AS h ON h.read_day = k.day AND h.car_id = k.car_id AND h.read_id = k.id
    WHERE h.visibility <> 'covert'`.execute(db.kysely)
  return new Set(rows.map(keyOf))
}
