// The real server of a department in a folder of its own: real PGlite or PostgreSQL, real doors, people made through its
// own procedures. Only the clock runs as a test says.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import { startServer, type DepartmentServer } from '#server/server.ts'
import { loadServerSettings } from '#server/settings.ts'
import type { ServerContext } from '#server/procedures/index.ts'
import { openPeople, type People, type Person } from '../core/people.ts'

export type DepartmentSession = { readonly context: ServerContext; close(): void }

export type StagedDepartment = {
  readonly server: DepartmentServer
  readonly folder: string
  /** Milliseconds by which its clock runs ahead. */
  readonly clock: { ahead: number }
  readonly people: People<DepartmentSession>
  stop(): Promise<void>
}

type StagedDepartmentOptions = {
  readonly profile?: string
  readonly people?: readonly Person[]
  readonly databaseUrl?: string | undefined
  /** What stands in server.json beside the ports. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Of an earlier one, to start again on. */
  readonly folder?: string
  readonly clock?: { ahead: number }
  readonly isBare?: boolean
  /** The built records console, for a browser; tests of the server alone need none. */
  readonly hasConsole?: boolean
}

export async function startStagedDepartment(
  options: StagedDepartmentOptions = {},
): Promise<StagedDepartment> {
  const { profile = 'standard', clock = { ahead: 0 } } = options
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'lookout-department-'))
  const data = join(folder, 'data')
  mkdirSync(data, { recursive: true })
  writeFileSync(
    join(data, 'server.json'),
    JSON.stringify({ profile, console: { port: 0 }, cars: { port: 0 }, ...options.settings }),
  )
  const now = (): number => Date.now() + clock.ahead
  const server = await startServer({
    folder: data,
    assetsFolder: resolve('assets'),
    consoleFolder: options.hasConsole === true ? resolve('out/records') : consoleIn(folder),
    keySealing: openFileKeySealing(join(folder, 'sealing.key')),
    settings: loadServerSettings(data),
    environment: { databaseUrl: options.databaseUrl, s3: undefined, smtpPassword: undefined },
    log: () => undefined,
    now,
  })
  const people = await openPeople<DepartmentSession>({
    core: server,
    file: join(folder, 'people.json'),
    profile,
    now,
    isBare: options.isBare ?? false,
  })
  await people.ensure(options.people ?? [])
  return {
    server,
    folder,
    clock,
    people,
    async stop() {
      await server.stop()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** In the console's place. */
function consoleIn(folder: string): string {
  const stand = join(folder, 'console')
  mkdirSync(stand, { recursive: true })
  writeFileSync(join(stand, 'index.html'), '<!doctype html><title>not built</title>')
  return stand
}
