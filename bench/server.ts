// `npm run bench:server [-- --sizes 1000000,10000000,50000000] [--seconds 20] [--json]`: what one machine does as the
// department server, with a PostgreSQL of its own.
//
// `door`: records and images from 1, 10 and 100 cars at once over TLS, the server in a process of its own, the cars in
// this one. `taking`: the same batches taken in this process, without TLS, HTTP and the wire's JSON. `bare`: `pg` writes
// the same rows, sealed before. `share`: the door's records as a share of the bare inserts. `search`: searches in so many
// stored reads. `purge`: the purge of a day of a million reads. Cars, server and database share the machine.
import { parseArgs } from 'node:util'
import { describeMachine } from './machine.ts'
import { wholeNumber } from './recognition/options.ts'
import { runCommand } from './recognition/run.ts'
import { openCleanUp } from './server/clean-up.ts'
import { openCluster } from './server/cluster.ts'
import { measureBare, type BareFigures } from './server/measure-bare.ts'
import { measureDoor, type DoorFigures } from './server/measure-door.ts'
import { measurePurge } from './server/measure-purge.ts'
import { measureSearch } from './server/measure-search.ts'
import { measureTaking } from './server/measure-taking.ts'

const CARS = [1, 10, 100]
const CONNECTIONS = [1, 10]
const PURGED = 1_000_000

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000000,10000000,50000000' },
      seconds: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  })
  const sizes = values.sizes.split(',').map((size) => wholeNumber('sizes', size) ?? 0)
  const seconds = wholeNumber('seconds', values.seconds) ?? 20
  const cleanUp = openCleanUp()
  const say = (words: string): void => void process.stderr.write(`${words}\n`)
  try {
    const cluster = await openCluster(cleanUp)
    const shared = { cluster, cleanUp, seconds, say }
    const bare = await measureBare({ ...shared, connections: CONNECTIONS })
    const door = await measureDoor({ ...shared, cars: CARS })
    const taking = await measureTaking({ ...shared, cars: CARS })
    const share = sharesOf(door.records, bare.inserts)
    const purge = await measurePurge({ ...shared, reads: Math.min(PURGED, Math.max(...sizes)) })
    const search = await measureSearch({ ...shared, sizes })
    const { version, settings } = cluster
    const report = {
      machine: describeMachine(),
      postgres: { version, ...settings },
      seconds,
      bare,
      door,
      taking,
      share,
      purge,
      search,
    }
    if (values.json) console.log(JSON.stringify(report))
    else print(report)
  } finally {
    await cleanUp.run()
  }
})

type Share = { readonly cars: number; readonly connections: number; readonly share: number }

/** One car beside one connection, more cars beside the most connections. */
function sharesOf(records: readonly DoorFigures[], inserts: readonly BareFigures[]): Share[] {
  return records.flatMap(({ cars, perS }) => {
    const beside = cars === 1 ? inserts[0] : inserts.at(-1)
    if (beside === undefined) return []
    return [{ cars, connections: beside.connections, share: Number((perS / beside.perS).toFixed(3)) }]
  })
}

type Report = {
  readonly machine: Record<string, string | number>
  readonly postgres: Record<string, string>
  readonly bare: Awaited<ReturnType<typeof measureBare>>
  readonly door: Awaited<ReturnType<typeof measureDoor>>
  readonly taking: Awaited<ReturnType<typeof measureTaking>>
  readonly share: readonly Share[]
  readonly purge: Awaited<ReturnType<typeof measurePurge>>
  readonly search: Awaited<ReturnType<typeof measureSearch>>
}

function print({ machine, postgres, bare, door, taking, share, purge, search }: Report): void {
  const { inserts, ...bytes } = bare
  console.log(machine)
  console.log(postgres)
  console.log('\nrecords over the door')
  console.table(door.records)
  console.log('images over the door')
  console.table(door.images)
  console.log('records taken in process')
  console.table(taking)
  console.log('bare inserts')
  console.table(inserts)
  console.table([bytes])
  console.log('the door as a share of the bare inserts')
  console.table(share)
  console.log('purge of a day')
  console.table([purge])
  for (const { kinds, overall, ...size } of search) {
    console.log('searches')
    console.table([size])
    console.table([...kinds, { kind: 'overall', ...overall }])
  }
}
