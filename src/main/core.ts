// The composition root: the only file that knows every part.
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { createAccess, demonstrationAccount, mayShow, toDoOf, type Access } from '#main/access/index.ts'
import { openAudit, PROGRAM, type AuditLog } from '#main/audit/index.ts'
import { createCanvasses } from '#main/canvass/index.ts'
import { startCameras, startGps, type Gps } from '#main/capture/index.ts'
import { openConsoleFiles } from '#main/console-files/index.ts'
import { createDepartment } from '#main/department/index.ts'
import { createEventHub } from '#main/events/index.ts'
import { auditedRecords, createHits, createQuieting, createRaising } from '#main/hits/index.ts'
import { openHotLists, type HotLists } from '#main/hotlists/index.ts'
import { openMedia, serveMedia, startRetention, startSpaceGuard } from '#main/media/index.ts'
import { openPolicy, type Policy } from '#main/policy/index.ts'
import {
  newContext,
  router,
  type AppRouter,
  type Parts,
  type ProcedureContext,
} from '#main/procedures/index.ts'
import {
  createByHand,
  createReadKeeper,
  createRecogniserLoad,
  openRecogniser,
  startReadingLoop,
} from '#main/reading/index.ts'
import { createSearch } from '#main/search/index.ts'
import { chooseCameras, loadSettings, type Settings } from '#main/settings/index.ts'
import { createShifts } from '#main/shifts/index.ts'
import { createTraining } from '#main/training/index.ts'
import { createPackages, createUploads, openHttpProvider, type Uploads } from '#main/uploads/index.ts'
import type { CameraStatus } from '#shared/domain/camera.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { GpsStatus, Location } from '#shared/domain/place.ts'
import type { Read } from '#shared/domain/read.ts'
import type { SystemStatus } from '#shared/domain/system.ts'
import type { LookoutArguments } from './arguments.ts'
import type { Door, Host, Log } from './host.ts'
import { refuse } from './refused.ts'
import { openReviewing } from './reviewing.ts'
import { accountsRepository } from './storage/accounts-repository.ts'
import { atomic } from './storage/atomic.ts'
import { auditRepository } from './storage/audit-repository.ts'
import { canvassesRepository } from './storage/canvasses-repository.ts'
import { claimDataFolder } from './storage/claim-data-folder.ts'
import { dataFolder } from './storage/data-folder.ts'
import { departmentRepository } from './storage/department-repository.ts'
import { enteredPlatesRepository } from './storage/entered-plates-repository.ts'
import { hitsRepository } from './storage/hits-repository.ts'
import { hotListsRepository } from './storage/hot-lists-repository.ts'
import { loadKeys } from './storage/keys.ts'
import { openDatabase } from './storage/open.ts'
import { outboxRepository } from './storage/outbox-repository.ts'
import { policiesRepository } from './storage/policies-repository.ts'
import { quietingRepository } from './storage/quieting-repository.ts'
import { readsRepository } from './storage/reads-repository.ts'
import { recordsRepository } from './storage/records-repository.ts'
import { shiftsRepository } from './storage/shifts-repository.ts'
import { trainingRepository } from './storage/training-repository.ts'

/** One connection of a console; nobody is signed in yet, but in the demonstration. */
export type Session = {
  readonly context: ProcedureContext
  close(): void
}

