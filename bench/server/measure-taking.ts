// What taking in a batch costs by itself: checked, sealed, stored and signed for in this process, with no TLS, no HTTP and
// no JSON of the wire around it.
import { randomUUID } from 'node:crypto'
import { openRecordsDb } from '#server/storage/open-records.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { openIngest } from '../../test/support/postgres/sent.ts'
import type { CleanUp } from './clean-up.ts'
import type { Cluster } from './cluster.ts'
import { forSeconds, perSecond } from './for-seconds.ts'
import { BATCH_RECORDS, madeBatch } from './made-records.ts'

export type TakingFigures = {
  readonly cars: number
  readonly perS: number
  readonly medianMs: number
  readonly p95Ms: number
}

type Options = {
  readonly cluster: Cluster
  readonly cleanUp: CleanUp
  readonly cars: readonly number[]
  readonly seconds: number
  readonly say: (words: string) => void
}

export async function measureTaking({
  cluster,
  cleanUp,
  cars,
  seconds,
  say,
}: Options): Promise<TakingFigures[]> {
  const db = await openRecordsDb({ folder: '', databaseUrl: await cluster.newDatabase('taking') })
  const taking = openIngest(db, { now: Date.now })
  cleanUp.add(() => taking.close())
  const figures: TakingFigures[] = []
  for (const count of cars) {
    say(`records of ${count} cars taken in process`)
    const senders = Array.from({ length: count }, () => {
      const car = CarId.parse(randomUUID())
      return async () => {
        const { receipt } = await taking.ingest.takeBatch(car, madeBatch(Date.now()), 'network')
        if (receipt.items.length !== BATCH_RECORDS) throw new Error('Not all of a batch was taken.')
      }
    })
    const sent = await forSeconds(seconds, senders)
    figures.push({
      cars: count,
      perS: perSecond(sent.count * BATCH_RECORDS, sent),
      medianMs: sent.median,
      p95Ms: sent.p95,
    })
  }
  await db.close()
  await cluster.dropDatabase('taking')
  return figures
}
