// The real core of a car with everything real but its recogniser, which says what a test tells it over the real
// port: reads of plates as no drawn picture would give them to order (a 3 taken for a 7, the wrong state).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { call } from '@orpc/server'
import sharp from 'sharp'
import { parseArguments } from '#main/arguments.ts'
import { startCore, type Core } from '#main/core.ts'
import type { Host } from '#main/host.ts'
import { dataFolder } from '#main/storage/data-folder.ts'
import { loadKeys } from '#main/storage/keys.ts'
import { openDatabase } from '#main/storage/open.ts'
import { openFileKeySealing } from '#main/hosts/browser/file-key-sealing.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { CameraId, type HitId } from '#shared/domain/ids.ts'
import type { Purpose } from '#shared/domain/profile.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import type { FromRecogniser, PassUpdate, RgbImage, ToRecogniser } from '#shared/recognition/messages.ts'
import type { StateCode } from '#shared/domain/states.ts'
import { drawContext, drawCrop } from '../console/made-up-pictures.ts'
import { openPeople, type People, type Person } from './people.ts'

/** What a camera made out of one vehicle. `plate` is what the machine read; the rest as a read has it. */
export type StagedRead = {
  readonly plate: string
  readonly probability?: number
  readonly others?: readonly { readonly plate: string; readonly probability: number }[]
  readonly state?: StateCode
  readonly stateProbability?: number
  readonly isOther?: boolean
}

export type StagedCar = {
  readonly core: Core
  readonly folder: string
  /** Milliseconds by which the car's clock runs ahead. */
  readonly clock: { ahead: number }
  readonly people: People
  /** From now on no entry of the audit can be written, or again: a fault of the real table. */
  breakAudit(isBroken: boolean): void
  /** A vehicle passes; resolves with its read when it is on disk. */
  pass(staged: StagedRead): Promise<Read>
  stop(): Promise<void>
}

type StagedCarOptions = {
  readonly profile?: string
  /** Operators with all training, unless they say otherwise; made when the car starts. */
  readonly officers?: readonly Person[]
  /** The hot lists' lines without their header, by the list's name. */
  readonly lists?: Readonly<Record<string, readonly string[]>>
  /** As it is installed: nobody has set it up. */
  readonly isBare?: boolean
  /** A folder of an earlier staged car, to start again on. */
  readonly folder?: string
}

const HEADER = 'plate,state,category,description'
const CAMERA = CameraId.parse('front')

