// A PostgreSQL of its own for the run, on the disk as it is shipped, with a new database for each measurement.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabaseServer } from '../transfer/database.ts'
import { openClient } from './client.ts'
import type { CleanUp } from './clean-up.ts'

/** All else is PostgreSQL's own default: fsync, synchronous_commit, full_page_writes and autovacuum are on. */
const SETTINGS = { shared_buffers: '1GB', max_wal_size: '8GB' }
const TOLD = ['fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum', 'work_mem', 'jit'] as const

export type Cluster = {
  readonly version: string
  /** What it runs with. */
  readonly settings: Readonly<Record<string, string>>
  /** Of the postmaster. */
  readonly pid: number
  newDatabase(name: string): Promise<string>
  dropDatabase(name: string): Promise<void>
}

export async function openCluster(cleanUp: CleanUp): Promise<Cluster> {
  const server = openDatabaseServer(SETTINGS)
  cleanUp.add(() => server.stop())
  await server.start()
  const folder = new URLSearchParams(server.url.split('?')[1]).get('host') ?? ''

  async function ask(statement: string): Promise<readonly Record<string, string>[]> {
    const client = await openClient(server.url)
    try {
      return (await client.query<Record<string, string>>(statement)).rows
    } finally {
      await client.end()
    }
  }

  const told: Record<string, string> = { ...SETTINGS }
  for (const name of TOLD) told[name] = (await ask(`SHOW ${name}`))[0]?.[name] ?? ''
  return {
    version: server.version,
    settings: told,
    pid: Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    async newDatabase(name) {
      await ask(`CREATE DATABASE ${name}`)
      return server.url.replace('/postgres?', `/${name}?`)
    },
    async dropDatabase(name) {
      await ask(`DROP DATABASE ${name} WITH (FORCE)`)
      await ask('CHECKPOINT')
    },
  }
}
