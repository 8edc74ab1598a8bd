// The purge of one day: its reads and the rows of their pictures, of which a few are held.
import { dayOf } from '#server/storage/day.ts'
import { openRecordsDb } from '#server/storage/open-records.ts'
import { CAR, DAY_MS, openDepartment, START } from '../../test/support/keeping/open-department.ts'
import { openClient } from './client.ts'
import type { CleanUp } from './clean-up.ts'
import type { Cluster } from './cluster.ts'
import { fillCars, fillDay } from './fill-reads.ts'

const HELD = 100
/** Files of pictures that are removed by themselves, for the time that one takes: a million do not fit here. */
const FILES = 10_000
const FILE_BYTES = 3000

export type PurgeFigures = {
  readonly reads: number
  readonly imageRows: number
  readonly held: number
  /** The whole run, with the certificate, its entry in the audit and the day's proof. */
  readonly runS: number
  /** As the certificate says. */
  readonly purgedReads: number
  readonly kept: number
  readonly files: number
  readonly filesS: number
}

type Options = {
  readonly cluster: Cluster
  readonly cleanUp: CleanUp
  readonly reads: number
  readonly say: (words: string) => void
}

export async function measurePurge({ cluster, cleanUp, reads, say }: Options): Promise<PurgeFigures> {
  const databaseUrl = await cluster.newDatabase('purge')
  const db = await openRecordsDb({ folder: '', databaseUrl })
  const department = await openDepartment(db)
  cleanUp.add(department.close)
  await fillCars(databaseUrl)
  say(`purge: ${HELD} reads that are held`)
  const held: Awaited<ReturnType<typeof department.addRead>>[] = []
  for (let number = 0; number < HELD; number += 1) held.push(await department.addRead(START))
  await department.place(held)
  say(`purge: filling a day with ${reads} reads`)
  const day = dayOf(START)
  const client = await openClient(databaseUrl)
  await fillDay(client, day, reads, { mark: START + 1, what: 'images' })
  await client.query('VACUUM (ANALYZE) reads')
  await client.query('VACUUM (ANALYZE) images')
  const images = await client.query<{ count: string }>('SELECT count(*) AS count FROM images')
  await client.end()

  say('purge: running')
  department.clock.at = START + 100 * DAY_MS
  const started = performance.now()
  await department.retention.run()
  const runS = (performance.now() - started) / 1000
  const certificates = await department.retention.certificates()
  const kept = await db.kysely
    .selectFrom('kept_reads')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const purgedReads = certificates.reduce((sum, { rows }) => sum + rows, 0)
  if (purgedReads !== reads || kept.count !== HELD) {
    throw new Error(`Of ${reads} reads ${purgedReads} went, of ${HELD} held ones ${kept.count} stayed.`)
  }

  say(`purge: ${FILES} files`)
  const bytes = new Uint8Array(FILE_BYTES).fill(7)
  for (let number = 0; number < FILES; number += 1) {
    await department.objects.put(`images/1/${CAR}/${String(number).padStart(64, '0')}`, bytes)
  }
  const before = performance.now()
  await department.objects.removeAll('images/1/')
  const filesS = (performance.now() - before) / 1000

  await db.close()
  department.close()
  await cluster.dropDatabase('purge')
  const seconds = (value: number): number => Number(value.toFixed(2))
  return {
    reads,
    imageRows: Number(images.rows[0]?.count),
    held: HELD,
    runS: seconds(runS),
    purgedReads,
    kept: kept.count,
    files: FILES,
    filesS: seconds(filesS),
  }
}
