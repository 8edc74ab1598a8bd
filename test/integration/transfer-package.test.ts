// A transfer without a network: what waits in a real outbox goes onto a medium, is imported into a real records
// database, and comes back as receipts. Whatever is not the car's whole package is refused whole.
import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openDeviceKey } from '#main/audit/device-key.ts'
import { openAudit } from '#main/audit/index.ts'
import { seal } from '#main/sealing/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { recordBodies } from '#main/storage/record-bodies.ts'
import { uploadsRepository } from '#main/storage/uploads-repository.ts'
import { createEnvelopes } from '#main/uploads/envelopes.ts'
import { createPackages } from '#main/uploads/package/index.ts'
import { createReceipts } from '#main/uploads/receipts.ts'
import { createRouting } from '#main/uploads/routing.ts'
import { createWaiting } from '#main/uploads/waiting.ts'
import { createIngest } from '#server/ingest/index.ts'
import { openObjects } from '#server/objects/index.ts'
import { createPackageImport } from '#server/packages/index.ts'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { openVault } from '#server/vault/index.ts'
import { frameHead, packageHeader } from '#shared/transfer/package.ts'
import { CarId, type Receipt } from '#shared/transfer/wire.ts'
import { profileOf } from '../policy/agencies.ts'
import { newPGlite } from '../support/postgres/both-databases.ts'
import { openStorage, type Storage } from '../support/storage/open-storage.ts'
import { makeHit, makeRead, START } from '../support/storage/records.ts'

const OTHER_CAR = CarId.parse('00000000-0000-4000-8000-0000000000c2')
const BY = { badge: '2001', name: 'Manager one' }
const READS = 6
/** Every third read has one. */
const HITS = 2
const MEDIUM = { medium: 'STICK-1' }
const NOW = START + 3_600_000

const department = generateKeyPairSync('ed25519')
const sealing = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const profile = profileOf('schaumburg')

const folder = mkdtempSync(join(tmpdir(), 'lookout-packages-'))
const [stick, packages] = [join(folder, 'stick'), join(folder, 'packages')]
const looked: { action: string; outcome: string }[] = []
const onLook: { run: () => void } = { run: () => {} }
let db: RecordsDb
let server: ReturnType<typeof openServer>
let car: ReturnType<typeof openCar>
let file = ''
/** Each test has a car of its own. */
let CAR: CarId
let seed: Uint8Array
let device: ReturnType<typeof openDeviceKey>

function openServer() {
  const vault = openVault({ file: join(folder, 'vault.db'), key: randomBytes(32) })
  const objects = openObjects({ folder: join(folder, 'objects') })
  const ingest = createIngest({
    db,
    objects,
    vault,
    sign: (text: string) => sign(null, Buffer.from(text), department.privateKey).toString('base64'),
    profile,
    deviceKeyOf: async () => pemOf(device.publicKey),
    now: () => NOW,
    log: () => {},
  })
  const packageImport = createPackageImport({
    folder: packages,
    db,
    ingest,
    sealingKey: sealing.privateKey,
    acts: {
      look(_by, { action, detail, about }) {
        looked.push({ action, outcome: about?.outcome ?? JSON.stringify(detail) })
        onLook.run()
      },
    },
  })
  return { vault, objects, importPackage: (name = file) => packageImport.importPackage(name, BY) }
}

/** A car with an outbox of its own, that is joined to the department. */
function openCar(storage: Storage) {
  const repository = uploadsRepository(storage.db)
  const routing = createRouting({ profile, department: () => undefined, provider: () => undefined })
  const envelopes = createEnvelopes({ repository, bodies: recordBodies(storage.db), now: () => NOW })
  const receipts = createReceipts({ repository, routing })
  const audit = openAudit({
    repository: auditRepository(storage.db),
    deviceSeed: seed,
    pseudonymKey: seed,
    policy: () => 'schaumburg 1 test',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: join(folder, 'export'),
    now: () => NOW,
  })
  const besidesAudit = storage.db
    .prepare<[], number>(`SELECT count(*) FROM outbox WHERE kind <> 'audit' AND state <> 'transferred'`)
    .pluck()
  const entries = storage.db.prepare<[], number>(`SELECT count(*) FROM outbox WHERE kind = 'audit'`).pluck()
  const receiptKey = String(department.publicKey.export({ type: 'spki', format: 'pem' }))
  const space = { bytes: 0 }
  const waiting = createWaiting({ repository, envelopes, routing, now: () => NOW }).forPackage
  const made = createPackages({
    waiting: { ...waiting, bytes: () => space.bytes + waiting.bytes() },
    images: storage.media,
    media: [
      { name: 'STICK-1', path: stick },
      { name: 'STICK-2', path: join(folder, 'nothing') },
    ],
    link: () => ({ car: CAR, sealingKey: sealing.publicKey }),
    sign: (text) => device.sign(text),
    takeReceipt: (receipt) => receipts.takeNow(receipt, { holder: 'department', receiptKey, car: CAR }),
    audit: audit.write,
    now: () => NOW,
  })
  const audited = (): string[] =>
    audit.search({ action: 'transfer.', limit: 10 }).rows.map(({ action }) => action)
  return {
    ...made,
    storage,
    audited,
    space,
    left: () => besidesAudit.get() ?? 0,
    entries: () => entries.get() ?? 0,
  }
}