export type Core = {
  /** The contract, implemented. */
  readonly router: AppRouter
  newSession(door?: Door): Session
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
  const cameraConfigs = await chooseCameras(words, settings.cameras, host.assetsFolder)

  const paths = dataFolder(folder)
  const keys = loadKeys(host.keySealing, folder)
  const db = openDatabase({ file: paths.database, key: keys.database })
  const whole = <T extends object>(topic: T, names: readonly (keyof T & string)[]): T =>
    atomic(db, topic, names)
  const media = openMedia({ folder: paths.media, key: keys.media, now })
  const reads = readsRepository(db)
  const hitRows = hitsRepository(db)
  const outbox = outboxRepository(db)
  const auditRows = auditRepository(db)
  const shiftRows = shiftsRepository(db)
  const events = createEventHub()
  /** Parts that others ask for only once everything has started. */
  const late: { access?: Access; gps?: Gps; uploads?: Uploads } = {}

  const policy = whole(
    openPolicy({
      repository: policiesRepository(db),
      folders: { shipped: join(host.assetsFolder, 'policies'), own: join(folder, 'policies') },
      initialId: words.profile ?? settings.profile,
      audit: (...entry) => audit.write(...entry),
      isShiftRunning: () => shiftRows.running() !== undefined,
      events,
      now,
    }),
    ['setUp', 'propose', 'approve', 'withdraw'],
  )
  refuseOtherPolicy(words, policy)
  const { profile } = policy
  const audit = openAudit({
    repository: auditRows,
    deviceSeed: keys.device,
    pseudonymKey: keys.pseudonyms,
    policy: () => policy.stampWords(),
    gpsOffsetMs: () => late.gps?.clockOffsetMs(),
    session: () => late.access?.consoles.sessionId(),
    exportFolder: join(folder, 'export'),
    onState: () => events.accessChanged(),
    now,
  })
  const clockWatch = audit.watchClock()
  noteSettings(audit, settings, keys.pseudonyms)
  const shifts = whole(
    createShifts({
      repository: shiftRows,
      profile,
      officerNow: (badge) => late.access?.book.officerByBadge(badge),
      newestRead: () => reads.newestSequence(),
      openHits: () => hitRows.open(),
      betweenShifts: () => {
        policy.apply()
        late.uploads?.shiftEnded()
      },
      audit: audit.write,
      events,
      now,
    }),
    ['start', 'end', 'endIfRunning', 'handOver', 'mute'],
  )
  const training = whole(
    createTraining({
      repository: trainingRepository(db),
      assetsFolder: host.assetsFolder,
      profile,
      audit: audit.write,
      onChange: () => events.accessChanged(),
      now,
    }),
    ['record', 'change', 'begin', 'answer', 'apply'],
  )
  const trainingOf = (accountId: string) => (words.isDemonstration ? [] : training.items(accountId))
  const department = createDepartment({
    repository: departmentRepository(db),
    folder: join(folder, 'department'),
    rosterMaxAgeDays: () => profile.rosterMaxAgeDays.value,
    apply: {
      roster: (body, by) => access.roster.apply(body, by),
      release: (body, by) => access.roster.release(body, by),
      training: ({ records, changes }, by) => {
        const known = records.map(({ badge, ...record }) => {
          const accountId = access.book.byBadge(badge)?.id
          if (accountId !== undefined) return { ...record, accountId }
          throw refuse(`an account for badge ${badge}`, 'Import the newest roster first, then the training.')
        })
        training.apply({ records: known, changes }, by)
      },
      policy: ({ yaml, proposedBy, approvedBy }) => void policy.takeSigned(yaml, proposedBy, approvedBy),
      order: (body, by) => late.uploads?.apply.order(body, by),
      hotList: (body) => late.uploads?.apply.hotList(body),
    },
    audit: audit.write,
    now,
  })
  const access = createAccess({
    repository: accountsRepository(db),
    profile,
    policy,
    trainingOf,
    shifts,
    rosterFault: () => department.rosterFault(),
    audit,
    atomic: whole,
    releaseKey: keys.release,
    onChange: () => events.accessChanged(),
    now,
  })
  late.access = access
  const reviewing = openReviewing({ db, entries: auditRows, audit, profile, access, trainingOf, now })
  const quietingRows = quietingRepository(db)
  const quieting = whole(createQuieting({ repository: quietingRows, shifts, audit: audit.write, now }), [
    'suppress',
    'lift',
    'review',
  ])
  const hits = whole(
    createHits({ repository: hitRows, profile, shifts, quieting, audit: audit.write, events, now }),
    ['shown'],
  )
  const records = auditedRecords(recordsRepository(db), audit.write, (work) => db.transaction(work)())
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
    audit: audit.write,
    atomic: whole,
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
    profile,
    isTransferRequired: () => settings.isTransferRequired || late.uploads?.isRequired() === true,
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
  if (gps !== undefined) late.gps = gps
  const cameras = startCameras(cameraConfigs, { now, log, onChange: () => events.statusChanged() })

  const footageLeft = new Set<string>(
    cameraConfigs.filter((one) => one.source.type === 'footage').map((one) => one.id),
  )
  const footageOver = Promise.withResolvers<void>()
  const names = new Map<string, string>(cameraConfigs.map((one) => [one.id, one.name]))
  const locate = (at: number): Location => gps?.location(at) ?? { kind: 'none', why: 'no-receiver' }
  const canvasses = whole(
    createCanvasses({
      repository: canvassesRepository(db),
      profile,
      locate,
      audit: audit.write,
      events,
      now,
    }),
    ['start', 'end', 'decide'],
  )
  const canvassId = (): string | undefined => canvasses.runningId()
  const byHand = whole(
    createByHand({
      reads,
      records,
      hotLists,
      raising,
      audit: audit.write,
      events,
      locate,
      canvassId,
      now,
    }),
    ['capture', 'correct'],
  )
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

  const { provider } = settings.transfer
  const uploads = createUploads({
    db,
    folder,
    media,
    department,
    profile,
    settings: settings.transfer,
    deviceSeed: keys.device,
    audit,
    policy: () => policy.stampWords(),
    systemStatus,
    cameras: () => cameras.list(),
    importList: (name, file, template, by) => hotLists.lists.import(name, file, template, by),
    template: (id) => hotLists.templates.byId(id),
    provider: provider && openHttpProvider(provider),
    events,
    log,
    now,
  })
  late.uploads = uploads
  const packages = createPackages({
    ...uploads.package,
    images: media,
    media: settings.transfer.media,
    audit: audit.write,
    now,
  })

  const parts: Parts = {
    access,
    cameras,
    reads: {
      page: (window) => reads.page(window, shifts.newestReadBefore()),
      get(id) {
        const read = reads.get(id)
        return read !== undefined && read.sequence > shifts.newestReadBefore() ? read : undefined
      },
    },
    search: createSearch({
      readsBefore: reads.before,
      audit: audit.write,
      isOnShift: () => shifts.current() !== undefined,
    }),
    byHand,
    hits,
    quieting,
    hotLists,
    canvasses,
    shifts,
    training,
    policy,
    audit,
    reviews: reviewing.reviews,
    radar: reviewing.radar,
    department,
    uploads: { ...uploads, ...packages },
    bareAlerts: () => hits.bareAlerts(),
    toDo: () =>
      toDoOf({
        profile,
        accounts: access.book.list(),
        trainingOf,
        isPolicyApproved: policy.inForce().isApprovedByTwo,
        questions: policy.toConfirm().length,
        ofCar: {
          hotLists: hotLists.lists.status().length,
          isEnrolled: department.state().isEnrolled,
        },
      }),
    events,
    systemStatus,
  }
  const demonstration = words.isDemonstration ? demonstrationAccount(access.book, access.manage) : undefined

  function newSession(door: Door = {}): Session {
    const { consoles } = access
    const console = demonstration === undefined ? consoles.open(door) : consoles.openFor(demonstration, door)
    return { context: newContext(parts, console, now), close: () => console.close() }
  }

  async function servePicture(request: Request, path: string): Promise<Response> {
    const hash = path.slice('/media/'.length)
    if (mayShow(access.consoles.shows(), hash, () => hits.bareAlerts())) return serveMedia(media, request)
    return new Response('Sign in to see pictures.', { status: 403, headers: { 'cache-control': 'no-store' } })
  }

  return {
    router,
    newSession,
    serve(request) {
      const path = new URL(request.url).pathname
      return path.startsWith('/media/') ? servePicture(request, path) : files.serve(request)
    },
    dataFolder: folder,
    cameras: () => cameras.list(),
    systemStatus,
    footageOver: footageOver.promise,
    stop: async () => {
      await cameras.stop()
      await loop.stop()
      await uploads.stop()
      await recogniser.stop()
      await gps?.stop()
      guard.stop()
      access.stop()
      clockWatch.stop()
      canvasses.stop()
      await hotLists.close()
      await retention.stop()
      audit.stop()
      db.close()
      claimed.release()
    },
  }
}

const VERSION = '0.1.0'

/** Whether the settings are the same as at another start; a keyed hash, since cameras' passwords stand in them. */
function noteSettings(audit: AuditLog, settings: Settings, key: Uint8Array): void {
  const hash = createHmac('sha256', key).update(JSON.stringify(settings)).digest('hex')
  try {
    audit.write(PROGRAM, 'settings.load', 'settings.json', { hash })
  } catch {
    // The audit says by itself that it cannot be written; reading and alerts go on.
  }
}

/** The command line does not overrule a policy that two people have put in force. */
function refuseOtherPolicy({ profile, isDemonstration }: LookoutArguments, policy: Policy): void {
  const { id } = policy.stamp()
  if (profile === undefined || isDemonstration || !policy.isSetUp() || profile === id) return
  throw new Error(
    `--profile ${profile}: the policy in force here is "${id}". Sign in and propose another: two people put it in force.`,
  )
}

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
