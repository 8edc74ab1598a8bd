// The composition root: the only file that knows every part.
import { join } from 'node:path'
import { createAudit } from '#main/audit/index.ts'
import { createCanvasses } from '#main/canvass/index.ts'
import { startCameras, startGps, type Gps } from '#main/capture/index.ts'
import { openConsoleFiles } from '#main/console-files/index.ts'
import { createEventHub } from '#main/events/index.ts'
import { createHits, createQuieting, createRaising } from '#main/hits/index.ts'
import { openHotLists, type HotLists } from '#main/hotlists/index.ts'
import { openMedia, serveMedia, startRetention, startSpaceGuard } from '#main/media/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { router, type AppRouter, type ProcedureContext } from '#main/procedures/index.ts'
import {
  createByHand,
  createReadKeeper,
  createRecogniserLoad,
  openRecogniser,
  startReadingLoop,
} from '#main/reading/index.ts'
import { chooseCameras, loadSettings, type Settings } from '#main/settings/index.ts'
import { createShifts } from '#main/shifts/index.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { GpsStatus, Location } from '#shared/domain/place.ts'
import type { Read } from '#shared/domain/read.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { LookoutArguments } from './arguments.ts'
import type { Host, Log } from './host.ts'
import { auditRepository } from './storage/audit-repository.ts'
import { canvassesRepository } from './storage/canvasses-repository.ts'
import { claimDataFolder } from './storage/claim-data-folder.ts'
import { dataFolder } from './storage/data-folder.ts'
import { enteredPlatesRepository } from './storage/entered-plates-repository.ts'
import { hitsRepository } from './storage/hits-repository.ts'
import { hotListsRepository } from './storage/hot-lists-repository.ts'
import { loadKeys } from './storage/keys.ts'
import { openDatabase } from './storage/open.ts'
import { outboxRepository } from './storage/outbox-repository.ts'
import { quietingRepository } from './storage/quieting-repository.ts'
import { readsRepository } from './storage/reads-repository.ts'
import { recordsRepository } from './storage/records-repository.ts'
import { shiftsRepository } from './storage/shifts-repository.ts'

/** One connection of a console; nobody is signed in yet. */
export type Session = {
  readonly context: ProcedureContext
  close(): void
}

export type Core = {
  /** The contract, implemented. */
  readonly router: AppRouter
  newSession(): Session
  /** The console's files and pictures; the shape of Electron's protocol.handle and of a web server's fetch. */
  serve(request: Request): Promise<Response>
  /** Where this run keeps its data. */
  readonly dataFolder: string
  readonly cameras: () => CameraStatus[]
  readonly systemStatus: () => SystemStatus
  /** Resolves when all footage is over and its reads are kept. */
  readonly footageOver: Promise<void>
  stop(): Promise<void>
}

export type CoreOptions = {
  /** Told of each read when it is on disk, and of the hits that it raised. */
  readonly onKept?: (read: Read, raised: readonly HitId[]) => void
}

/**
 * Starts everything on the host's data folder. Throws an Error for a person when the folder, the keys, the
 * database, the settings, a hot list or a camera's name is not as it must be.
 */
