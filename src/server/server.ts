// The server's composition root: the only file that knows every part of it.
import { mkdirSync, readFileSync, statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openConsoleFiles } from '#main/console-files/index.ts'
import type { Door, KeySealing, Log } from '#main/host.ts'
import { createLookLog } from '#main/procedures/office/index.ts'
import { claimDataFolder } from '#main/storage/claim-data-folder.ts'
import { loadKeys } from '#main/storage/keys.ts'
import { openActs } from './acts/index.ts'
import { openAuthority } from './authority/index.ts'
import { backup, restore, type EmptyStores } from './backup/index.ts'
import { startCarDoor } from './car-door/index.ts'
import { startConsoleDoor, type PictureKey } from './console-door/index.ts'
import { createEvidence, createRecordSource } from './evidence/index.ts'
import { createFiles } from './files/index.ts'
import { createFleet } from './fleet/index.ts'
import { createIngest } from './ingest/index.ts'
import { createHolds, createRetention, createWhy, holdActedOn, startKeeping } from './keeping/index.ts'
import { createNotices, watchFleet, type MailSettings } from './notices/index.ts'
import { openObjects, type Objects } from './objects/index.ts'
import { openOffice } from './office.ts'
import { createPackageImport } from './packages/index.ts'
import { router, type ServerContext, type ServerParts } from './procedures/index.ts'
import { publishedBy } from './published.ts'
import { createReports } from './reports/index.ts'
import { createRecordsSearch } from './search/index.ts'
import type { ServerEnvironment, ServerSettings } from './settings.ts'
import { createSharing } from './sharing/index.ts'
import { openRecordsDb } from './storage/open-records.ts'
import { openVault } from './vault/index.ts'

const VERSION = '0.1.0'
const HOUR_MS = 3_600_000

export type ServerOptions = {
  /** Where this server keeps what is its own. */
  readonly folder: string
  readonly assetsFolder: string
  /** The built records console. */
  readonly consoleFolder: string
  readonly keySealing: KeySealing
  readonly settings: ServerSettings
  readonly environment: ServerEnvironment
  /** No door is opened and nothing is purged: for a backup. */
  readonly isDoorless?: boolean
  readonly log: Log
  readonly now: () => number
}

export type DepartmentServer = Awaited<ReturnType<typeof startServer>>

/**
 * Starts everything on the server's folder. Throws an Error for a person when the folder, a key, a database, a setting
 * or a port is not as it must be.
 */
