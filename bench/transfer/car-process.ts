// A car as a process that may be killed: `car-process.ts FOLDER READS LEDGER [TICKET]`. It joins its department, records
// reads with their pictures as a car does, transfers them with the real uploader, and deletes each as soon as its receipt
// lets it. The ledger gets a line for each read once it is committed. Says `recorded` when all reads are, and `drained`
// when nothing waits any more.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { openAudit, PROGRAM } from '#main/audit/index.ts'
import { createDepartment } from '#main/department/index.ts'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import { openMedia, startRetention } from '#main/media/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { dataFolder } from '#main/storage/data-folder.ts'
import { departmentRepository } from '#main/storage/department-repository.ts'
import { loadKeys } from '#main/storage/keys.ts'
import { openDatabase } from '#main/storage/open.ts'
import { recordBodies } from '#main/storage/record-bodies.ts'
import { recordsRepository } from '#main/storage/records-repository.ts'
import { createUploads } from '#main/uploads/index.ts'
import { canonicalJson } from '#shared/domain/canonical-json.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import { makeHit, makeMatch, makeRead } from '../../test/support/storage/records.ts'

const [folder = '', wanted = '0', ledger = '', ticket] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const keys = loadKeys(openFileKeySealing(join(folder, 'sealing.key')), folder)
const paths = dataFolder(folder)
const db = openDatabase({ file: paths.database, key: keys.database })
const now = (): number => Date.now()
const nothing = (): undefined => undefined
const media = openMedia({ folder: paths.media, key: keys.media, now })
const profile = loadProfile('assets/policies', 'standard')
const audit = openAudit({
  repository: auditRepository(db),
  deviceSeed: keys.device,
  pseudonymKey: keys.pseudonyms,
  policy: () => 'standard',
  gpsOffsetMs: nothing,
  session: nothing,
  exportFolder: folder,
  now,
})
const department = createDepartment({
  repository: departmentRepository(db),
  folder: join(folder, 'department'),
  rosterMaxAgeDays: () => 30,
  apply: {
    roster: nothing,
    training: nothing,
    release: nothing,
    policy: nothing,
    order: nothing,
    hotList: nothing,
  },
  audit: audit.write,
  now,
})
const status: SystemStatus = {
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
    freeBytes: 1e12,
    reads: 0,
    hits: 0,
    openHits: 0,
    dropped: 0,
    notTransferred: 0,
  },
  gps: { state: 'off', location: { kind: 'none', why: 'no-receiver' }, sentences: 0, refused: 0 },
  hotLists: [],
}
const uploads = createUploads({
  db,
  folder,
  media,
  department,
  profile,
  settings: { isMetered: false },
  deviceSeed: keys.device,
  audit,
  policy: () => 'standard',
  systemStatus: () => status,
  cameras: () => [],
  importList: () => Promise.resolve(),
  template: () => {
    throw new Error('no list comes here')
  },
  events: { statusChanged: nothing },
  log: nothing,
  now,
  tickMs: 20,
})
// Each record goes as soon as it may: the shortest clock there is, and only with a receipt.
startRetention({
  db,
  media,
  rules: { readsMs: 1, hitsMs: 1, contextImagesMs: 1 },
  isTransferRequired: () => true,
  now,
  log: nothing,
  everyMs: 100,
})

const say = (word: string): void => void process.stdout.write(`${word}\n`)
const records = recordsRepository(db)
const bodies = recordBodies(db)
if (ticket !== undefined && uploads.status().to === 'none') {
  // A cut line or a killed server may be in the way; the code counts until it is used up.
  for (;;) {
    try {
      await uploads.enrol(ticket, PROGRAM)
      break
    } catch {
      if (uploads.status().to !== 'none') break
      await sleep(100)
    }
  }
}

const done = existsSync(ledger) ? readFileSync(ledger, 'utf8').split('\n').length - 1 : 0
for (let number = done; number < Number(wanted); number += 1) {
  const picture = async (width: number, mime: 'image/png' | 'image/jpeg') => {
    const pixels = sharp({
      create: { width, height: 40, channels: 3, background: { r: number % 256, g: process.pid % 256, b: 9 } },
    })
    const bytes = await (mime === 'image/png' ? pixels.png() : pixels.jpeg()).toBuffer()
    return { hash: await media.put(bytes, { mime }), bytes: bytes.length, mime }
  }
  const crop = { ...(await picture(120, 'image/png')), kind: 'crop' as const }
  const context = { ...(await picture(320, 'image/jpeg')), kind: 'context' as const }
  const plate = `S${String(number).padStart(5, '0')}`
  const at = now()
  const read = makeRead({ plate, capturedAt: at, cropHash: crop.hash, contextHash: context.hash })
  const hits =
    number % 10 === 0 ? [makeHit({ raisedAt: at, matches: [makeMatch({ matchedPlate: plate })] })] : []
  const { read: kept } = records.record({ read, hits, images: [crop, context], recordedAt: at })
  const body = canonicalJson(bodies.get('read', kept.sequence)?.body)
  const sha256 = createHash('sha256').update(body).digest('hex')
  appendFileSync(ledger, `${kept.id} ${sha256}\n`)
  await sleep(5)
}
say('recorded')
while (uploads.status().waiting.records + uploads.status().waiting.images > 0) await sleep(50)
say('drained')
await uploads.stop()
process.exit(0)
