// One car, one server, one database and the line between them, as processes; in each run one or two of them are killed or
// cut at a random moment. Afterwards every read that the car committed must be on the server exactly once, byte for byte,
// or still in the car.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import { dataFolder } from '#main/storage/data-folder.ts'
import { loadKeys } from '#main/storage/keys.ts'
import { openDatabase } from '#main/storage/open.ts'
import { openRecordsDb } from '#server/storage/open-records.ts'
import { openBody, openVault } from '#server/vault/index.ts'
import { startCutProxy } from '../../test/support/network/cut-proxy.ts'
import { openDatabaseServer } from './database.ts'

const VICTIMS = ['car', 'server', 'database', 'network'] as const
type Victim = (typeof VICTIMS)[number]

export type SoakResult = {
  readonly runs: number
  readonly reads: number
  /** Neither on the server nor in the car. */
  readonly lost: number
  /** On the server more than once. */
  readonly doubled: number
  /** On the server with other bytes than the car had. */
  readonly changed: number
  /** Still in the car when its run was over; not lost. */
  readonly waiting: number
  readonly kills: Readonly<Record<Victim, number>>
  readonly seconds: number
}

type Options = {
  readonly runs: number
  readonly reads: number
  readonly seed: number
  readonly say: (line: string) => void
}

