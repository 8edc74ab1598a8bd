// Reads into their days' partitions, many in one statement.
import { sql } from 'kysely'
import { stateAnswered } from '#shared/domain/read.ts'
import { sealBody } from '#server/vault/index.ts'
import type { FineOf } from './check-record.ts'
import { column, packed } from './columns.ts'
import { isActedOn } from './hit-columns.ts'
import { byId, judge } from './standing.ts'
import type { Refusals, Taking } from './taking.ts'

type FineRead = FineOf<'read'>

/** Stores what is new or newer. Hits of the same batch must be there already. */
export async function takeReads(
  taking: Taking,
  reads: readonly FineRead[],
  refusals: Refusals,
): Promise<void> {
  if (reads.length === 0) return
  const { standingOf, hitsOf } = await look(taking, reads)
  const stored: { fine: FineRead; hasHit: boolean }[] = []
  for (const fine of reads) {
    const hits = hitsOf(fine.value.id).filter(({ day }) => day === fine.day)
    if (taking.hitsOnly !== undefined && !hits.some(({ decision }) => isActedOn(decision))) {
      refusals.set(fine, taking.hitsOnly)
      continue
    }
    const verdict = judge(fine, standingOf(fine.value.id))
    if (verdict === 'store') stored.push({ fine, hasHit: hits.length > 0 })
    else if (verdict !== 'have') refusals.set(fine, verdict.why)
  }
  if (stored.length > 0) await insert(taking, stored)
}

/** What is there of these reads, on their days and the days beside them, and of their hits: one round trip. */
async function look({ trx, car }: Taking, reads: readonly FineRead[]) {
  const days = [...new Set(reads.flatMap(({ day }) => [day - 1, day, day + 1]))]
  const ids = reads.map(({ value }) => value.id)
  const these = sql`car_id = ${car}::uuid AND day = ANY(${column('int', days)}) AND id = ANY(${column('uuid', ids)})`
  const { rows } = await sql<{
    id: string
    day: number
    revision: number
    sha256: string | null
    decision: string | null
  }>`
    SELECT id, day, revision, sha256, NULL::text AS decision FROM reads WHERE ${these}
    UNION ALL SELECT id, day, revision, sha256, NULL FROM kept_reads WHERE ${these}
    UNION ALL SELECT read_id, read_day, 0, NULL, decision FROM hits
      WHERE car_id = ${car}::uuid AND read_day = ANY(${column('int', days)}) AND read_id = ANY(${column('uuid', ids)})
  `.execute(trx)
  return {
    standingOf: byId(rows.flatMap((row) => (row.sha256 === null ? [] : [{ ...row, sha256: row.sha256 }]))),
    hitsOf: byId(rows.filter(({ sha256 }) => sha256 === null)),
  }
}

async function insert(
  { trx, car, vault, receivedAt }: Taking,
  rows: readonly { readonly fine: FineRead; readonly hasHit: boolean }[],
): Promise<void> {
  const of = <T>(cell: (fine: FineRead) => T): T[] => rows.map(({ fine }) => cell(fine))
  const place = ({ value: { location } }: FineRead) => (location.kind === 'fix' ? location.place : undefined)
  const bodies = packed(
    of(({ day, value, envelope }) =>
      sealBody(vault, 'read', { car_id: car, day, id: value.id.toLowerCase() }, envelope.body),
    ),
  )
  const columns = [
    column(
      'int',
      of(({ day }) => day),
    ),
    column(
      'uuid',
      of(({ value }) => value.id),
    ),
    column(
      'bigint',
      of(({ value }) => value.sequence),
    ),
    column(
      'int',
      of(({ envelope }) => envelope.revision),
    ),
    column(
      'bigint',
      of(({ envelope }) => envelope.recordedAt),
    ),
    column(
      'bigint',
      of(({ value }) => value.capturedAt),
    ),
    column(
      'text',
      of(({ value }) => value.cameraId),
    ),
    column(
      'text',
      of(({ value }) => value.cameraName),
    ),
    column(
      'text',
      of(({ value }) => value.plate),
    ),
    column(
      'text',
      of(({ value }) => stateAnswered(value.state) ?? null),
    ),
    // What is too small for a real would be an error; rounded it is 0.
    column(
      'real',
      of(({ value }) => Math.fround(value.plateProbability)),
    ),
    column(
      'double precision',
      of((fine) => place(fine)?.latitude ?? null),
    ),
    column(
      'double precision',
      of((fine) => place(fine)?.longitude ?? null),
    ),
    column(
      'boolean',
      rows.map(({ hasHit }) => hasHit),
    ),
    // A plate that was typed has no picture.
    column(
      'text',
      of(({ value }) => value.cropHash ?? ''),
    ),
    column(
      'text',
      of(({ value }) => value.contextHash ?? null),
    ),
    column(
      'uuid',
      of(({ value }) => value.canvassId ?? null),
    ),
    column(
      'text',
      of(({ sha256 }) => sha256),
    ),
    bodies.starts,
    bodies.lengths,
  ]
  await sql`
    INSERT INTO reads (day, car_id, id, sequence, revision, recorded_at, captured_at, received_at, camera_id,
      camera_name, plate, state, plate_probability, latitude, longitude, has_hit, crop_hash, context_hash, canvass_id,
      sha256, body)
    SELECT day, ${car}::uuid, id, sequence, revision, recorded_at, captured_at, ${receivedAt}::bigint, camera_id,
      camera_name, plate, state, plate_probability, latitude, longitude, has_hit, crop_hash, context_hash, canvass_id,
      sha256, substring(${bodies.bytes}::bytea FROM starts FOR lengths)
    FROM unnest(${sql.join(columns)}) AS new (day, id, sequence, revision, recorded_at, captured_at, camera_id,
      camera_name, plate, state, plate_probability, latitude, longitude, has_hit, crop_hash, context_hash, canvass_id,
      sha256, starts, lengths)
    ON CONFLICT (day, car_id, id) DO UPDATE SET
      sequence = excluded.sequence, revision = excluded.revision, captured_at = excluded.captured_at,
      received_at = excluded.received_at, camera_id = excluded.camera_id, camera_name = excluded.camera_name,
      plate = excluded.plate, state = excluded.state, plate_probability = excluded.plate_probability,
      latitude = excluded.latitude, longitude = excluded.longitude, has_hit = reads.has_hit OR excluded.has_hit,
      crop_hash = excluded.crop_hash, context_hash = excluded.context_hash, canvass_id = excluded.canvass_id,
      sha256 = excluded.sha256, body = excluded.body
    WHERE excluded.revision > reads.revision`.execute(trx)
}