export async function startCore(
  host: Host,
  words: LookoutArguments,
  options: CoreOptions = {},
): Promise<Core> {
  const { log, now } = host
  const kind = words.isDemonstration ? 'demonstration' : 'installation'
  const folder = words.dataFolder ?? (words.isDemonstration ? host.demonstrationFolder : host.dataFolder)
  const claimed = claimDataFolder(folder, kind)
  const settings = loadSettings(folder)
  const profile = loadProfile(join(host.assetsFolder, 'profiles'), words.profile ?? settings.profile)
  const cameraConfigs = await chooseCameras(words, settings.cameras, host.assetsFolder)

  const paths = dataFolder(folder)
  const keys = loadKeys(host.keySealing, folder)
  const db = openDatabase({ file: paths.database, key: keys.database })
  const media = openMedia({ folder: paths.media, key: keys.media, now })
  const reads = readsRepository(db)
  const hitRows = hitsRepository(db)
  const outbox = outboxRepository(db)
  const records = recordsRepository(db)
  const events = createEventHub()
  const audit = createAudit(auditRepository(db), now)
  const shifts = createShifts({
    repository: shiftsRepository(db),
    roster: settings.officers,
    profile,
    openHits: () => hitRows.open(),
    audit,
    events,
    now,
  })
  const quietingRows = quietingRepository(db)
  const quieting = createQuieting({ repository: quietingRows, shifts, audit, now })
  const hits = createHits({ repository: hitRows, profile, shifts, quieting, events, now })
  const raising = createRaising({
    profile,
    hits: hitRows,
    quieting: quietingRows,
    shiftId: () => shifts.current()?.id,
  })
  const hotLists = openHotLists({
    dataFolder: folder,
    assetsFolder: host.assetsFolder,
    key: keys.hotLists,
    workerEntry: host.importWorkerEntry,
    repository: hotListsRepository(db),
    enteredRepository: enteredPlatesRepository(db),
    readsAfter: reads.after,
    profile,
    audit,
    events,
    log,
    now,
  })
  const demonstrationList = join(host.assetsFolder, 'demo', 'hot-list.csv')
  await importNamedLists(
    hotLists,
    [...settings.hotLists, ...words.hotLists, ...(words.isDemonstration ? [demonstrationList] : [])],
    log,
  )
  const guard = await startSpaceGuard({ folder, limits: settings.space, log })
  const retention = startRetention({
    db,
    media,
    rules: settings.retention,
    isTransferRequired: () => settings.isTransferRequired,
    now,
    log,
  })

  const load = createRecogniserLoad()
  const recogniser = openRecogniser(host.startRecogniser(), recogniserSettings(host, words, settings), () => {
    const { state, fault } = recogniser.state()
    if (state === 'not-reading') log('error', fault ?? 'not reading')
    events.statusChanged()
  })
  const gpsPort = words.gps ?? settings.gps
  const gps = gpsPort && startGps({ ...gpsPort, now, onChange: () => events.statusChanged() })
  const cameras = startCameras(cameraConfigs, { now, log, onChange: () => events.statusChanged() })

  const footageLeft = new Set<string>(
    cameraConfigs.filter((one) => one.source.type === 'footage').map((one) => one.id),
  )
  const footageOver = Promise.withResolvers<void>()
  const names = new Map<string, string>(cameraConfigs.map((one) => [one.id, one.name]))
  const locate = (at: number): Location => gps?.location(at) ?? { kind: 'none', why: 'no-receiver' }
  const canvasses = createCanvasses({
    repository: canvassesRepository(db),
    profile,
    locate,
    audit,
    events,
    now,
  })
  const canvassId = (): string | undefined => canvasses.runningId()
  const byHand = createByHand({ reads, records, hotLists, raising, events, locate, canvassId, now })
  const keeper = createReadKeeper({
    records,
    media,
    hotLists,
    raising,
    events,
    locate,
    guard,
    cameraName: (id) => names.get(id) ?? id,
    canvassId,
    now,
    onKept: options.onKept ?? (() => {}),
  })
  const loop = startReadingLoop({
    cameras,
    recogniser,
    load,
    keep: (update) => keeper.keep(update),
    onFootageEnd: (camera) => {
      footageLeft.delete(camera)
      if (footageLeft.size === 0) footageOver.resolve()
    },
    log,
  })
  const files = openConsoleFiles(host.rendererFolder)

  function systemStatus(): SystemStatus {
    return {
      version: VERSION,
      demonstration: words.isDemonstration,
      recogniser: { ...recogniser.state(), ...load.figures(performance.now()) },
      storage: {
        ...guard.status(),
        reads: reads.count(),
        hits: hitRows.count(),
        openHits: hitRows.countOpen(),
        notTransferred: outbox.countNotTransferred(),
      },
      gps: gpsStatus(gps),
      hotLists: hotLists.lists.status(),
    }
  }

  const context: ProcedureContext = {
    cameras,
    reads,
    byHand,
    hits,
    quieting,
    hotLists,
    canvasses,
    shifts,
    profile,
    events,
    systemStatus,
  }
  return {
    router,
    newSession: () => ({ context, close: () => {} }),
    serve: (request) =>
      new URL(request.url).pathname.startsWith('/media/') ? serveMedia(media, request) : files.serve(request),
    dataFolder: folder,
    cameras: () => cameras.list(),
    systemStatus,
    footageOver: footageOver.promise,
    stop: async () => {
      await cameras.stop()
      await loop.stop()
      await recogniser.stop()
      await gps?.stop()
      guard.stop()
      canvasses.stop()
      await hotLists.close()
      await retention.stop()
      db.close()
      claimed.release()
    },
  }
}

const VERSION = '0.1.0'

/** A list that was never loaded is waited for: nothing may be read before it can match. A newer file is not. */
async function importNamedLists(
  { lists, templates }: HotLists,
  files: readonly string[],
  log: Log,
): Promise<void> {
  for (const file of files) {
    const imported = lists.importNamed(file, (path) => templates.guessOne(path))
    if (!imported.hadVersion) {
      await imported.done
      continue
    }
    imported.done.catch((error: unknown) => {
      log('error', `Hot list ${file} was not read again: ${String(error)}. The loaded one stays.`)
    })
  }
}

function recogniserSettings(host: Host, words: LookoutArguments, settings: Settings) {
  return {
    modelsFolder: join(host.assetsFolder, 'models'),
    threads: words.threads ?? settings.recogniser.threads,
    provider: words.provider ?? settings.recogniser.provider,
  }
}

function gpsStatus(gps: Gps | undefined): GpsStatus {
  const off: GpsStatus = {
    state: 'off',
    location: { kind: 'none', why: 'no-receiver' },
    sentences: 0,
    refused: 0,
  }
  return gps?.status() ?? off
}
