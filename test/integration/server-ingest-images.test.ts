import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Upload } from 'tus-js-client'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { ReadId } from '#shared/domain/ids.ts'
import { dayOf, DAY_MS } from '#server/storage/day.ts'
import type { CarId, ImageMetadata } from '#shared/transfer/wire.ts'
import { newPGlite, onBothDatabases } from '../support/postgres/both-databases.ts'
import { madeUpProfile } from '../support/console/made-up-profile.ts'
import { openImagesDoor, picture, uploadMetadata } from '../support/postgres/pictures.ts'
import { batchOf, hitRecord, newCar, openIngest, readRecord, step } from '../support/postgres/sent.ts'
import { START } from '../support/storage/records.ts'

const DAY = dayOf(START)

const metadataOf = ({ hash, mime }: Pick<ImageMetadata, 'hash' | 'mime'>, recordedAt = START) => ({
  hash,
  mime,
  kind: 'crop',
  recordedAt: String(recordedAt),
})

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

onBothDatabases('taking pictures', (openDb) => {
  let db: RecordsDb
  let parts: ReturnType<typeof openIngest>
  let door: Awaited<ReturnType<typeof openImagesDoor>>
  let car: CarId
  beforeAll(async () => {
    db = await openDb()
    parts = openIngest(db)
    door = await openImagesDoor(parts.ingest)
  })
  afterAll(async () => {
    await door.close()
    parts.close()
  })
  beforeEach(() => {
    car = newCar()
  })

  const upload = (bytes: Uint8Array, metadata: Record<string, string>, options: object = {}) =>
    new Promise<Upload>((resolve, reject) => {
      const one = new Upload(Buffer.from(bytes), {
        endpoint: door.url,
        metadata,
        headers: { 'x-car': car },
        retryDelays: null,
        onError: reject,
        onSuccess: () => resolve(one),
        ...options,
      })
      one.start()
    })
  const tus = (of: CarId, more: Record<string, string> = {}) => ({
    'x-car': of,
    'tus-resumable': '1.0.0',
    ...more,
  })
  const begin = async (bytes: number, metadata: Record<string, string>, of = car) =>
    door.send(
      'POST',
      '/v1/images',
      tus(of, { 'upload-length': String(bytes), 'upload-metadata': uploadMetadata(metadata) }),
    )
  const patch = (path: string, offset: number, bytes: Uint8Array, of = car) =>
    door.send(
      'PATCH',
      path,
      tus(of, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }),
      bytes,
    )
  const pathOf = ({ headers: { location } }: { headers: NodeJS.Dict<string | string[]> }) => String(location)

  test.each(['image/png', 'image/jpeg'] as const)(
    'a picture (%s) is stored sealed, answered with a receipt, and comes back',
    async (mime) => {
      const image = await picture(120, mime)
      await upload(image.bytes, metadataOf(image), { uploadDataDuringCreation: true })
      const answer = await parts.ingest.imageReceipts(car, [image.hash])
      expect(answer.refused).toEqual([])
      expect(answer.receipt.items).toEqual([
        { kind: 'media', id: image.hash, revision: 1, sha256: image.hash },
      ])
      expect(parts.isSigned(answer.receipt)).toBe(true)
      expect(await parts.ingest.readImage(car, DAY, image.hash)).toEqual({
        bytes: Buffer.from(image.bytes),
        mime,
      })
      expect(await parts.ingest.readImage(newCar(), DAY, image.hash)).toBeUndefined()
      const stored = await parts.objects.get(`images/${DAY}/${car}/${image.hash}`)
      expect(Buffer.from(stored ?? []).includes(Buffer.from(image.bytes.subarray(0, 16)))).toBe(false)
      const row = await db.kysely
        .selectFrom('images')
        .selectAll()
        .where('car_id', '=', car)
        .executeTakeFirst()
      expect(row).toMatchObject({
        day: DAY,
        hash: image.hash,
        kind: 'crop',
        mime,
        bytes: image.bytes.length,
        is_kept: false,
      })
    },
  )

  test('an upload that was cut goes on where it stopped, and what waits lies on no disk', async () => {
    const image = await picture(150)
    const half = 20_001
    const begun = await begin(image.bytes.length, metadataOf(image))
    expect(begun.status).toBe(201)
    const path = pathOf(begun)
    await patch(path, 0, image.bytes.subarray(0, half))
    const waiting = filesIn(parts.folder).map((file) => readFileSync(file))
    expect(waiting.some((bytes) => bytes.includes(Buffer.from(image.bytes.subarray(64, 96))))).toBe(false)
    const head = await door.send('HEAD', path, tus(car))
    expect(head.headers['upload-offset']).toBe(String(half))
    const done = await patch(path, half, image.bytes.subarray(half))
    expect(done.status).toBe(204)
    expect((await parts.ingest.readImage(car, DAY, image.hash))?.bytes).toEqual(Buffer.from(image.bytes))
    expect((await door.send('HEAD', path, tus(car))).status).toBe(404)
  })

  test('a picture that is sent again is stored once', async () => {
    const image = await picture(40)
    await upload(image.bytes, metadataOf(image))
    const file = join(parts.folder, 'objects', 'images', String(DAY), car, image.hash)
    const before = statSync(file, { bigint: true }).mtimeNs
    await upload(image.bytes, metadataOf(image))
    await parts.ingest.takeImage(car, { ...image, kind: 'crop', recordedAt: START }, image.bytes)
    expect(statSync(file, { bigint: true }).mtimeNs).toBe(before)
    const rows = await db.kysely.selectFrom('images').select('hash').where('car_id', '=', car).execute()
    expect(rows).toHaveLength(1)
  })

  test('an upload of one car is not there for another', async () => {
    const image = await picture(40)
    const path = pathOf(await begin(image.bytes.length, metadataOf(image)))
    const stranger = newCar()
    expect((await door.send('HEAD', path, tus(stranger))).status).toBe(404)
    expect((await patch(path, 0, image.bytes, stranger)).status).toBe(404)
    expect((await door.send('DELETE', path, tus(stranger))).status).toBe(404)
    expect((await patch(path, 0, image.bytes)).status).toBe(204)
    expect(await parts.ingest.imageReceipts(stranger, [image.hash])).toMatchObject({
      receipt: { items: [] },
      refused: [{ kind: 'media', id: image.hash, why: 'it is not here' }],
    })
  })

  test('a receipt is not given for a picture that is no longer whole', async () => {
    const image = await picture(40)
    await upload(image.bytes, metadataOf(image))
    const name = `images/${DAY}/${car}/${image.hash}`
    await parts.objects.put(name, Buffer.from('damaged'))
    const answer = await parts.ingest.imageReceipts(car, [image.hash])
    expect(answer).toMatchObject({ receipt: { items: [] }, refused: [{ why: 'it is here, but not whole' }] })
    await upload(image.bytes, metadataOf(image))
    expect((await parts.ingest.imageReceipts(car, [image.hash])).receipt.items).toHaveLength(1)
  })

  test.each([
    [
      'another hash',
      async () => ({ ...(await picture(30)), hash: (await picture(31)).hash }),
      'has the hash',
    ],
    [
      'no picture',
      async () => ({ ...(await picture(30)), bytes: Buffer.from('MZ'.repeat(500)) }),
      'has the hash',
    ],
  ])('%s is refused with a reason, and nothing of it stays', async (_, make, why) => {
    const image = await make()
    const begun = await begin(image.bytes.length, metadataOf(image))
    const path = pathOf(begun)
    const done = await patch(path, 0, image.bytes)
    expect(done.status).toBe(422)
    expect(JSON.parse(done.body)).toEqual({ why: expect.stringContaining(why), next: expect.any(String) })
    expect((await door.send('HEAD', path, tus(car))).status).toBe(404)
    expect(await parts.ingest.readImage(car, DAY, image.hash)).toBeUndefined()
  })

  test('a car’s unfinished uploads make room for its new ones and end after a day', async () => {
    const image = await picture(30)
    const paths: string[] = []
    for (let count = 0; count < 20; count += 1) {
      paths.push(pathOf(await begin(image.bytes.length, metadataOf(image))))
    }
    const statuses = await Promise.all(
      paths.map(async (path) => (await door.send('HEAD', path, tus(car))).status),
    )
    expect(statuses).toEqual([404, 404, 404, 404, ...Array.from({ length: 16 }, () => 200)])
    parts.clock.at += DAY_MS + 1
    await begin(10, metadataOf(image, START), newCar())
    expect((await door.send('HEAD', paths.at(-1) ?? '', tus(car))).status).toBe(404)
    parts.clock.at = START + 60_000
  })
})

test('where the provider stores, a picture is taken for a read that is here', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-records-'))
  await newPGlite(folder)
  const db = await openRecordsDb({ folder })
  const parts = openIngest(db, {
    profile: madeUpProfile({ storage: { value: 'provider', clause: '131.7 (b)' } }),
  })
  const car = newCar()
  const [named, unnamed] = [await picture(30), await picture(30)]
  const read = readRecord({ cropHash: named.hash })
  const hit = hitRecord({
    readId: ReadId.parse(read.id),
    steps: [step(1, { kind: 'decided', decision: 'stop', words: '' })],
  })
  await parts.ingest.takeBatch(car, batchOf(hit, read), 'network')
  await parts.ingest.takeImage(car, { ...named, kind: 'crop', recordedAt: START }, named.bytes)
  await expect(
    parts.ingest.takeImage(car, { ...unnamed, kind: 'crop', recordedAt: START }, unnamed.bytes),
  ).rejects.toThrow(/131\.7 \(b\)/)
  const { items } = (await parts.ingest.imageReceipts(car, [named.hash, unnamed.hash])).receipt
  expect(items.map(({ id }) => id)).toEqual([named.hash])
  await db.close()
  parts.close()
  rmSync(folder, { recursive: true, force: true })
})
