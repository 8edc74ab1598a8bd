// A department that cars transfer to: the real door over TLS, the real ingest over PGlite, the real fleet.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAudit } from '#main/audit/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase } from '#main/storage/open.ts'
import { openActs } from '#server/acts/index.ts'
import { openAuthority } from '#server/authority/index.ts'
import { startCarDoor } from '#server/car-door/index.ts'
import { createFleet } from '#server/fleet/index.ts'
import { createIngest } from '#server/ingest/index.ts'
import { createNotices } from '#server/notices/index.ts'
import { openObjects } from '#server/objects/index.ts'
import { openRecordsDb } from '#server/storage/open-records.ts'
import { openBody, openVault, type BodyKind } from '#server/vault/index.ts'
import { CarId } from '#shared/transfer/wire.ts'
import { holder } from '../cars/department-with-door.ts'
import { newPGlite } from '../postgres/both-databases.ts'

const KEY = new Uint8Array(32).fill(5)

export type ReceivingDepartment = Awaited<ReturnType<typeof openReceivingDepartment>>

/** `clock`: the one that the car of the test goes by as well. Certificates are made by the real one. */
export async function openReceivingDepartment(clock: { at: number }, profileId = 'schaumburg') {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-receiving-'))
  const now = (): number => clock.at
  const log: string[] = []
  const noting = (_level: string, words: string): void => void log.push(words)
  await newPGlite(folder)
  const db = await openRecordsDb({ folder })
  const office = openDatabase({ file: join(folder, 'office.db'), key: KEY })
  const audit = openAudit({
    repository: auditRepository(office),
    deviceSeed: KEY,
    pseudonymKey: KEY,
    policy: () => 'standard 1 test',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: folder,
    now,
  })
  const acts = await openActs({ db, audit, now })
  const authority = await openAuthority({
    folder: join(folder, 'authority'),
    key: KEY,
    hosts: ['localhost', '127.0.0.1'],
    now: Date.now,
  })
  const objects = openObjects({ folder: join(folder, 'objects') })
  const vault = openVault({ file: join(folder, 'vault.db'), key: KEY })
  const profile = loadProfile('assets/policies', profileId)
  const notices = createNotices({ db, acts, now, log: noting })
  const lists = join(folder, 'lists')
  let port = 0
  const fleet = createFleet({
    db,
    acts,
    objects,
    authority,
    notices,
    profile,
    key: KEY,
    host: 'localhost',
    port: () => port,
    folders: { packages: join(folder, 'packages'), lists },
    importPackage: () => Promise.reject(new Error('no package is imported here')),
    published: {
      roster: () => ({ accounts: [] }),
      training: () => ({ records: [], changes: [] }),
      policy: () => ({
        yaml: 'id: made-up',
        proposedBy: { badge: '1', name: 'One' },
        approvedBy: { badge: '2', name: 'Two' },
      }),
    },
    now,
  })
  const ingest = createIngest({
    db,
    objects,
    vault,
    sign: (text) => authority.sign(text),
    profile,
    deviceKeyOf: (car) => fleet.deviceKeyOf(car),
    now,
    log: noting,
  })
  const door = await startCarDoor({ authority, fleet, ingest, host: '127.0.0.1', port: 0, log: noting })
  const tunnel = await openTunnel(door.port)
  port = tunnel.port

  async function bodies(table: 'reads' | 'hits', kind: BodyKind): Promise<Map<string, string>> {
    const rows = await db.kysely.selectFrom(table).selectAll().execute()
    return new Map(rows.map((row) => [row.id, openBody(vault, kind, row)]))
  }

  return {
    folder,
    profile,
    db,
    fleet,
    authority,
    log,
    tunnel,
    invite: async (name: string): Promise<string> => (await fleet.invite({ name }, holder())).ticket,
    order: (car: string) => fleet.order({ car: CarId.parse(car) }, holder()),
    async publishList(file: string, text: string, template: string) {
      writeFileSync(join(lists, file), text)
      return fleet.publishList({ file, template }, holder())
    },
    /** The cars' own texts, by id. */
    reads: () => bodies('reads', 'read'),
    hits: () => bodies('hits', 'hit'),
    images: async (): Promise<string[]> =>
      (await db.kysely.selectFrom('images').select('hash').execute()).map(({ hash }) => hash).toSorted(),
    carAudit: async (car: string): Promise<number[]> => {
      const rows = db.kysely.selectFrom('car_audit').select('counter').where('car_id', '=', car)
      return (await rows.orderBy('counter').execute()).map(({ counter }) => counter)
    },
    async close(): Promise<void> {
      await tunnel.close()
      await door.stop()
      await notices.stop()
      await db.close()
      office.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The road between car and department: it can be blocked, and all that is on it cut off. */
async function openTunnel(target: number) {
  const ends = new Set<Socket>()
  let isOpen = true
  /** Bytes from the car after which everything is cut. */
  let cutAfter = Number.POSITIVE_INFINITY
  const server = createServer((near) => {
    if (!isOpen) {
      near.destroy()
      return
    }
    const far = connect(target, '127.0.0.1')
    for (const end of [near, far]) {
      ends.add(end)
      end.on('close', () => {
        ends.delete(end)
        near.destroy()
        far.destroy()
      })
      end.on('error', () => undefined)
    }
    near.on('data', (bytes: Buffer) => {
      cutAfter -= bytes.length
      if (cutAfter <= 0) {
        cutAfter = Number.POSITIVE_INFINITY
        cut()
      } else if (!far.destroyed) far.write(bytes)
    })
    far.pipe(near)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the tunnel has no port')

  function cut(): void {
    for (const end of ends) end.destroy()
  }

  return {
    port: address.port,
    block(): void {
      isOpen = false
      cut()
    },
    open(): void {
      isOpen = true
    },
    cutAfterBytes(bytes: number): void {
      cutAfter = bytes
    },
    async close(): Promise<void> {
      cut()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}