export async function startServer(options: ServerOptions) {
  const { folder, assetsFolder, settings, environment, log, now } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const claimed = claimDataFolder(folder, 'installation')
  let hasCars = false
  const office = openOffice({
    folder,
    assetsFolder,
    keySealing: options.keySealing,
    initialProfile: settings.profile,
    hasCars: () => hasCars,
    now,
  })
  const { profile, keys, audit } = office
  const policyWords = (): string => office.policy.stampWords()

  const db = await openRecordsDb({ folder, databaseUrl: environment.databaseUrl, log })
  const objects = objectsOf(folder, environment)
  const vault = openVault({ file: join(folder, 'vault.db'), key: keys.database })
  const acts = await openActs({ db, audit, now })
  const files = createFiles(now)
  const authority = await openAuthority({
    folder: join(folder, 'authority'),
    key: keys.media,
    hosts: settings.names,
    now,
  })
  const mail = mailOf(settings, environment)
  const notices = createNotices({ db, acts, ...(mail === undefined ? {} : { mail }), now, log })

  const why = createWhy({ db, vault, profile, settings: settings.retention, now, log })
  const records = createRecordsSearch({ db, vault, acts, profile, files, why, now })
  const holds = createHolds({ db, acts, profile, openSearches: records, now })
  const retention = createRetention({
    db,
    objects,
    vault,
    acts,
    profile,
    settings: settings.retention,
    policyWords,
    notices,
    now,
    log,
  })
  const ingest = createIngest({
    db,
    objects,
    vault,
    sign: authority.sign,
    profile,
    deviceKeyOf: (car) => fleet.deviceKeyOf(car),
    onTaken: () => office.events.shiftChanged(),
    onTrouble: (car, words) => {
      notices.raise('car-audit', car, { carId: car, level: 'urgent', words }).catch(() => {
        log('error', 'A notice about the audit of a car could not be kept.')
      })
    },
    onHit: async (trx, hit) => {
      await holdActedOn(trx, hit, { profile, now })
    },
    now,
    log,
  })
  const source = createRecordSource({
    db,
    vault,
    profile,
    readRecord: (key) => records.readRecord(key),
    readImage: (...which) => ingest.readImage(...which),
  })
  const packages = createPackageImport({
    folder: join(folder, 'packages'),
    db,
    ingest,
    sealingKey: authority.sealingKey,
    acts,
  })
  const doors: { cars?: Awaited<ReturnType<typeof startCarDoor>> } = {}
  const fleet = createFleet({
    db,
    acts,
    objects,
    authority,
    notices,
    profile,
    key: keys.media,
    host: settings.names[0] ?? 'localhost',
    port: () => doors.cars?.port ?? settings.cars.port,
    folders: { packages: join(folder, 'packages'), lists: join(folder, 'lists') },
    importPackage: (file, by) => packages.importPackage(file, by),
    published: publishedBy(office),
    now,
  })
  const evidence = createEvidence({
    db,
    acts,
    audit,
    authority,
    objects,
    files,
    openSearches: records,
    source,
    profile,
    policyWords,
    now,
  })
  const sharing = createSharing({
    db,
    acts,
    authority,
    objects,
    vault,
    files,
    collect: (query, most) => records.collect(query, most),
    source,
    profile,
    policyWords,
    now,
  })
  const reports = createReports({
    db,
    vault,
    audit,
    figures: office.figures,
    profile,
    policyWords,
    files,
    acts,
    now,
  })

  async function status() {
    const { all: cars } = await fleet.counts()
    hasCars = cars > 0
    const { bavail, bsize } = statfsSync(folder)
    return {
      version: VERSION,
      database: db.kind,
      objects: objects.kind,
      freeBytes: bavail * bsize,
      cars,
      unseenNotices: await notices.unseen(),
    }
  }

  const parts: ServerParts = {
    ...office.parts,
    records,
    holds,
    retention,
    evidence,
    sharing,
    fleet,
    reports,
    status,
  }

  function contextOf(seat: ReturnType<typeof office.newSeat>, door: Door): ServerContext {
    const console = seat.open(door)
    return { ...parts, console, looks: createLookLog(audit.write, now), sessionId: seat.sessionId }
  }

  async function picture(
    { search, car, day, hash }: PictureKey,
    seat: ReturnType<typeof office.newSeat>,
  ): Promise<{ bytes: Uint8Array; mime: string } | undefined> {
    const shows = seat.shows()
    if (shows.level !== 'data' || shows.holder === undefined) return undefined
    const mayLook = shows.holder.rights.includes('reads.search')
    if (!mayLook || !records.mayShowPicture(search, hash, seat.sessionId())) return undefined
    acts.look(shows.holder.by, { action: 'picture.view', subject: search, detail: { hash } })
    return ingest.readImage(car, day, hash)
  }

  /** What goes is counted before, so that reports can still say how much there was. */
  const keptAndCounted = {
    ...retention,
    run: async () => {
      await reports.tally()
      return retention.run()
    },
  }
  const keeping = options.isDoorless === true ? undefined : startKeeping({ retention: keptAndCounted, log })
  const watching = options.isDoorless === true ? undefined : watchFleet({ fleet, notices, profile, now, log })
  const daily = setInterval(() => {
    Promise.all([sharing.expireShares(), evidence.sweep()]).catch(() => {
      log('error', 'Packages that are over could not be removed; it is tried again.')
    })
  }, HOUR_MS)
  daily.unref()

  const console =
    options.isDoorless === true
      ? undefined
      : await startConsoleDoor({
          host: settings.console.host,
          port: settings.console.port,
          tls: consoleTls(settings, folder, authority.server()),
          names: settings.names,
          router,
          files,
          console: openConsoleFiles(options.consoleFolder),
          newSeat: () => office.newSeat(),
          contextOf,
          picture,
          now,
        })
  if (options.isDoorless !== true) {
    doors.cars = await startCarDoor({
      authority,
      fleet,
      ingest,
      host: settings.cars.host,
      port: settings.cars.port,
      log,
    })
  }

  return {
    /** The contract, implemented. */
    router,
    /** A console without a browser: one seat, as a browser's would be. */
    newSession(): { readonly context: ServerContext; close(): void } {
      const seat = office.newSeat()
      const context = contextOf(seat, {})
      return {
        context,
        close() {
          context.console.close()
          seat.leave()
        },
      }
    },
    /** For whoever composes it into something else: a bench, a test. */
    parts: {
      files,
      ingest,
      fleet,
      records,
      holds,
      retention: keptAndCounted,
      sharing,
      notices,
      db,
      objects,
      vault,
      authority,
      audit,
    },
    consoleAddress: console?.address ?? '',
    carsPort: doors.cars?.port ?? 0,
    database: db.kind,
    objects: objects.kind,
    /** Looks at once after the cars' troubles, and sends what is to be mailed. */
    watch: async (): Promise<void> => watching?.check(),
    backup: (to: string, keysFile: string, passphrase: string): Promise<string> =>
      backup({
        to,
        keysFile,
        passphrase,
        folder,
        keySealing: options.keySealing,
        db,
        objects,
        vault,
        copyOffice: office.copyDatabase,
        now,
      }),
    async stop(): Promise<void> {
      clearInterval(daily)
      await console?.stop()
      await doors.cars?.stop()
      await watching?.stop()
      await keeping?.stop()
      await notices.stop()
      office.stop()
      await db.close()
      vault.close()
      claimed.release()
    },
  }
}

