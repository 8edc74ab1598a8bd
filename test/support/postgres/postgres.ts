// PostgreSQL for tests: a cluster of its own in a new folder, on a socket in that folder and nowhere else.
import { execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Postgres = {
  /** Of a new, empty database each time. */
  readonly newDatabase: () => Promise<string>
  /** Of the cluster's own database. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Debian keeps the programs of each version in a folder of their own, which is on nobody's PATH. */
function programs(): string {
  const found = globSync('/usr/lib/postgresql/*/bin/initdb').toSorted((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )
  const newest = found.at(-1)
  if (newest === undefined) throw new Error('PostgreSQL is not on this machine (Debian: postgresql).')
  return dirname(newest)
}

/** It refuses to run as root. */
const asPostgres = (command: string, args: readonly string[]): [string, string[]] =>
  process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]]

export async function startPostgres(): Promise<Postgres> {
  const bin = programs()
  const folder = mkdtempSync(join(tmpdir(), 'lookout-pg-'))
  if (process.getuid?.() === 0) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
    chownSync(folder, id('-u'), id('-g'))
  }
  const data = join(folder, 'data')
  await run(
    ...asPostgres(join(bin, 'initdb'), [
      '-D',
      data,
      '-U',
      'lookout',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-sync',
      '--locale=C',
    ]),
    { cwd: folder },
  )
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    // The clusters of tests are thrown away; what outlives a pulled plug is PostgreSQL's own matter.
    fsync: 'off',
    shared_buffers: '64MB',
    max_connections: '60',
    autovacuum: 'off',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, rest] = asPostgres(join(bin, 'postgres'), ['-D', data, ...args])
  const server = spawn(command, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000)
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const urlOf = (database: string) => `postgresql://lookout@/${database}?host=${encodeURIComponent(folder)}`
  const psql = async (database: string, statement: string) =>
    run(join(bin, 'psql'), ['-X', '-q', '-h', folder, '-U', 'lookout', '-d', database, '-c', statement])

  async function stop(): Promise<void> {
    if (server.exitCode === null && existsSync(join(data, 'postmaster.pid'))) {
      await run(...asPostgres(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop']), { cwd: folder })
    }
    await ended
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    for (let tries = 0; ; tries += 1) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`)
      try {
        await psql('postgres', 'SELECT 1')
        break
      } catch (cause) {
        if (tries === 300) throw new Error(`PostgreSQL does not answer: ${said}`, { cause })
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  } catch (cause) {
    await stop()
    throw cause
  }
  let databases = 0
  return {
    url: urlOf('postgres'),
    async newDatabase() {
      databases += 1
      await psql('postgres', `CREATE DATABASE records_${databases}`)
      return urlOf(`records_${databases}`)
    },
    stop,
  }
}
