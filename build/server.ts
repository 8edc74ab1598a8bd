// `npm run server`: the department server, its backup and its restore.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import { carDoorOpenApi } from '#server/car-door/index.ts'
import { restoreServer, startServer, type ServerOptions } from '#server/server.ts'
import { loadServerSettings, readEnvironment } from '#server/settings.ts'
import { buildRenderer } from './build-renderer.ts'

const USAGE = `npm run server [-- [--folder DIR]]                 runs the department server
npm run server -- backup DIR --keys FILE [--folder DIR]      a backup into DIR, the keys of its days into FILE
npm run server -- restore DIR --keys FILE --folder NEW       brings a backup back into a new folder
npm run server -- openapi                                    what cars and providers say to the server, as OpenAPI

--keys FILE is sealed with the passphrase in LOOKOUT_BACKUP_PASSPHRASE (16 characters or more). Keep it apart from the
backup, and keep only the newest: an older one would bring purged days back.
DATABASE_URL, S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: see README.`

const root = join(import.meta.dirname, '..')

function userFolder(variable: string, fallback: string): string {
  return process.env[variable] ?? join(homedir(), fallback)
}

function optionsFor(folder: string): ServerOptions {
  return {
    folder,
    assetsFolder: join(root, 'assets'),
    consoleFolder: join(root, 'out', 'records'),
    keySealing: openFileKeySealing(
      join(userFolder('XDG_CONFIG_HOME', '.config'), 'lookout-server', 'sealing.key'),
    ),
    settings: loadServerSettings(folder),
    environment: readEnvironment(process.env),
    log: (level, words) => {
      console.log(`${level}: ${words}`)
    },
    now: () => Date.now(),
  }
}

function passphrase(): string {
  const given = process.env['LOOKOUT_BACKUP_PASSPHRASE'] ?? ''
  if (given.length < 16) {
    throw new Error('LOOKOUT_BACKUP_PASSPHRASE: set it to a passphrase of 16 characters or more.')
  }
  return given
}

async function run(folder: string): Promise<void> {
  await buildRenderer()
  const server = await startServer(optionsFor(folder))
  console.log(`Records console: ${server.consoleAddress}`)
  console.log(`Cars: port ${server.carsPort} (TLS 1.3, certificates of both sides)`)
  console.log(`Data: ${folder} (${server.database}, ${server.objects})`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
  await server.stop()
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      keys: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [command, directory, ...rest] = positionals
  if (values.help === true) {
    console.log(USAGE)
    return
  }
  const folder = values.folder ?? join(userFolder('XDG_DATA_HOME', '.local/share'), 'lookout-server')
  if (command === undefined) return run(folder)
  if (command === 'openapi') {
    console.log(JSON.stringify(carDoorOpenApi(), undefined, 2))
    return
  }
  const { keys } = values
  const isKnown = command === 'backup' || command === 'restore'
  if (!isKnown || directory === undefined || keys === undefined || rest.length > 0) throw new Error(USAGE)
  if (command === 'restore' && values.folder === undefined)
    throw new Error(`--folder NEW is missing.\n${USAGE}`)
  if (command === 'backup') {
    const server = await startServer({ ...optionsFor(folder), isDoorless: true })
    try {
      console.log(await server.backup(directory, keys, passphrase()))
    } finally {
      await server.stop()
    }
    return
  }
  console.log(
    await restoreServer({ from: directory, keysFile: keys, passphrase: passphrase(), ...optionsFor(folder) }),
  )
}

try {
  await main()
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
