// What a car that was taken over, or anybody with its certificate, may send: refused with a reason, and nothing of it
// stays. Ten thousand requests over real sockets, made from a seed.
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { DAY_MS } from '#server/storage/day.ts'
import { MediaHash } from '#shared/domain/ids.ts'
import { BatchAnswer, WireRefusal, type RecordEnvelope } from '#shared/transfer/wire.ts'
import { createRandom, type Random } from '../support/hot-lists/random.ts'
import { openImagesDoor, picture, uploadMetadata, type Answer } from '../support/postgres/pictures.ts'
import { startPostgres, type Postgres } from '../support/postgres/postgres.ts'
import {
  auditChain,
  batchOf,
  envelope,
  hitRecord,
  newCar,
  openIngest,
  readBody,
  readRecord,
  sha256,
} from '../support/postgres/sent.ts'
import { START } from '../support/storage/records.ts'

const REQUESTS = 10_000
const AT_ONCE = 8
const SEED = 20_260_101
const MIB = 1024 * 1024

let postgres: Postgres
let db: RecordsDb
let parts: ReturnType<typeof openIngest>
let door: Awaited<ReturnType<typeof openImagesDoor>>
const car = newCar()
const stranger = newCar()
const own = auditChain(6)
const foreign = auditChain(6, new Uint8Array(32).fill(77))
/** What is there already, for what names it falsely. */
const standing = Array.from({ length: 20 }, (_, index) => readRecord({ sequence: index + 1 }))
const standingHit = hitRecord()
let image: Awaited<ReturnType<typeof picture>>
/** Uploads that the other car began and did not finish. */
const theirs: string[] = []

beforeAll(async () => {
  postgres = await startPostgres()
  db = await openRecordsDb({ folder: '', databaseUrl: await postgres.newDatabase() })
  parts = openIngest(db, { deviceKeyOf: () => Promise.resolve(own.pem) })
  door = await openImagesDoor(parts.ingest)
  image = await picture(64)
  await parts.ingest.takeBatch(car, batchOf(...standing, standingHit, ...own.records.slice(0, 3)), 'network')
  await parts.ingest.takeImage(car, { ...image, kind: 'crop', recordedAt: START }, image.bytes)
  for (let count = 0; count < 4; count += 1) {
    const { headers } = await door.send('POST', '/v1/images', {
      'x-car': stranger,
      'tus-resumable': '1.0.0',
      'upload-length': '5000',
      'upload-metadata': uploadMetadata({
        hash: image.hash,
        mime: 'image/png',
        kind: 'crop',
        recordedAt: String(START),
      }),
    })
    theirs.push(String(headers['location']))
  }
})
afterAll(async () => {
  await door.close()
  await db.close()
  await postgres.stop()
  parts.close()
})

