// `npm run bench:server [-- --sizes 1000000,10000000,50000000] [--seconds 20] [--parts bare,door,...] [--json]`:
// what one machine does as the department server, with a PostgreSQL of its own.
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
const PARTS = ['bare', 'door', 'taking', 'purge', 'search'] as const
type Part = (typeof PARTS)[number]

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000000,10000000,50000000' },
      seconds: { type: 'string', default: '20' },
      parts: { type: 'string', default: PARTS.join(',') },
      json: { type: 'boolean', default: false },
    },
  })
  const sizes = values.sizes.split(',').map((size) => wholeNumber('sizes', size) ?? 0)
  const seconds = wholeNumber('seconds', values.seconds) ?? 20
  const wanted = new Set(values.parts.split(','))
  for (const part of wanted) {
    if (!PARTS.some((one) => one === part)) throw new Error(`--parts ${part}: one of ${PARTS.join(', ')}`)
  }
  const cleanUp = openCleanUp()
  const say = (words: string): void => void process.stderr.write(`${words}\n`)
  try {
    const cluster = await openCluster(cleanUp)
    const shared = { cluster, cleanUp, seconds, say }
    const when = async <T>(part: Part, measure: () => Promise<T>): Promise<T | undefined> =>
      wanted.has(part) ? measure() : undefined
    const bare = await when('bare', () => measureBare({ ...shared, connections: CONNECTIONS }))
    const door = await when('door', () => measureDoor({ ...shared, cars: CARS }))
    const taking = await when('taking', () => measureTaking({ ...shared, cars: CARS }))
    const share = bare && door && sharesOf(door.records, bare.inserts)
    const reads = Math.min(PURGED, Math.max(...sizes))
    const purge = await when('purge', () => measurePurge({ ...shared, reads }))
    const search = await when('search', () => measureSearch({ ...shared, sizes }))
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
  readonly bare: Awaited<ReturnType<typeof measureBare>> | undefined
  readonly door: Awaited<ReturnType<typeof measureDoor>> | undefined
  readonly taking: Awaited<ReturnType<typeof measureTaking>> | undefined
  readonly share: readonly Share[] | undefined
  readonly purge: Awaited<ReturnType<typeof measurePurge>> | undefined
  readonly search: Awaited<ReturnType<typeof measureSearch>> | undefined
}

function print({ machine, postgres, bare, door, taking, share, purge, search }: Report): void {
  console.log(machine)
  console.log(postgres)
  const tell = (title: string, rows: readonly object[] | undefined): void => {
    if (rows === undefined) return
    console.log(`\n${title}`)
    console.table(rows)
  }
  tell('records over the door', door?.records)
  tell('images over the door', door?.images)
  tell('records taken in process', taking)
  if (bare !== undefined) {
    const { inserts, ...bytes } = bare
    tell('bare inserts', inserts)
    tell('bytes of a read', [bytes])
  }
  tell('the door as a share of the bare inserts', share)
  tell('purge of a day', purge && [purge])
  for (const { kinds, overall, ...size } of search ?? []) {
    tell('searches', [size])
    console.table([...kinds, { kind: 'overall', ...overall }])
  }
}
