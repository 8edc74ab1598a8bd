import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BatchAnswer } from '#shared/transfer/wire.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import { makeHit, START } from '../support/storage/records.ts'
import { BY, openTransferringCar, until, type TransferringCar } from '../support/uploads/car.ts'
import { createStandIn, type StandIn } from '../support/uploads/stand-in.ts'

const SECOND_MS = 1000
const DAY_MS = 86_400_000

// Oak Brook's policy: the provider is the only store, so that no server is needed here (131.7 (b)).
let cloud: StandIn
let car: TransferringCar
const cars: TransferringCar[] = []
function openCar(options: Parameters<typeof openTransferringCar>[0] = {}): TransferringCar {
  car = openTransferringCar({
    profile: 'oak-brook',
    provider: cloud.destination,
    random: () => 1,
    ...options,
  })
  cars.push(car)
  return car
}
beforeEach(() => {
  cloud = createStandIn()
})
afterEach(async () => {
  for (const one of cars.splice(0)) await one.stop()
})

const isIdle = (): boolean => car.uploads.status().running === undefined
/** So many attempts of the transfer, as fake time passes. */
async function pass(ms: number): Promise<void> {
  car.clock.at += ms
  await settled()
}
/** Nothing runs, and nothing begins by itself for some ticks. */
async function settled(): Promise<void> {
  for (let quiet = 0; quiet < 4; quiet += 1) {
    await new Promise((resolve) => setTimeout(resolve, 12))
    if (!isIdle()) quiet = -1
  }
}
const waitingOf = (kind: string): number => car.waiting()[kind] ?? 0