beforeAll(async () => {
  await newPGlite(folder)
  db = await openRecordsDb({ folder })
  await addCar(OTHER_CAR, 'Car 13', 'revoked')
  server = openServer()
})
afterAll(async () => {
  server.vault.close()
  await db.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  for (const one of [stick, packages]) {
    rmSync(one, { recursive: true, force: true })
    mkdirSync(one)
  }
  writeFileSync(join(stick, 'lookout-medium.json'), '{"name":"STICK-1"}')
  looked.length = 0
  CAR = CarId.parse(randomUUID())
  seed = randomBytes(32)
  device = openDeviceKey(seed)
  await addCar(CAR, 'Car 12', 'enrolled')
  onLook.run = () => {}
  car = openCar(openStorage())
  await patrol(car.storage)
})
afterEach(() => {
  car.storage.close()
})

async function addCar(id: CarId, name: string, state: 'enrolled' | 'revoked'): Promise<void> {
  const row = { id, name, state, certificate: '', certificate_serial: id, waiting: 0 }
  const enrolled = { enrolled_at: START, enrolled_by: '1001' }
  const device_key = state === 'revoked' ? '' : pemOf(device.publicKey)
  await db.kysely
    .insertInto('cars')
    .values({ ...row, ...enrolled, device_key })
    .execute()
}

/** Reads with pictures of their own, and a hit on every third. */
async function patrol({ records, media }: Storage): Promise<void> {
  for (let number = 0; number < READS; number += 1) {
    const crop = await picture(number, 'png')
    const cropHash = await media.put(crop, { mime: 'image/png' })
    const context = await picture(number, 'jpeg')
    const contextHash = await media.put(context, { mime: 'image/jpeg' })
    const read = makeRead({ capturedAt: START + number * 1000, cropHash, contextHash })
    records.record({
      read,
      hits: number % 3 === 0 ? [makeHit({ raisedAt: read.capturedAt })] : [],
      images: [
        { hash: cropHash, bytes: crop.length, mime: 'image/png', kind: 'crop' },
        { hash: contextHash, bytes: context.length, mime: 'image/jpeg', kind: 'context' },
      ],
      recordedAt: read.capturedAt,
    })
  }
}

function picture(seed: number, format: 'png' | 'jpeg'): Promise<Buffer> {
  const raw = randomBytes(32 * 16 * 3).fill(seed, 0, 30)
  return sharp(raw, { raw: { width: 32, height: 16, channels: 3 } })
    .toFormat(format)
    .toBuffer()
}

/** Writes a package in the car and carries it to the server. */
async function carryOver(): Promise<void> {
  ;({ file } = await car.writePackage(MEDIUM, BY))
  await cp(join(stick, file), join(packages, file))
}

async function stored() {
  const { kysely } = db
  const counts = []
  for (const table of ['reads', 'hits', 'images', 'batches'] as const) {
    const { count } = await kysely
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    counts.push(count)
  }
  for await (const _object of server.objects.list('images/')) counts.push(1)
  return counts.join(' ')
}

const pemOf = (spki: string): string =>
  `-----BEGIN PUBLIC KEY-----\n${spki.replaceAll(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`