/**
 * Brings a backup back into a new folder, and says what was done. Throws an Error for a person; nothing is then changed.
 */
export function restoreServer({
  from,
  keysFile,
  passphrase,
  folder,
  keySealing,
  environment,
  log,
}: Pick<ServerOptions, 'folder' | 'keySealing' | 'environment' | 'log'> & {
  readonly from: string
  readonly keysFile: string
  readonly passphrase: string
}): Promise<string> {
  async function open(into: string): Promise<EmptyStores> {
    const keys = loadKeys(keySealing, into)
    const db = await openRecordsDb({ folder: into, databaseUrl: environment.databaseUrl, log })
    const vault = openVault({ file: join(into, 'vault.db'), key: keys.database })
    return {
      db,
      vault,
      objects: objectsOf(into, environment),
      async close() {
        await db.close()
        vault.close()
      },
    }
  }
  return restore({ from, keysFile, passphrase, folder, keySealing, open })
}

const objectsOf = (folder: string, { s3 }: ServerEnvironment): Objects =>
  openObjects(s3 === undefined ? { folder: join(folder, 'objects') } : { s3 })

function mailOf({ mail }: ServerSettings, { smtpPassword }: ServerEnvironment): MailSettings | undefined {
  if (mail === undefined) return undefined
  const { host, port, isTlsFromStart, user, from, to } = mail
  return {
    host,
    port,
    secure: isTlsFromStart,
    from,
    to,
    ...(user === undefined ? {} : { user }),
    ...(smtpPassword === undefined ? {} : { password: smtpPassword }),
  }
}

/** Beyond this machine by TLS: with the certificate that is named, or with the server's own. */
function consoleTls(
  { console }: ServerSettings,
  folder: string,
  own: { readonly certificate: string; readonly key: string },
): { readonly cert: string; readonly key: string } | undefined {
  if (console.certificate !== undefined && console.key !== undefined) {
    return {
      cert: readFileSync(resolve(folder, console.certificate), 'utf8'),
      key: readFileSync(resolve(folder, console.key), 'utf8'),
    }
  }
  const isHere = ['127.0.0.1', '::1', 'localhost'].includes(console.host)
  return isHere ? undefined : { cert: own.certificate, key: own.key }
}
