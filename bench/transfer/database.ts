// A PostgreSQL that can be killed and started again on the same data, as after a crash of its machine's process.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Killable = {
  readonly url: string
  readonly version: string
  start(): Promise<void>
  /** SIGKILL to the postmaster; its children follow. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export function openDatabaseServer(settings: Readonly<Record<string, string>> = {}): Killable {
  const newest = globSync('/usr/lib/postgresql/*/bin/initdb')
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1)
  if (newest === undefined) throw new Error('PostgreSQL is not on this machine (Debian: postgresql).')
  const bin = dirname(newest)
  const isRoot = process.getuid?.() === 0
  const folder = mkdtempSync(join(tmpdir(), 'lookout-database-'))
  if (isRoot) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
    chownSync(folder, id('-u'), id('-g'))
  }
  const data = join(folder, 'data')
  const command = (program: string, args: readonly string[]): [string, string[]] =>
    isRoot
      ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]]
      : [join(bin, program), [...args]]
  execFileSync(
    ...command('initdb', ['-D', data, '-U', 'lookout', '-A', 'trust', '-E', 'UTF8', '--locale=C']),
    {
      cwd: folder,
      stdio: 'ignore',
    },
  )
  let running: ChildProcess | undefined

  function isReady(): boolean {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-q', '-h', folder, '-U', 'lookout'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }

  async function start(): Promise<void> {
    const given = { listen_addresses: '', unix_socket_directories: folder, ...settings }
    const args = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    // Children of a killed postmaster may hold its memory for a moment.
    for (let tries = 0; tries < 100; tries += 1) {
      const started = spawn(...command('postgres', ['-D', data, ...args]), { cwd: folder, stdio: 'ignore' })
      running = started
      while (started.exitCode === null && !isReady()) await sleep(50)
      if (started.exitCode === null) return
      await sleep(200)
    }
    throw new Error('PostgreSQL does not start again.')
  }

  /** The postmaster itself, not whoever started it for another user. */
  function postmaster(): number {
    return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = running
    running = undefined
    if (ended === undefined) return
    const gone = new Promise((resolve) => ended.once('exit', resolve))
    process.kill(postmaster(), signal)
    if (ended.exitCode === null) await gone
  }

  return {
    url: `postgresql://lookout@/postgres?host=${encodeURIComponent(folder)}`,
    version: execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    start,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