test('what waits goes over on a medium, and its receipts let the car let go', async () => {
  const before = car.left()
  const begun = car.entries()
  const written = await car.writePackage(MEDIUM, BY)
  expect(written).toMatchObject({ records: READS + HITS + begun, images: READS * 2 })
  expect(car.audited()).toEqual(['transfer.package'])
  expect(car.left()).toBe(before)
  file = written.file
  await cp(join(stick, file), join(packages, file))
  const imported = await server.importPackage()
  expect(imported).toMatchObject({ car: 'Car 12', records: READS + HITS + begun, images: READS * 2 })
  expect(imported.refused).toBe(0)

  const hashes = car.storage.db
    .prepare<[], { kind: string; sha256: string }>("SELECT kind, sha256 FROM outbox WHERE kind = 'read'")
    .all()
    .map(({ sha256 }) => sha256)
  const there = await db.kysely.selectFrom('reads').select('sha256').where('sha256', 'in', hashes).execute()
  expect(there).toHaveLength(READS)

  await cp(join(packages, imported.receipts), join(stick, imported.receipts))
  expect(car.media()[0]).toMatchObject({ name: 'STICK-1', isThere: true, receipts: [imported.receipts] })
  const taken = await car.takeReceipts({ ...MEDIUM, file: imported.receipts }, BY)
  expect(taken).toEqual({ transferred: READS * 3 + HITS + begun, ignored: 0 })
  expect(car.left()).toBe(0)

  // What was done with the first package goes with the next one.
  const since = car.entries() - begun
  const next = await car.writePackage(MEDIUM, BY)
  expect(next).toMatchObject({ records: since, images: 0 })
  await cp(join(stick, next.file), join(packages, next.file))
  expect(await server.importPackage(next.file)).toMatchObject({ records: since, refused: 0 })
  const chain = await db.kysely.selectFrom('car_audit').select('counter').orderBy('counter').execute()
  expect(chain.map(({ counter }) => counter)).toEqual(
    Array.from({ length: begun + since }, (_, at) => at + 1),
  )
})

test('a package that is imported again doubles nothing and gives its receipts again', async () => {
  const begun = car.entries()
  await carryOver()
  const first = await server.importPackage()
  const before = await stored()
  rmSync(join(packages, first.receipts))
  expect(await server.importPackage()).toEqual(first)
  expect(await stored()).toBe(before)
  await cp(join(packages, first.receipts), join(stick, first.receipts))
  await car.takeReceipts({ ...MEDIUM, file: first.receipts }, BY)
  const again = await car.takeReceipts({ ...MEDIUM, file: first.receipts }, BY)
  expect(again).toEqual({ transferred: 0, ignored: READS * 3 + HITS + begun })
})

test('receipts that were changed, or are of another car, let nothing go', async () => {
  await carryOver()
  const { receipts } = await server.importPackage()
  const lines = readFileSync(join(packages, receipts), 'utf8').trim().split('\n')
  const [one = ''] = lines
  const receipt = JSON.parse(one) as Receipt
  const forged = lines.map((line) => {
    const said = JSON.parse(line) as Receipt
    return JSON.stringify({ ...said, at: said.at + 1 })
  })
  const others = [
    JSON.stringify({ ...receipt, car: OTHER_CAR }),
    '{"form":"lookout-receipt 1"}',
    'no receipt',
  ]
  writeFileSync(join(stick, receipts), [...forged, ...others].join('\n'))
  const before = car.left()
  const taken = await car.takeReceipts({ ...MEDIUM, file: receipts }, BY)
  expect(taken.transferred).toBe(0)
  expect(taken.ignored).toBeGreaterThan(READS * 3)
  expect(car.left()).toBe(before)
})

test('a package that was changed anywhere is refused whole, and so is one that is cut or lengthened', async () => {
  await carryOver()
  const whole = readFileSync(join(packages, file))
  const before = await stored()
  const places = Array.from({ length: 60 }, (_, at) => Math.floor((at * (whole.length - 1)) / 59))
  for (const place of places) {
    const changed = Buffer.from(whole)
    changed[place] = (changed[place] ?? 0) ^ 0x40
    writeFileSync(join(packages, 'changed.lookout-transfer'), changed)
    await expect(server.importPackage('changed.lookout-transfer')).rejects.toThrow()
  }
  for (const length of [0, 1, 100, Math.floor(whole.length / 2), whole.length - 1]) {
    writeFileSync(join(packages, 'cut.lookout-transfer'), whole.subarray(0, length))
    await expect(server.importPackage('cut.lookout-transfer')).rejects.toThrow()
  }
  writeFileSync(join(packages, 'long.lookout-transfer'), Buffer.concat([whole, whole]))
  await expect(server.importPackage('long.lookout-transfer')).rejects.toThrow()
  expect(await stored()).toBe(before)
  expect(looked.every(({ outcome }) => outcome === 'refused')).toBe(true)
  expect(readdirSync(packages).filter((name) => name.endsWith('receipts'))).toEqual([])
})