/** Rows of every table and files of every kind: what must be the same afterwards. */
async function everything() {
  const { rows: tables } = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`.execute(db.kysely)
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.id(name)}`.execute(
      db.kysely,
    )
    counts[name] = rows[0]?.count ?? -1
  }
  const { rows: bodies } =
    await sql`SELECT sha256(string_agg(sha256, ',' ORDER BY sha256)::bytea) AS sum FROM reads`.execute(
      db.kysely,
    )
  const files = (folder: string) =>
    readdirSync(join(parts.folder, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length
  return { counts, bodies, objects: files('objects'), keys: parts.vault.keys() }
}

type Attack = (random: Random) => Promise<Answer>

const HEADERS = { 'x-car': car, 'tus-resumable': '1.0.0' }

const sendBatch = (body: unknown): Promise<Answer> =>
  door.send(
    'POST',
    '/v1/records',
    { 'x-car': car, 'content-type': 'application/json' },
    Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  )

const one = (random: Random, from: readonly RecordEnvelope[]): RecordEnvelope => {
  const found = from[random.below(from.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

/** A body with a byte changed, cut, doubled or turned; never the same as it was. */
function spoiled(random: Random, text: string): string {
  const at = random.below(text.length)
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(at + 1)
    case 2:
      return `${text.slice(0, at)}${String.fromCodePoint(random.below(0x250))}\0${text.slice(at)}`
    case 3:
      return JSON.stringify(
        Object.fromEntries(
          Object.entries(z.record(z.string(), z.unknown()).parse(JSON.parse(text))).toReversed(),
        ),
      )
    default:
      return `${text} `
  }
}

const changed = (changes: Record<string, unknown>, { body }: RecordEnvelope) => {
  const value: unknown = JSON.parse(body)
  return { ...z.record(z.string(), z.unknown()).parse(value), ...changes }
}

/** Members that the form of a read has, with values that it does not take. */
const WRONG_VALUES: readonly [Record<string, unknown>, ...Record<string, unknown>[]] = [
  { plate: "'; DROP TABLE reads; --" },
  { plate: 'A'.repeat(100_000) },
  { sequence: -1 },
  { sequence: 1e300 },
  { capturedAt: -5 },
  { plateProbability: 2 },
  { cropHash: '../../etc/passwd' },
  { canvassId: '{}' },
  { location: { kind: 'fix', place: { latitude: 91, longitude: 0, quality: 1, ageMs: 0 } } },
  { cameraId: '../x' },
  { candidates: Array.from({ length: 1000 }, () => ({ plate: 'A', probability: 0 })) },
]

const RECORDS: readonly [Attack, ...Attack[]] = [
  (random) => sendBatch(spoiled(random, JSON.stringify(batchOf(readRecord()))).slice(0, -2)),
  (random) =>
    sendBatch(batchOf({ ...one(random, standing), body: spoiled(random, one(random, standing).body) })),
  (random) => {
    const of = one(random, standing)
    return sendBatch(batchOf({ ...of, body: spoiled(random, of.body) }))
  },
  (random) => {
    const of = one(random, standing)
    return sendBatch(
      batchOf(envelope('read', of.id, of.recordedAt, changed(random.pick(WRONG_VALUES), of), 2)),
    )
  },
  (random) => {
    const of = one(random, standing)
    return sendBatch(
      batchOf(envelope('read', of.id, of.recordedAt, changed({ plate: `Z${random.below(9999)}` }, of))),
    )
  },
  (random) => sendBatch(batchOf({ ...readRecord(), id: one(random, standing).id })),
  (random) => sendBatch(batchOf({ ...readRecord(), recordedAt: START + 2 * DAY_MS + random.below(1e9) })),
  (random) =>
    sendBatch(batchOf({ ...readRecord(), kind: random.pick(['hit', 'entered', 'canvass', 'audit']) })),
  () => sendBatch(batchOf({ ...standingHit, recordedAt: standingHit.recordedAt + 1 })),
  () => sendBatch(batchOf({ ...readRecord(), body: `{"id":${'['.repeat(40_000)}${']'.repeat(40_000)}}` })),
  () => sendBatch(batchOf({ ...readRecord(), body: `{"__proto__":{"plate":"A"},"id":"${randomUUID()}"}` })),
  (random) =>
    sendBatch({
      ...batchOf(readRecord()),
      records: [{ ...readRecord(), revision: random.pick([0, -1, 1.5, 2e9, '1']) }],
    }),
  () => sendBatch({ batch: 'no', records: [readRecord()] }),
  () => sendBatch({ batch: randomUUID(), records: [] }),
  () => sendBatch({ batch: randomUUID(), records: [readRecord()], car: stranger }),
  // The chain of another car, and its own with a gap, changed, or out of its place.
  (random) => sendBatch(batchOf(one(random, foreign.records))),
  () => sendBatch(batchOf(...own.records.slice(4))),
  (random) => {
    const of = one(random, own.records.slice(3))
    return sendBatch(batchOf({ ...of, body: of.body.replace('4711', `47${random.below(10)}x`) }))
  },
  () => {
    const third = own.records[2]
    if (third === undefined) throw new Error('an entry')
    return sendBatch(batchOf({ ...third, body: third.body.replace('reads.search', 'reads.nothing') }))
  },
]

const META = { mime: 'image/png', kind: 'crop', recordedAt: String(START) }
const begin = (
  metadata: string,
  length: number | string,
  more: Record<string, string> = {},
  body?: Uint8Array,
) =>
  door.send(
    'POST',
    '/v1/images',
    { ...HEADERS, 'upload-length': String(length), 'upload-metadata': metadata, ...more },
    body,
  )
/** All in one request; every hash is the right one, so that the picture itself is what is refused. */
const sendPicture = (bytes: Buffer, changes: Record<string, string> = {}) =>
  begin(
    uploadMetadata({ ...META, hash: sha256(bytes), ...changes }),
    bytes.length,
    { 'content-type': 'application/offset+octet-stream' },
    bytes,
  )

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
function chunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
}
function png(width: number, height: number, more: readonly Buffer[] = []): Buffer {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  size.set([8, 2], 8)
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(1000)))
  return Buffer.concat([SIGNATURE, chunk('IHDR', size), ...more, pixels, chunk('IEND', Buffer.alloc(0))])
}
function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9])])
}
const BOMB = deflateSync(Buffer.alloc(20 * MIB))

