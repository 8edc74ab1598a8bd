// The whole path: cars over TLS 1.3 with certificates of both sides, the server in a process of its own, PostgreSQL.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UPLOADS_BESIDE, type Car } from './car.ts'
import type { CleanUp } from './clean-up.ts'
import type { Cluster } from './cluster.ts'
import { forSeconds, perSecond, type Sent } from './for-seconds.ts'
import { BATCH_RECORDS, madeBatchText, madePicture } from './made-records.ts'
import { processorSeconds } from './processor-time.ts'
import { runServer } from './running-server.ts'

/** As a car asks for receipts of pictures (src/main/uploads). */
const RECEIPTS_OF = 32
/** A read has one of each. */
const KINDS = ['crop', 'context'] as const

/** Of a record or an image: processor milliseconds of all threads and processes of each. */
type Processors = {
  readonly serverCpuMs: number
  readonly databaseCpuMs: number
  readonly carsCpuMs: number
}

export type DoorFigures = Processors & {
  readonly cars: number
  readonly perS: number
  readonly megabytesPerS: number
  /** Of a batch's answer, or of a picture's. */
  readonly medianMs: number
  readonly p95Ms: number
}

export type Door = { readonly records: DoorFigures[]; readonly images: DoorFigures[] }

type Options = {
  readonly cluster: Cluster
  readonly cleanUp: CleanUp
  readonly cars: readonly number[]
  readonly seconds: number
  readonly say: (words: string) => void
}

export async function measureDoor({ cluster, cleanUp, cars, seconds, say }: Options): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  cleanUp.add(() => rmSync(folder, { recursive: true, force: true }))
  const server = await runServer(folder, await cluster.newDatabase('door'), cleanUp)
  const all: Car[] = []
  for (let number = 1; number <= Math.max(...cars); number += 1)
    all.push(await server.newCar(`car-${number}`))

  async function measure(
    count: number,
    senders: readonly (() => Promise<void>)[],
    each: { readonly things: number; readonly bytes: () => number },
  ): Promise<DoorFigures> {
    const now = (): Processors => ({
      serverCpuMs: 1000 * processorSeconds(server.pid),
      databaseCpuMs: 1000 * processorSeconds(cluster.pid),
      carsCpuMs: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
    })
    const before = now()
    const sent: Sent = await forSeconds(seconds, senders)
    const after = now()
    const things = sent.count * each.things
    const spent = (name: keyof Processors): number =>
      Number(((after[name] - before[name]) / things).toFixed(3))
    return {
      cars: count,
      perS: perSecond(things, sent),
      megabytesPerS: Number((each.bytes() / 1e6 / sent.seconds).toFixed(1)),
      medianMs: sent.median,
      p95Ms: sent.p95,
      serverCpuMs: spent('serverCpuMs'),
      databaseCpuMs: spent('databaseCpuMs'),
      carsCpuMs: spent('carsCpuMs'),
    }
  }

  // Before the clock starts each car opens its connections: a car keeps them through a transfer.
  async function records(count: number): Promise<DoorFigures> {
    for (const car of all.slice(0, count)) await car.sendBatch(madeBatchText(Date.now()), BATCH_RECORDS)
    let bytes = 0
    const senders = all.slice(0, count).map((car) => async () => {
      const text = madeBatchText(Date.now())
      bytes += text.length
      await car.sendBatch(text, BATCH_RECORDS)
    })
    return measure(count, senders, { things: BATCH_RECORDS, bytes: () => bytes })
  }

  async function images(count: number): Promise<DoorFigures> {
    for (const car of all.slice(0, count)) {
      const first = Array.from({ length: UPLOADS_BESIDE }, () => madePicture('crop'))
      await Promise.all(first.map((picture) => car.sendPicture(picture, Date.now())))
    }
    let bytes = 0
    const senders = all.slice(0, count).flatMap((car) => {
      let sent: string[] = []
      let turn = 0
      const send = async (): Promise<void> => {
        turn += 1
        const picture = madePicture(KINDS[turn % 2] ?? 'crop')
        bytes += picture.bytes.length
        await car.sendPicture(picture, Date.now())
        sent.push(picture.hash)
        if (sent.length < RECEIPTS_OF) return
        const due = sent
        sent = []
        await car.pictureReceipts(due)
      }
      return Array.from({ length: UPLOADS_BESIDE }, () => send)
    })
    return measure(count, senders, { things: 1, bytes: () => bytes })
  }

  const door: Door = { records: [], images: [] }
  for (const count of cars) {
    say(`records of ${count} cars over the door`)
    door.records.push(await records(count))
  }
  for (const count of cars) {
    say(`images of ${count} cars over the door`)
    door.images.push(await images(count))
  }
  await Promise.all(all.map((car) => car.close()))
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  await cluster.dropDatabase('door')
  return door
}