export async function startStagedCar(options: StagedCarOptions = {}): Promise<StagedCar> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'lookout-staged-'))
  const data = join(folder, 'data')
  mkdirSync(data, { recursive: true })
  const road = join(folder, 'road.jpg')
  await sharp({ create: { width: 64, height: 36, channels: 3, background: '#888888' } })
    .jpeg()
    .toFile(road)
  const files = Object.entries(options.lists ?? {}).map(([name, lines]) => {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, `${[HEADER, ...lines].join('\n')}\n`)
    return file
  })
  writeFileSync(
    join(data, 'settings.json'),
    JSON.stringify({
      profile: options.profile ?? 'standard',
      cameras: [
        {
          id: CAMERA,
          name: 'FRONT',
          kind: 'mobile',
          mount: 'front',
          source: { type: 'footage', path: road, fast: false, loop: true, pictureSeconds: 0.05 },
        },
      ],
    }),
  )

  const clock = { ahead: 0 }
  const recogniser = openStagedRecogniser()
  const waiting = new Map<number, (read: Read) => void>()
  const host: Host = {
    dataFolder: data,
    demonstrationFolder: join(folder, 'demonstration'),
    assetsFolder: resolve('assets'),
    rendererFolder: resolve('out/renderer'),
    keySealing: openFileKeySealing(join(folder, 'sealing.key')),
    startRecogniser: () => recogniser.port,
    importWorkerEntry: new URL('../../../src/main/hotlists/listed/import-worker.ts', import.meta.url),
    log: (level, message) => {
      if (level === 'error') throw new Error(message)
    },
    now: () => Date.now() + clock.ahead,
  }
  const core = await startCore(host, parseArguments(files.flatMap((file) => ['--hot-list', file])), {
    onKept: (read) => {
      const [pass] = waiting.keys()
      if (pass === undefined) return
      waiting.get(pass)?.(read)
      waiting.delete(pass)
    },
  })
  const people = await openPeople({
    core,
    file: join(folder, 'people.json'),
    profile: options.profile ?? 'standard',
    now: host.now,
    isBare: options.isBare ?? false,
  })
  await people.ensure(options.officers ?? [])
  let passes = 0

  return {
    core,
    folder,
    clock,
    people,
    breakAudit(isBroken) {
      const paths = dataFolder(data)
      const db = openDatabase({ file: paths.database, key: loadKeys(host.keySealing, data).database })
      db.exec('DROP TRIGGER IF EXISTS audit_fault')
      if (isBroken) {
        db.exec(`CREATE TRIGGER audit_fault BEFORE INSERT ON audit_entries BEGIN
          SELECT RAISE(ABORT, 'no space for the audit');
        END`)
      }
      db.close()
    },
    async pass(staged) {
      passes += 1
      const update = await toUpdate(passes, staged, Date.now() + clock.ahead)
      const read = new Promise<Read>((resolve) => waiting.set(passes, resolve))
      recogniser.say(update)
      return read
    },
    async stop() {
      await core.stop()
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The car as one console has it: its procedures, called directly. */
export function openDesk({ core, people }: Pick<StagedCar, 'core' | 'people'>) {
  const { router } = core
  const session = core.newSession()
  const { context } = session
  return {
    router,
    context,
    session,
    /** Signs somebody in here; an operator with all training is made of whoever is not known. */
    async signIn(badge = '4711'): Promise<void> {
      await people.ensure([{ badge, name: 'Patrol one' }])
      await people.signIn(badge, session)
    },
    async startShift(badge = '4711', purpose: Purpose = 'patrol') {
      await people.ensure([{ badge, name: 'Patrol one' }])
      await people.signIn(badge, session)
      const start = { purpose, caseNumber: '', isAcknowledged: true } as const
      return call(router.shift.start, start, { context })
    },
    open: () => call(router.hits.open, undefined, { context }),
    /** The one hit that is open. */
    async onlyHit(): Promise<Hit> {
      const open = await call(router.hits.open, undefined, { context })
      const [hit] = open
      if (hit === undefined || open.length > 1) throw new Error(`${open.length} hits are open`)
      return hit
    },
    /** Raised hits, newest first, closed ones among them. */
    recent: () => context.hits.recent(Number.MAX_SAFE_INTEGER, 20),
    step: (id: HitId, step: StepInput) => call(router.hits.step, { id, step }, { context }),
  }
}

/** The far end of the port: ready at once, and with every frame what the test has staged since the last. */
function openStagedRecogniser() {
  const { port1, port2 } = new MessageChannel()
  const staged: PassUpdate[] = []
  const answer = (message: FromRecogniser): void => port2.postMessage(message)
  port2.on('message', (message: ToRecogniser) => {
    if (message.type === 'open') answer({ type: 'ready', models: [], provider: 'cpu', threads: 1 })
    if (message.type === 'endCamera') answer({ type: 'cameraEnded', camera: message.camera, passes: [] })
    if (message.type === 'close') answer({ type: 'closed' })
    if (message.type !== 'frame') return
    const { camera, sequence } = message.frame
    const none = { resampleMs: 0, detectMs: 0, straightenMs: 0, readMs: 0, stateMs: 0, totalMs: 1 }
    answer({ type: 'frameDone', camera, sequence, timings: none, detections: [], passes: staged.splice(0) })
  })
  const ended = Promise.withResolvers<string>()
  return {
    say: (update: PassUpdate) => staged.push(update),
    port: {
      port: port1,
      ended: ended.promise,
      stop: () => {
        port1.close()
        ended.resolve('stopped')
        return Promise.resolve()
      },
    },
  }
}

async function toUpdate(pass: number, staged: StagedRead, at: number): Promise<PassUpdate> {
  const { plate, probability = 0.97, others = [], state, stateProbability = 0.95, isOther } = staged
  const reading = {
    ...(state === undefined ? {} : { code: state }),
    ...(isOther === true ? { isOther } : {}),
    probability: state === undefined && isOther !== true ? 0.3 : stateProbability,
    candidates: state === undefined ? [] : [{ code: state, probability: stateProbability }],
  }
  const words = stateAnswered(reading) ?? ''
  const [crop, context] = await Promise.all([drawCrop(plate, words), drawContext(plate, words)])
  const corner = (x: number, y: number) => ({ x, y })
  return {
    pass,
    phase: 'final',
    camera: CAMERA,
    plate,
    plateProbability: probability,
    positions: Array.from(plate, (character, place) => {
      const otherAt = others.find((one) => one.plate.charAt(place) !== character)
      const alternative = otherAt && {
        character: otherAt.plate.charAt(place),
        probability: otherAt.probability,
      }
      return {
        character,
        probability: alternative === undefined ? 0.995 : 1 - alternative.probability,
        alternatives: alternative === undefined ? [] : [alternative],
      }
    }),
    candidates: [{ plate, probability }, ...others],
    stackedPairs: [],
    state: reading,
    corners: [corner(548, 436), corner(716, 440), corner(715, 518), corner(547, 513)],
    frameWidth: 1280,
    frameHeight: 720,
    capturedAt: at,
    firstSeenAt: at,
    lastSeenAt: at,
    frames: 5,
    crop: await toRgb(crop),
    context: await toRgb(context),
    ms: 1,
  }
}

async function toRgb(jpeg: Buffer): Promise<RgbImage> {
  const { data, info } = await sharp(jpeg).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data: new Uint8Array(data).buffer }
}