const NO_UPLOADS = (random: Random): string =>
  random.pick([
    '/v1/images/..%2f..%2fvault.db',
    '/v1/images/%2e%2e%2fvault.db',
    '/v1/images/..',
    '/v1/images/../../vault.db',
    `/v1/images/${car}.${'0'.repeat(32)}.json`,
    `/v1/images/${car}.${'0'.repeat(31)}%00`,
    `/v1/images/${car}.${random.below(1e9).toString(16).padStart(32, '0')}`,
    `/v1/images/${'A'.repeat(2000)}`,
    '/v1/images/%ff',
    ...theirs,
  ])

const PICTURES: readonly [Attack, ...Attack[]] = [
  (random) => door.send(random.pick(['HEAD', 'DELETE']), NO_UPLOADS(random), HEADERS),
  (random) =>
    door.send(
      'PATCH',
      NO_UPLOADS(random),
      { ...HEADERS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      Buffer.from('x'),
    ),
  (random) => door.send(random.pick(['GET', 'PUT']), NO_UPLOADS(random), HEADERS),
  (random) =>
    begin(
      uploadMetadata({
        ...META,
        hash: image.hash,
        ...random.pick<Record<string, string>>([
          { hash: '../../vault.db' },
          { hash: image.hash.toUpperCase() },
          { mime: 'text/html' },
          { kind: 'other' },
          { recordedAt: '-1' },
          { recordedAt: String(START + 3 * DAY_MS) },
          { filename: '../../x' },
        ]),
      }),
      1000,
    ),
  (random) =>
    begin(random.pick(['', 'hash', 'hash !!!', 'hash ====', 'x '.repeat(500), 'hash YQ==,hash YQ==']), 10),
  (random) =>
    begin(uploadMetadata({ ...META, hash: image.hash }), random.pick([0, -1, 'x', 17 * MIB, '1e3', 2 ** 60])),
  () => begin(uploadMetadata({ ...META, hash: image.hash }), 10, { 'upload-concat': 'partial' }),
  () =>
    door.send('POST', '/v1/images', {
      ...HEADERS,
      'upload-defer-length': '1',
      'upload-metadata': uploadMetadata({ ...META, hash: image.hash }),
    }),
  () => door.send('POST', '/v1/images', { 'x-car': car, 'upload-length': '10' }),
  // Another hash than the bytes have.
  (random) =>
    sendPicture(png(8, 8, [chunk('tEXt', Buffer.from(String(random.below(1e9))))]), {
      hash: image.hash.replace(/.$/, 'f').replace(/^./, '0'),
    }),
  // Pictures that unpack to more than any memory, or to nothing.
  (random) => sendPicture(png(random.pick([8193, 60_000, 2 ** 31]), random.pick([8, 8193, 2 ** 31]))),
  (random) => sendPicture(png(0, random.below(9))),
  () => sendPicture(png(8, 8, [chunk('zTXt', Buffer.concat([Buffer.from('x\0\0'), BOMB]))])),
  () => sendPicture(png(8, 8, [chunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), BOMB]))])),
  (random) => sendPicture(png(8, 8).subarray(0, -1 - random.below(40))),
  (random) => sendPicture(Buffer.concat([png(8, 8), Buffer.alloc(1 + random.below(100))])),
  (random) => sendPicture(jpeg(random.pick([8193, 65_535]), 8), { mime: 'image/jpeg' }),
  (random) => sendPicture(jpeg(8, 8).subarray(0, -1 - random.below(10)), { mime: 'image/jpeg' }),
  () => sendPicture(png(8, 8), { mime: 'image/jpeg' }),
  () => sendPicture(Buffer.from('PK\u0003\u0004 a zip file'.repeat(20))),
  async (random) => {
    const begun = await begin(uploadMetadata({ ...META, hash: image.hash }), 100)
    const path = String(begun.headers['location'])
    const answer = await door.send(
      'PATCH',
      path,
      {
        ...HEADERS,
        'upload-offset': String(1 + random.below(200)),
        'content-type': 'application/offset+octet-stream',
      },
      Buffer.alloc(10),
    )
    await door.send('DELETE', path, HEADERS)
    return answer
  },
  async (random) => {
    const begun = await begin(uploadMetadata({ ...META, hash: image.hash }), 100)
    const path = String(begun.headers['location'])
    const answer = await door.send(
      'PATCH',
      path,
      { ...HEADERS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
      Buffer.alloc(101 + random.below(1000)),
    )
    await door.send('DELETE', path, HEADERS)
    return answer
  },
  (random) => askReceipts([sha256(String(random.below(1e9)))]),
  () => askReceipts(['../../vault.db']),
  () => askReceipts([]),
]