/** A process with one line of output at a time. */
function start(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child: ChildProcess = spawn(process.execPath, [join('bench/transfer', script), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  const lines: string[] = []
  let wake = (): void => undefined
  let complaints = ''
  child.stderr?.on('data', (text: Buffer) => {
    complaints = (complaints + String(text)).slice(-2000)
  })
  if (child.stdout === null) throw new Error('no output')
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    wake()
  })
  child.once('exit', () => {
    wake()
  })
  return {
    child,
    /** The rest of the first line that begins with the word; undefined once it has ended without, or after the time. */
    async heard(word: string, withinMs = 120_000): Promise<string | undefined> {
      const until = Date.now() + withinMs
      for (;;) {
        const found = lines.findIndex((line) => line.split(' ')[0] === word)
        if (found >= 0) return lines.splice(found, 1)[0]?.slice(word.length + 1)
        if (child.exitCode !== null || child.signalCode !== null || Date.now() > until) return undefined
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, 200)
        })
      }
    },
    complaints: () => complaints,
    async kill(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
type Running = ReturnType<typeof start>

export async function runSoak({ runs, reads, seed, say }: Options): Promise<SoakResult> {
  const startedAt = performance.now()
  const random = randomFrom(seed)
  const root = mkdtempSync(join(tmpdir(), 'lookout-soak-'))
  const database = openDatabaseServer({ max_connections: '60', shared_buffers: '64MB' })
  await database.start()
  const serverFolder = join(root, 'server')
  let port = 0
  const proxy = await startCutProxy(() => port)
  let server = await startServer()
  const sums = { reads: 0, lost: 0, doubled: 0, changed: 0, waiting: 0 }
  const kills: Record<Victim, number> = { car: 0, server: 0, database: 0, network: 0 }

  async function startServer(): Promise<Running> {
    const started = start('server-process.ts', [serverFolder, String(port)], { DATABASE_URL: database.url })
    const ready = await started.heard('ready')
    if (ready === undefined) throw new Error(`The server does not start: ${started.complaints()}`)
    port = Number(ready)
    return started
  }

  async function ticketFor(name: string): Promise<string> {
    server.child.stdin?.write(`invite ${name}\n`)
    const ticket = await server.heard('ticket')
    if (ticket === undefined) throw new Error(`No ticket: ${server.complaints()}`)
    const [word, host, , ...rest] = ticket.split(':')
    return [word, host, proxy.port, ...rest].join(':')
  }

  async function oneRun(number: number): Promise<void> {
    const folder = join(root, `car-${number}`)
    const ledger = join(root, `ledger-${number}`)
    const args = [folder, String(reads), ledger, await ticketFor(`car-${number}`)]
    let car = start('car-process.ts', args)
    const faults = random() < 0.3 ? 2 : 1
    for (let fault = 0; fault < faults; fault += 1) {
      const victim = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? 'car'
      kills[victim] += 1
      await sleep(600 + random() * 1500)
      const pause = random() * 500
      if (victim === 'car') {
        await car.kill()
        await sleep(pause)
        car = start('car-process.ts', args)
      } else if (victim === 'server') {
        await server.kill()
        await sleep(pause)
        server = await startServer()
      } else if (victim === 'database') {
        await database.kill()
        await sleep(pause)
        await database.start()
      } else {
        proxy.cut()
        await sleep(200 + pause)
        proxy.mend()
      }
    }
    await car.heard('drained', 45_000)
    await car.kill()
    const found = await judge(folder, ledger)
    for (const key of ['reads', 'lost', 'doubled', 'changed', 'waiting'] as const) sums[key] += found[key]
    if (found.lost + found.doubled + found.changed === 0) rmSync(folder, { recursive: true, force: true })
    else
      say(`run ${number}: lost ${found.lost}, doubled ${found.doubled}, changed ${found.changed}: ${folder}`)
  }

  /** What became of each read of the ledger. */
  async function judge(folder: string, ledger: string) {
    const committed = new Map(
      (existsSync(ledger) ? readFileSync(ledger, 'utf8') : '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split(' ') as [id: string, sha256: string]),
    )
    const waiting = waitingIn(folder)
    const ids = [...committed.keys()]
    const rows =
      ids.length === 0
        ? []
        : await records.kysely.selectFrom('reads').selectAll().where('id', 'in', ids).execute()
    const count = new Map<string, number>()
    let changed = 0
    for (const row of rows) {
      count.set(row.id, (count.get(row.id) ?? 0) + 1)
      const body = openBody(vault(), 'read', row)
      if (createHash('sha256').update(body).digest('hex') !== committed.get(row.id)) changed += 1
    }
    return {
      reads: ids.length,
      lost: ids.filter((id) => !count.has(id) && !waiting.has(id)).length,
      doubled: [...count.values()].filter((times) => times > 1).length,
      changed,
      waiting: ids.filter((id) => !count.has(id) && waiting.has(id)).length,
    }
  }

  const records = await openRecordsDb({ folder: root, databaseUrl: database.url })
  let opened: ReturnType<typeof openVault> | undefined
  /** Read beside the server: SQLite lets several look. */
  function vault(): ReturnType<typeof openVault> {
    const keys = loadKeys(openFileKeySealing(join(serverFolder, 'sealing.key')), join(serverFolder, 'data'))
    opened ??= openVault({ file: join(serverFolder, 'data', 'vault.db'), key: keys.database })
    return opened
  }

  try {
    for (let number = 1; number <= runs; number += 1) {
      await oneRun(number)
      if (number % 10 === 0 || number === runs) {
        say(
          `${number} of ${runs}: ${sums.reads} reads, ${sums.lost} lost, ${sums.doubled} doubled, ${sums.changed} changed`,
        )
      }
    }
  } finally {
    opened?.close()
    await server.kill()
    await proxy.stop()
    await records.close().catch(() => undefined)
    await database.stop()
    if (sums.lost + sums.doubled + sums.changed === 0) rmSync(root, { recursive: true, force: true })
  }
  return { runs, ...sums, kills, seconds: Math.round((performance.now() - startedAt) / 1000) }
}

/** Ids of reads that the car still has. */
function waitingIn(folder: string): ReadonlySet<string> {
  const keys = loadKeys(openFileKeySealing(join(folder, 'sealing.key')), folder)
  const db = openDatabase({ file: dataFolder(folder).database, key: keys.database })
  try {
    return new Set(db.prepare<[], string>('SELECT id FROM reads').pluck().all())
  } finally {
    db.close()
  }
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
