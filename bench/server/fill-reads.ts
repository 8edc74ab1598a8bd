// Millions of reads made inside the database: sixty days of a town, of a hundred cars with four cameras each.
import type { Client } from 'pg'
import { carOf } from '../../test/support/stored/stored-records.ts'
import { openClient } from './client.ts'
import { NUMBER_SQL, PLATE_SQL, VEHICLE_SQL } from './plates.ts'

export const CARS = 100
export const CAMERAS = ['front', 'rear', 'left', 'right'] as const
/** The middle of the town; reads lie up to 0.06 degrees from it, most of them near. */
export const TOWN = { latitude: 42.03, longitude: -88.08 }
/** 1 read in 500 is a hit, as in Maryland in 2012. */
const HIT_EVERY = 500
/** In the place of about 1,000 sealed bytes, so that fifty million rows fit on the disk; no search looks at them. */
export const BODY_BYTES = 64

/** One row of made-up reads for each number of the series; hashes repeat where nothing looks for them. */
const rowsOf = (rows: string): string => `
  SELECT $1::int AS day, ('00000000-0000-4000-8000-' || lpad((1 + floor(random() * ${CARS}))::text, 12, '0'))::uuid
      AS car_id,
    id, 1 AS sequence, 1 AS revision, at AS recorded_at, at AS captured_at, $2::bigint AS received_at,
    (ARRAY['${CAMERAS.join("','")}'])[1 + camera] AS camera_id,
    (ARRAY['${CAMERAS.join("','")}'])[1 + camera] AS camera_name,
    ${PLATE_SQL} AS plate,
    CASE WHEN vehicle % 20 < 17 THEN 'IL' WHEN vehicle % 20 = 17 THEN 'IN' WHEN vehicle % 20 = 18 THEN 'WI' END
      AS state,
    0.9 AS plate_probability,
    ${TOWN.latitude} + (random() + random() - 1) * 0.06 AS latitude,
    ${TOWN.longitude} + (random() + random() - 1) * 0.06 AS longitude,
    random() < 1.0 / ${HIT_EVERY} AS has_hit,
    hash AS crop_hash, reverse(hash) AS context_hash, NULL::uuid AS canvass_id, hash AS sha256,
    decode(repeat('5a', ${BODY_BYTES}), 'hex') AS body
  FROM (
    SELECT id, at, camera, vehicle, ${NUMBER_SQL} AS number,
      replace(id::text, '-', '') || md5(id::text) AS hash
    FROM (
      SELECT gen_random_uuid() AS id, $1::bigint * 86400000 + floor(random() * 86400000)::bigint AS at,
        floor(random() * ${CAMERAS.length})::int AS camera, ${VEHICLE_SQL} AS vehicle
      FROM generate_series(1, ${rows})
      OFFSET 0
    ) AS seen OFFSET 0
  ) AS numbered`

const HITS = `
  INSERT INTO hits (car_id, id, day, read_id, read_day, revision, raised_at, received_at, plate, state, category,
    severity, visibility, status, decision, skipped, sha256, body)
  SELECT car_id, gen_random_uuid(), day, id, day, 1, captured_at, received_at, plate, state, 'stolen-vehicle', 'high',
    'alert', 'closed', 'no-action', 0, sha256, body
  FROM reads WHERE day = $1 AND has_hit AND received_at = $2`

const IMAGES = `
  INSERT INTO images (day, hash, car_id, kind, mime, bytes, received_at)
  SELECT day, crop_hash, car_id, 'crop', 'image/png', 3000, received_at FROM reads WHERE day = $1 AND received_at = $2
  UNION ALL
  SELECT day, context_hash, car_id, 'context', 'image/jpeg', 90000, received_at FROM reads
    WHERE day = $1 AND received_at = $2`

/** Adds so many reads to a day; its partition must be there. `mark` tells these from others of the day. */
export async function fillDay(
  client: Client,
  day: number,
  rows: number,
  { mark, what }: { readonly mark: number; readonly what: 'hits' | 'images' },
): Promise<void> {
  const columns = 'day, car_id, id, sequence, revision, recorded_at, captured_at, received_at, camera_id,'
  await client.query(
    `INSERT INTO reads (${columns} camera_name, plate, state, plate_probability, latitude, longitude, has_hit, crop_hash,
      context_hash, canvass_id, sha256, body) ${rowsOf('$3::int')}`,
    [day, mark, rows],
  )
  await client.query(what === 'hits' ? HITS : IMAGES, [day, mark])
}

/** The same for many days, over several connections at once. */
export async function fillDays(
  databaseUrl: string,
  days: readonly number[],
  rowsADay: number,
  mark: number,
  connections: number,
): Promise<void> {
  const left = [...days]
  async function fill(): Promise<void> {
    const client = await openClient(databaseUrl)
    try {
      for (let day = left.shift(); day !== undefined; day = left.shift()) {
        await fillDay(client, day, rowsADay, { mark, what: 'hits' })
      }
    } finally {
      await client.end()
    }
  }
  await Promise.all(Array.from({ length: connections }, fill))
}

/** Cars by name, which each page of a search looks up. */
export async function fillCars(databaseUrl: string): Promise<void> {
  const client = await openClient(databaseUrl)
  for (let number = 1; number <= CARS; number += 1) {
    await client.query(
      `INSERT INTO cars (id, name, state, certificate, certificate_serial, device_key, enrolled_at, enrolled_by, waiting)
        VALUES ($1, $2, 'enrolled', 'none', $3, 'none', 0, 'bench', 0)`,
      [carOf(number), `Car ${number}`, `serial ${number}`],
    )
  }
  await client.end()
}
