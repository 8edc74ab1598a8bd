// The department server as a process that may be killed: `server-process.ts FOLDER PORT`, with DATABASE_URL. Says `ready`;
// for each line `invite NAME` on its input it says `ticket TICKET`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Holder } from '#main/access/index.ts'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import { startServer } from '#server/server.ts'
import { loadServerSettings } from '#server/settings.ts'

const [folder = '', port = '0'] = process.argv.slice(2)
const data = join(folder, 'data')
mkdirSync(data, { recursive: true })
const console_ = join(folder, 'console')
mkdirSync(console_, { recursive: true })
writeFileSync(join(console_, 'index.html'), '<!doctype html><title>none</title>')
writeFileSync(
  join(data, 'server.json'),
  JSON.stringify({ console: { port: 0 }, cars: { port: Number(port) } }),
)

const server = await startServer({
  folder: data,
  assetsFolder: resolve('assets'),
  consoleFolder: console_,
  keySealing: openFileKeySealing(join(folder, 'sealing.key')),
  settings: loadServerSettings(data),
  environment: { databaseUrl: process.env['DATABASE_URL'], s3: undefined, smtpPassword: undefined },
  log: () => undefined,
  now: () => Date.now(),
})

/** Whoever may enrol cars; signing in is not what is measured here. */
const administrator: Holder = {
  accountId: '00000000-0000-4000-8000-000000000001',
  sessionId: '00000000-0000-4000-8000-000000000002',
  officer: { badge: 'A-1', name: 'Administration', position: 'civilian', roles: [], authorisations: [] },
  by: { badge: 'A-1', name: 'Administration' },
  rights: ['cars.manage'],
  training: [],
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
createInterface({ input: process.stdin }).on('line', (line) => {
  const [word, name = ''] = line.split(' ')
  if (word !== 'invite') return
  server.parts.fleet.invite({ name }, administrator).then(
    ({ ticket }) => {
      say(`ticket ${ticket}`)
    },
    (error: unknown) => {
      say(`failed ${String(error)}`)
    },
  )
})
say(`ready ${server.carsPort}`)