const askReceipts = (images: readonly string[]) =>
  door.send(
    'POST',
    '/v1/images/receipts',
    { 'x-car': car, 'content-type': 'application/json' },
    Buffer.from(JSON.stringify({ images })),
  )

/** Why it was refused; undefined: something of it was taken. */
function reasonOf({ status, body }: Answer): string | undefined {
  if (status >= 500) return undefined
  if (status >= 400) {
    const said = WireRefusal.safeParse(tryJson(body)).data
    return said?.why ?? (body === '' ? `status ${status}` : body)
  }
  const answer = BatchAnswer.safeParse(tryJson(body)).data
  if (answer === undefined || answer.receipt.items.length > 0) return undefined
  return answer.refused.map(({ why }) => why).join('; ')
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

test('ten thousand hostile requests are refused with a reason, nothing of them stays, and memory is flat', async () => {
  const random = createRandom(SEED)
  const before = await everything()
  const taken: { attack: string; status: number; body: string }[] = []
  const reasons = new Set<string>()
  let rssAfterWarmUp = 0
  let sent = 0

  async function attackOn(): Promise<void> {
    while (sent < REQUESTS) {
      sent += 1
      if (sent === REQUESTS / 5) rssAfterWarmUp = process.memoryUsage().rss
      const attacks = random.chance(0.5) ? RECORDS : PICTURES
      const attack = random.pick(attacks)
      const answer = await attack(random)
      const why = reasonOf(answer)
      if (why === undefined) taken.push({ attack: String(attack), ...answer })
      else reasons.add(why)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, attackOn))

  expect(taken.slice(0, 3)).toEqual([])
  expect(await everything()).toEqual(before)
  // What 20 MiB bombs and large batches use for a moment is given back; 10,000 that stayed would be far more.
  expect(process.memoryUsage().rss - rssAfterWarmUp).toBeLessThan(200 * MIB)
  expect(reasons.size).toBeGreaterThan(20)
  // The door still works.
  const read = readBody()
  const answer = await sendBatch(batchOf(envelope('read', read.id, START, read)))
  expect(BatchAnswer.parse(JSON.parse(answer.body)).receipt.items).toHaveLength(1)
  expect((await parts.ingest.imageReceipts(car, [MediaHash.parse(image.hash)])).receipt.items).toHaveLength(1)
}, 600_000)
