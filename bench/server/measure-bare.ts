// The bare inserts to compare with: `pg` writes the same hundred rows of a batch into the same table with the same
// indexes, one transaction a batch. Bodies are packed and sealed, and hashed, before the clock starts.
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayOf } from '#server/storage/day.ts'
import { openRecordsDb } from '#server/storage/open-records.ts'
import { ensureDay } from '#server/storage/partitions.ts'
import { openVault, sealBody } from '#server/vault/index.ts'
import { ReadBody } from '#shared/transfer/bodies.ts'
import { openClient } from './client.ts'
import type { CleanUp } from './clean-up.ts'
import type { Cluster } from './cluster.ts'
import { forSeconds, perSecond } from './for-seconds.ts'
import { BATCH_RECORDS, madeEnvelope } from './made-records.ts'

export type BareFigures = {
  readonly connections: number
  readonly perS: number
  readonly medianMs: number
  readonly p95Ms: number
}

type Options = {
  readonly cluster: Cluster
  readonly cleanUp: CleanUp
  readonly connections: readonly number[]
  readonly seconds: number
  readonly say: (words: string) => void
}

/** Written again and again under new ids: more of them would only fill the memory. */
const PREPARED = 5000
const COLUMNS = [
  'day',
  'car_id',
  'id',
  'sequence',
  'revision',
  'recorded_at',
  'captured_at',
  'received_at',
  'camera_id',
  'camera_name',
  'plate',
  'state',
  'plate_probability',
  'latitude',
  'longitude',
  'has_hit',
  'crop_hash',
  'context_hash',
  'canvass_id',
  'sha256',
  'body',
] as const
type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | boolean | null | Buffer>>

const rowText = (row: number): string =>
  `(${COLUMNS.map((_, column) => `$${row * COLUMNS.length + column + 1}`).join(', ')})`
/** Prepared once on each connection. */
const INSERT = {
  name: 'batch',
  text: `INSERT INTO reads (${COLUMNS.join(', ')}) VALUES ${Array.from({ length: BATCH_RECORDS }, (_, row) => rowText(row)).join(', ')}`,
}

export type Bare = {
  readonly inserts: BareFigures[]
  /** Of a read: as the car sends it, and packed and sealed as it lies in the table. */
  readonly sentBytes: number
  readonly sealedBytes: number
  /** Of a row of such reads in the table, and of its places in the indexes. */
  readonly tableBytesPerRow: number
  readonly indexBytesPerRow: number
}

export async function measureBare({ cluster, cleanUp, connections, seconds, say }: Options): Promise<Bare> {
  const databaseUrl = await cluster.newDatabase('bare')
  const db = await openRecordsDb({ folder: '', databaseUrl })
  const day = dayOf(Date.now())
  await ensureDay(db, day)
  await db.close()
  const { rows, sentBytes } = preparedRows(day, cleanUp)
  let next = 0
  const inserts: BareFigures[] = []
  for (const count of connections) {
    say(`bare inserts over ${count} connections`)
    const clients = await Promise.all(
      Array.from({ length: count }, async () => {
        const client = await openClient(databaseUrl)
        return client
      }),
    )
    const senders = clients.map((client) => async () => {
      const values = Array.from({ length: BATCH_RECORDS }, () => {
        next = (next + 1) % rows.length
        return { ...rows[next], id: randomUUID() }
      }).flatMap((row: Partial<Row>) => COLUMNS.map((column) => row[column]))
      await client.query('BEGIN')
      await client.query({ ...INSERT, values })
      await client.query('COMMIT')
    })
    const sent = await forSeconds(seconds, senders)
    await Promise.all(clients.map((client) => client.end()))
    inserts.push({
      connections: count,
      perS: perSecond(sent.count * BATCH_RECORDS, sent),
      medianMs: sent.median,
      p95Ms: sent.p95,
    })
  }
  const bytes = await bytesPerRow(databaseUrl)
  await cluster.dropDatabase('bare')
  const sealed = rows.reduce((sum, { body }) => sum + (Buffer.isBuffer(body) ? body.length : 0), 0)
  return { inserts, sentBytes, sealedBytes: Math.round(sealed / rows.length), ...bytes }
}

function preparedRows(day: number, cleanUp: CleanUp): { rows: Row[]; sentBytes: number } {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  const vault = openVault({ file: join(folder, 'vault.db'), key: new Uint8Array(32).fill(5) })
  cleanUp.add(() => rmSync(folder, { recursive: true, force: true }))
  const at = Date.now()
  const car = randomUUID()
  let bytes = 0
  const rows = Array.from({ length: PREPARED }, (): Row => {
    const { id, body } = madeEnvelope(at)
    const read = ReadBody.parse(JSON.parse(body))
    bytes += body.length
    const place = read.location.kind === 'fix' ? read.location.place : undefined
    return {
      day,
      car_id: car,
      id,
      sequence: read.sequence,
      revision: 1,
      recorded_at: at,
      captured_at: read.capturedAt,
      received_at: at,
      camera_id: read.cameraId,
      camera_name: read.cameraName,
      plate: read.plate,
      state: 'IL',
      plate_probability: read.plateProbability,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      has_hit: false,
      crop_hash: read.cropHash ?? '',
      context_hash: read.contextHash ?? null,
      canvass_id: null,
      sha256: createHash('sha256').update(body).digest('hex'),
      body: Buffer.from(sealBody(vault, 'read', { car_id: car, day, id }, body)),
    }
  })
  vault.close()
  return { rows, sentBytes: Math.round(bytes / PREPARED) }
}

async function bytesPerRow(
  connectionString: string,
): Promise<Pick<Bare, 'tableBytesPerRow' | 'indexBytesPerRow'>> {
  const client = await openClient(connectionString)
  const { rows } = await client.query<Record<'rows' | 'table' | 'indexes', string>>(`
    SELECT (SELECT count(*) FROM reads) AS rows, sum(pg_table_size(inhrelid)) AS table,
      sum(pg_indexes_size(inhrelid)) AS indexes FROM pg_inherits WHERE inhparent = 'reads'::regclass`)
  await client.end()
  const [found] = rows
  const each = (total: string | undefined): number =>
    Math.round(Number(total ?? 0) / Math.max(1, Number(found?.rows ?? 0)))
  return { tableBytesPerRow: each(found?.table), indexBytesPerRow: each(found?.indexes) }
}
