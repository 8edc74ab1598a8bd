// A car with its real database, audit, pictures and transfer; only the clock is the test's.
import { createHash, randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { createDepartment } from '#main/department/index.ts'
import { openAudit } from '#main/audit/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { departmentRepository } from '#main/storage/department-repository.ts'
import type { NewHit } from '#main/storage/records-repository.ts'
import { createUploads, type Uploads } from '#main/uploads/index.ts'
import type { UploadsOptions } from '#main/uploads/create-uploads.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { ReadId } from '#shared/domain/ids.ts'
import { openStorage } from '../storage/open-storage.ts'
import { makeRead } from '../storage/records.ts'

export const BY = { badge: '4711', name: 'Made-up Officer' }
const SEED = new Uint8Array(32).fill(9)

export type TransferringCar = ReturnType<typeof openTransferringCar>

type Options = {
  readonly profile?: string
  readonly folder?: string
  readonly clock?: { at: number }
} & Partial<Pick<UploadsOptions, 'settings' | 'provider' | 'random' | 'networks' | 'importList'>>

export function openTransferringCar(options: Options = {}) {
  const storage = openStorage(options.folder)
  if (options.clock !== undefined) storage.clock.at = options.clock.at
  const clock = options.clock ?? storage.clock
  const now = (): number => clock.at
  const folder = dirname(storage.paths.database)
  const profile = loadProfile('assets/policies', options.profile ?? 'schaumburg')
  const log: string[] = []
  const audit = openAudit({
    repository: auditRepository(storage.db),
    deviceSeed: SEED,
    pseudonymKey: SEED,
    policy: () => 'schaumburg 1 test',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: join(folder, 'export'),
    now,
  })
  const applied: string[] = []
  const late: { uploads?: Uploads } = {}
  const note = (kind: string) => (): void => void applied.push(kind)
  const department = createDepartment({
    repository: departmentRepository(storage.db),
    folder: join(folder, 'department'),
    rosterMaxAgeDays: () => profile.rosterMaxAgeDays.value,
    apply: {
      roster: note('roster'),
      training: note('training'),
      release: note('release'),
      policy: note('policy'),
      order: (order, by) => late.uploads?.apply.order(order, by),
      hotList: (offer) => late.uploads?.apply.hotList(offer),
    },
    audit: audit.write,
    now,
  })
  const imported: { name: string; text: string }[] = []
  const uploads = createUploads({
    db: storage.db,
    folder,
    media: storage.media,
    department,
    profile,
    settings: options.settings ?? { isMetered: false },
    deviceSeed: SEED,
    audit,
    policy: () => 'schaumburg 1 test',
    systemStatus: () => status(imported.map(({ name }) => name)),
    cameras: () => [],
    importList:
      options.importList ??
      (async (name, file) => {
        const { readFile } = await import('node:fs/promises')
        imported.push({ name, text: await readFile(file, 'utf8') })
      }),
    template: (id) => ({ id }) as ImportTemplate,
    ...(options.provider === undefined ? {} : { provider: options.provider }),
    ...(options.random === undefined ? {} : { random: options.random }),
    networks: options.networks ?? (() => 'one network'),
    events: { statusChanged: () => undefined },
    log: (_level, words) => void log.push(words),
    now,
    tickMs: 5,
  })
  late.uploads = uploads

  return {
    ...storage,
    clock,
    folder,
    audit,
    department,
    uploads,
    applied,
    imported,
    log,
    profile,

    /** A read with its two pictures, of the clock's time. */
    async record(hits: readonly NewHit[] = [], contextBytes = 900): Promise<ReadId> {
      const id = ReadId.parse(randomUUID())
      const at = clock.at
      const crop = pngOf(Buffer.from(id))
      const context = jpegOf(noise(contextBytes, id))
      const cropHash = await storage.media.put(crop, { mime: 'image/png' })
      const contextHash = await storage.media.put(context, { mime: 'image/jpeg' })
      const { footage: _, ...read } = makeRead({ id, capturedAt: at, cropHash, contextHash })
      storage.records.record({
        read,
        hits,
        images: [
          { hash: cropHash, bytes: crop.length, mime: 'image/png', kind: 'crop' },
          { hash: contextHash, bytes: context.length, mime: 'image/jpeg', kind: 'context' },
        ],
        recordedAt: at,
      })
      return id
    },

    waiting: (): Record<string, number> =>
      Object.fromEntries(
        storage.db
          .prepare<[], { kind: string; count: number }>(
            `SELECT kind, count(*) AS count FROM outbox WHERE state <> 'transferred' GROUP BY kind`,
          )
          .all()
          .map(({ kind, count }) => [kind, count]),
      ),

    entries: (action: string) => audit.search({ action, limit: 200 }).rows,

    /** Ends as the program does; the folder stays where it was given. */
    async stop(): Promise<void> {
      await uploads.stop()
      storage.close()
    },
  }
}

/** Until it holds, looked at every few milliseconds; fails after long with what was last seen. */
export async function until(holds: () => unknown, tell: () => unknown = () => ''): Promise<void> {
  for (let tries = 0; tries < 6000; tries += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`It never came to be: ${JSON.stringify(tell())}`)
}

/** A PNG as far as a server looks at it: its chunks, not its pixels. */
function pngOf(content: Uint8Array): Buffer {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(data.length)
    return Buffer.concat([head, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const header = Buffer.from('00000078000000280802000000', 'hex')
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', content),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A JPEG in the same way: its frame, the beginning of its scan, its end. */
function jpegOf(content: Uint8Array): Buffer {
  const head = Buffer.from('ffd8ffc0000b080028007801011100ffda0008010100003f00', 'hex')
  return Buffer.concat([head, content, Buffer.from('ffd9', 'hex')])
}

/** Bytes that do not deflate, the same each time for the same words. */
function noise(bytes: number, words: string): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes; at += 32) {
    pieces.push(createHash('sha256').update(`${words} ${at}`).digest())
  }
  return Buffer.concat(pieces).subarray(0, bytes)
}

function status(lists: readonly string[]): SystemStatus {
  return {
    version: '0.1.0',
    demonstration: false,
    recogniser: {
      state: 'reading',
      provider: 'cpu',
      threads: 1,
      load: 0,
      framesPerSecond: 0,
      frameMs: 0,
      models: [],
    },
    storage: {
      guard: 'normal',
      freeBytes: 1e11,
      reads: 0,
      hits: 0,
      openHits: 0,
      dropped: 0,
      notTransferred: 0,
    },
    gps: { state: 'off', location: { kind: 'none', why: 'no-receiver' }, sentences: 0, refused: 0 },
    hotLists: [...new Set(lists)].map((name) => ({
      name,
      source: 'made-up',
      template: 'plain',
      entries: 1,
      refused: 0,
      version: '1',
      loadedAt: 1,
      writtenAt: 1,
      maxAgeMs: 1,
    })),
  }
}