test('only a car of the department that is not revoked is listened to, and only in its own hand', async () => {
  const before = await stored()
  const frames = (id: CarId, signature: string): Buffer => {
    const header = { ...packageHeader('00000000-0000-4000-8000-00000000000a', id, NOW) }
    const body = Buffer.from(JSON.stringify(header))
    const manifest = { ...header, records: 0, images: 0, bytes: 0, sha256: '0'.repeat(64), signature }
    const end = Buffer.from(JSON.stringify(manifest))
    return Buffer.concat([frameHead('header', body.length), body, frameHead('manifest', end.length), end])
  }
  const cases = [
    [frames(OTHER_CAR, device.sign('x')), 'Car 13 was revoked'],
    [frames(CarId.parse('00000000-0000-4000-8000-0000000000c3'), device.sign('x')), 'it names another'],
    [frames(CAR, device.sign('x')), 'the signature of the car'],
    [Buffer.concat([frameHead('image', 10), Buffer.alloc(10)]), 'a whole package'],
    // A bomb: a frame that says that it has 4 GB.
    [Buffer.from([0, 255, 255, 255, 255]), 'a whole package'],
    [Buffer.from([9, 0, 0, 0, 0]), 'a whole package'],
  ] as const
  for (const [content, words] of cases) {
    await sealTo('made.lookout-transfer', content, sealing.publicKey)
    await expect(server.importPackage('made.lookout-transfer')).rejects.toThrow(words)
  }
  const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  await sealTo('made.lookout-transfer', frames(CAR, device.sign('x')), stranger.publicKey)
  await expect(server.importPackage('made.lookout-transfer')).rejects.toThrow('sealed for another one')
  await expect(server.importPackage('none.lookout-transfer')).rejects.toThrow('this file in the folder')
  symlinkSync(join(folder, 'vault.db'), join(packages, 'link.lookout-transfer'))
  await expect(server.importPackage('link.lookout-transfer')).rejects.toThrow('this file in the folder')
  await expect(server.importPackage('..')).rejects.toThrow('this file in the folder')
  expect(await stored()).toBe(before)
})

test('a package that is exchanged after it was checked is not taken', async () => {
  await carryOver()
  const before = await stored()
  const other = openCar(openStorage())
  await patrol(other.storage)
  rmSync(join(stick, file))
  const { file: second } = await other.writePackage(MEDIUM, BY)
  onLook.run = () => {
    // The same inode: the server has it open.
    writeFileSync(join(packages, file), readFileSync(join(stick, second)))
    onLook.run = () => {}
  }
  await expect(server.importPackage()).rejects.toThrow('a whole package')
  expect(await stored()).toBe(before)
  expect(looked.map(({ outcome }) => outcome === 'refused')).toEqual([false, true])
  other.storage.close()
})

test('only a registered medium that lies there is written on, and only with room', async () => {
  await expect(car.writePackage({ medium: 'STICK-9' }, BY)).rejects.toThrow(
    'a medium that the agency registered',
  )
  await expect(car.writePackage({ medium: 'STICK-2' }, BY)).rejects.toThrow('it is not plugged in')
  car.space.bytes = 1e18
  await expect(car.writePackage(MEDIUM, BY)).rejects.toThrow('of space on STICK-1')
  car.space.bytes = 0
  writeFileSync(join(stick, 'lookout-medium.json'), '{"name":"STICK-7"}')
  await expect(car.writePackage(MEDIUM, BY)).rejects.toThrow('it is not plugged in, or is another one')
  expect(car.media().map(({ isThere }) => isThere)).toEqual([false, false])
  expect(car.audited()).toEqual([])
  expect(readdirSync(stick)).toEqual(['lookout-medium.json'])
})

test('what a pulled medium left half-written goes with the next package', async () => {
  writeFileSync(join(stick, `${CAR}-20260101T000000Z.lookout-transfer.part`), 'half')
  writeFileSync(join(stick, 'holiday.jpg'), 'not ours')
  const { file: written } = await car.writePackage(MEDIUM, BY)
  expect(readdirSync(stick).toSorted()).toEqual([written, 'holiday.jpg', 'lookout-medium.json'].toSorted())
})

async function sealTo(name: string, content: Buffer, publicKey: typeof sealing.publicKey): Promise<void> {
  const pieces: Uint8Array[] = []
  for await (const piece of seal({ kind: 'key', publicKey }, once(content))) pieces.push(piece)
  writeFileSync(join(packages, name), Buffer.concat(pieces))
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