describe('what goes, and in which order', () => {
  test('hits with their reads and crops go first, context images last, and all of it arrives as it is', async () => {
    cloud.state.isDown = true
    openCar()
    for (let i = 0; i < 40; i += 1) await car.record(i === 30 ? [makeHit({ raisedAt: car.clock.at })] : [])
    await settled()
    cloud.state.isDown = false
    await pass(10 * 60 * SECOND_MS)
    await until(() => Object.keys(car.waiting()).every((kind) => kind === 'audit'), car.waiting)
    expect(cloud.came.slice(0, 3)).toEqual(['hit', 'read', 'crop'])
    const order = ['read', 'crop', 'context']
    const rest = cloud.came.slice(3)
    expect(rest).toEqual(rest.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
    expect(rest).toHaveLength(39 + 39 + 40)
    for (const { kind, id, body } of cloud.records) {
      if (kind !== 'read') continue
      const { sequence } = car.reads.page({ offset: 0, limit: 100 }).rows.find((read) => read.id === id) ?? {}
      expect(JSON.parse(body)).toMatchObject({ id, sequence })
      expect(canonicalJson(JSON.parse(body))).toBe(body)
    }
    expect(car.uploads.status()).toMatchObject({
      to: 'provider',
      link: 'reached',
      lastCompleteAt: car.clock.at,
      waiting: { records: 0, images: 0 },
    })
  })

  test('a hit that is raised while thousands of reads go is the next thing that goes', async () => {
    openCar()
    cloud.state.isDown = true
    for (let i = 0; i < 120; i += 1) await car.record()
    let batches = 0
    cloud.state.onBatch = async () => {
      batches += 1
      if (batches === 1) await car.record([makeHit({ raisedAt: car.clock.at })])
    }
    cloud.state.isDown = false
    await pass(10 * 60 * SECOND_MS)
    await until(() => waitingOf('media') === 0)
    expect(cloud.came.indexOf('hit')).toBe(100)
  })

  test('on a metered line only hits go by themselves; somebody who asks sends the rest', async () => {
    openCar({ settings: { isMetered: true } })
    await car.record()
    await car.record([makeHit({ raisedAt: START })])
    await pass(60 * SECOND_MS)
    await until(() => waitingOf('hit') === 0)
    await pass(60 * SECOND_MS)
    expect(cloud.came).toEqual(['hit', 'read', 'crop'])
    expect(car.uploads.status()).toMatchObject({ link: 'metered', waiting: { records: 1, images: 3 } })
    car.uploads.start(BY)
    await until(() => waitingOf('media') === 0)
    expect(car.uploads.status().link).toBe('reached')
    expect(car.entries('transfer.start')).toHaveLength(1)
  })

  test('no more bytes go in a second than the settings let through', async () => {
    // 80 kilobits are 10,000 bytes a second; two seconds' worth may go at once.
    openCar({ settings: { isMetered: false, mostKbps: 80 } })
    cloud.state.isDown = true
    for (let i = 0; i < 8; i += 1) await car.record([], 10_000)
    await settled()
    cloud.state.isDown = false
    car.clock.at += 10 * 60 * SECOND_MS
    const from = car.clock.at
    let most = 0
    for (let step = 0; waitingOf('media') > 0; step += 1) {
      if (step > 500) throw new Error('it does not end')
      car.clock.at += 200
      await new Promise((resolve) => setTimeout(resolve, 25))
      const bytes = [...cloud.images.values()].reduce((sum, image) => sum + image.length, 0)
      most = Math.max(most, bytes - ((car.clock.at - from) / SECOND_MS) * 10_000)
    }
    expect(most).toBeLessThanOrEqual(20_000 + 10_100)
    expect(car.clock.at - from).toBeGreaterThan(4 * SECOND_MS)
  })
})

describe('receipts', () => {
  const bends: [string, (answer: BatchAnswer) => BatchAnswer][] = [
    ['of another car', (one) => ({ ...one, receipt: { ...one.receipt, car: CarId.parse(randomUUID()) } })],
    ['with another instant', (one) => ({ ...one, receipt: { ...one.receipt, at: 2 } })],
    [
      'with an item more',
      (one) => ({ ...one, receipt: { ...one.receipt, items: [...one.receipt.items, ...one.receipt.items] } }),
    ],
    [
      'signed by nobody',
      (one) => ({ ...one, receipt: { ...one.receipt, signature: `${'A'.repeat(86)}==` } }),
    ],
    [
      'signed by somebody else',
      ({ receipt, refused }) => ({ receipt: createStandIn().answer(receipt.items).receipt, refused }),
    ],
  ]
  test.each(bends)('one %s counts for nothing', async (_title, bend) => {
    cloud.state.bend = bend
    openCar()
    await car.record()
    await pass(10 * SECOND_MS)
    await until(() => cloud.came.includes('context'))
    await settled()
    expect(car.waiting()).toMatchObject({ read: 1, media: 2 })
    cloud.state.bend = (answer) => answer
    await pass(10 * 60 * SECOND_MS)
    await until(() => waitingOf('media') + waitingOf('read') === 0)
  })

  test('one for other bytes than were sent counts for nothing', async () => {
    cloud.state.bend = ({ receipt, refused }) =>
      cloud.state.isDown
        ? { receipt, refused }
        : ((cloud.state.isDown = true),
          {
            receipt: cloud.answer(receipt.items.map((item) => ({ ...item, sha256: '0'.repeat(64) }))).receipt,
            refused,
          })
    openCar()
    await car.record()
    await pass(10 * SECOND_MS)
    await until(() => cloud.came.includes('read'))
    await settled()
    expect(waitingOf('read')).toBe(1)
  })

  test('one for the older form of a record that changed meanwhile lets the newer one wait', async () => {
    openCar()
    const id = await car.record()
    const { sequence: _, ...read } = car.reads.get(id) ?? { sequence: 0 }
    let old: BatchAnswer | undefined
    let isFirst = true
    cloud.state.bend = (answer) => {
      old ??= answer
      return answer
    }
    cloud.state.onBatch = () => {
      if (!isFirst) return
      isFirst = false
      car.records.refine({ read: { ...read, frames: 77 } as never, hits: [], images: [], recordedAt: START })
    }
    await pass(10 * SECOND_MS)
    await until(() => cloud.records.length === 1)
    await settled()
    expect(waitingOf('read')).toBe(1)
    await pass(10 * SECOND_MS)
    await until(() => waitingOf('read') === 0)
    expect(cloud.records.map(({ revision }) => revision)).toEqual([1, 2])
    expect(JSON.parse(cloud.records[1]?.body ?? '')).toMatchObject({ id, frames: 77 })
    // Replayed after it, the old one brings nothing back and takes nothing away.
    if (old === undefined) throw new Error('there was no receipt')
    expect(car.uploads.package.takeReceipt(old.receipt)).toEqual({ transferred: 0, ignored: 1 })
  })

  test('a record whose text differs from what its revision was sent with goes as a new revision', async () => {
    openCar()
    const id = await car.record()
    cloud.state.bend = (answer) => ({ ...answer, receipt: { ...answer.receipt, at: 2 } })
    await pass(10 * SECOND_MS)
    await until(() => cloud.records.length > 0)
    await settled()
    // As retention does it, without a word to the outbox.
    car.db.prepare('UPDATE reads SET context_id = 0 WHERE id = ?').run(id)
    cloud.state.bend = (answer) => answer
    await pass(10 * 60 * SECOND_MS)
    await until(() => waitingOf('read') === 0)
    const bodies = new Map(cloud.records.map(({ revision, body }) => [revision, body]))
    expect([...bodies.keys()]).toEqual([1, 2])
    for (const { revision, body } of cloud.records) expect(body).toBe(bodies.get(revision))
  })
})

describe('what is not taken', () => {
  test('a refused record stays, is counted with its reason, and is offered again after a day', async () => {
    cloud.state.refuse = () => 'the plate has no characters'
    openCar()
    await car.record()
    await car.record()
    await pass(10 * SECOND_MS)
    await until(() => waitingOf('media') === 0)
    await settled()
    expect(car.uploads.status().refusedRecords).toEqual([
      { kind: 'read', why: 'the plate has no characters', count: 2 },
    ])
    for (let hour = 0; hour < 20; hour += 1) await pass(3600 * SECOND_MS)
    expect(cloud.came.filter((kind) => kind === 'read')).toHaveLength(2)
    cloud.state.refuse = () => undefined
    await pass(5 * 3600 * SECOND_MS)
    await until(() => waitingOf('read') === 0)
    expect(car.uploads.status().refusedRecords).toEqual([])
  })

  test('an image whose file is damaged stays with its reason, and the others go', async () => {
    openCar()
    cloud.state.isDown = true
    const id = await car.record()
    await car.record()
    await settled()
    car.clock.at += 10 * 60 * SECOND_MS
    const { cropHash } = car.reads.get(id) ?? {}
    if (cropHash === undefined) throw new Error('the read has no crop')
    expect(await car.media.remove(cropHash)).toBe(true)
    cloud.state.isDown = false
    await until(() => {
      car.clock.at += SECOND_MS
      return waitingOf('media') === 1
    }, car.waiting)
    await settled()
    expect(car.uploads.status().refusedRecords).toMatchObject([{ kind: 'media', count: 1 }])
  })

  test('while nobody is reached attempts get rarer, and it goes on at once on another network', async () => {
    let network = 'garage'
    cloud.state.isDown = true
    openCar({ networks: () => network })
    await car.record()
    for (let minute = 0; minute < 60; minute += 1) await pass(59 * SECOND_MS)
    // 1, 2, 4, ... seconds, then every five minutes, at the longest that jitter gives.
    expect(cloud.attempts()).toBeGreaterThan(8)
    expect(cloud.attempts()).toBeLessThan(30)
    expect(car.uploads.status()).toMatchObject({ link: 'unreachable', trouble: 'it is down. Wait.' })
    const before = cloud.attempts()
    await settled()
    expect(cloud.attempts()).toBe(before)
    network = 'street'
    cloud.state.isDown = false
    await until(() => waitingOf('media') === 0)
  })

  test('nothing runs and nothing is refused where there is nobody to transfer to', async () => {
    cloud = createStandIn()
    openCar({ provider: undefined, profile: 'schaumburg' })
    await car.record()
    await pass(40 * DAY_MS)
    expect(car.uploads.status()).toMatchObject({ to: 'none', link: 'off', due: { days: 0, level: 'fine' } })
    expect(() => car.uploads.start(BY)).toThrow(/belongs to no department server/)
  })
})
