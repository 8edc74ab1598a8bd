// Supervises one camera: opens it, counts, watches its health and opens it again until it is stopped.
import type { Log } from '#main/host.ts'
import type { CameraConfig, CameraState, CameraStatus } from '#shared/domain/camera.ts'
import type { Frame } from '#shared/recognition/pixels.ts'
import { createBackOff } from './back-off.ts'
import { DEFAULT_TUNING, patienceFor } from './camera-tuning.ts'
import type { CameraTuning } from './camera-tuning.ts'
import { measureRate } from './frame-rate.ts'
import type { CapturedFrame, FrameSource } from './frame-source.ts'
import { createMailbox } from './mailbox.ts'
import { pause } from './pause.ts'
import { watchPicture } from './picture-health.ts'
import type { PictureVerdict } from './picture-health.ts'

export type TakenFrame = { readonly frame: Frame; readonly isStill: boolean }

export type RunningCamera = {
  readonly config: CameraConfig
  /** The newest frame nobody took yet. */
  take(): TakenFrame | undefined
  /** Footage is over, or could not be read, and every frame was taken. */
  readonly isOver: boolean
  status(): CameraStatus
  stop(): Promise<void>
}

export type CameraOptions = {
  readonly now: () => number
  readonly log: Log
  readonly onFrame: () => void
  readonly onStateChange: () => void
  readonly tuning?: Partial<CameraTuning> | undefined
}

/** A host name that resolves slowly cannot be interrupted; shutting down does not wait for it. */
const LONGEST_STOP_MS = 3_000

const STALE: Readonly<Record<Exclude<PictureVerdict, 'live'>, string>> = {
  frozen: 'the picture no longer changes. Check the camera and its cable; it is opened afresh.',
  black: 'the picture is black. Check the lens cover; the camera is opened afresh.',
}

export function startCamera(
  config: CameraConfig,
  source: FrameSource,
  options: CameraOptions,
): RunningCamera {
  const { now, log } = options
  const tuning = { ...DEFAULT_TUNING, ...options.tuning }
  const patience = patienceFor(config.source)
  const isLossless = config.source.type === 'footage' && config.source.fast
  const stopping = new AbortController()
  const backOff = createBackOff(tuning.firstRetryMs, tuning.longestRetryMs)
  const mailbox = createMailbox<TakenFrame>()
  const rate = measureRate()
  const picture = patience === undefined ? undefined : watchPicture(patience)

  let state: CameraState = 'opening'
  let stateSinceMs = performance.now()
  let lastError: string | undefined
  let retryAt: number | undefined
  let reopenAtMs = Infinity
  let frames = 0
  let newestMs: number | undefined
  /** Not the pixels: their buffer goes to the recogniser. */
  let picturesAre: Pick<CameraStatus, 'width' | 'height' | 'layout'> = {}

  function enter(next: CameraState, error?: string): void {
    const isNews = next !== state || (error !== undefined && error !== lastError)
    if (next !== state) stateSinceMs = performance.now()
    state = next
    if (error !== undefined) lastError = error
    if (!isNews) return
    const isFine = next === 'live' || (next === 'ended' && error === undefined)
    log(isFine ? 'info' : 'warn', `camera ${config.id}: ${next}${isFine ? '' : `: ${lastError ?? ''}`}`)
    options.onStateChange()
  }

  function accept(captured: CapturedFrame): void {
    const atMs = performance.now()
    const { isStill, pixels } = captured
    frames += 1
    newestMs = atMs
    picturesAre = { width: pixels.width, height: pixels.height, layout: pixels.layout }
    rate.count(atMs)
    picture?.see(pixels, atMs)
    judge(picture?.verdict(atMs) ?? 'live', atMs)
    const { capturedAt, footage } = captured
    mailbox.put({ frame: { camera: config.id, sequence: frames, capturedAt, footage, pixels }, isStill })
    options.onFrame()
  }

  function judge(verdict: PictureVerdict, atMs: number): void {
    if (verdict === 'live') {
      reopenAtMs = Infinity
      retryAt = undefined
      enter('live')
      return
    }
    if (state !== verdict || reopenAtMs === Infinity) {
      const waitMs = Math.max(backOff.next(), tuning.staleMs)
      reopenAtMs = atMs + waitMs
      retryAt = Math.round(now() + waitMs)
    }
    enter(verdict, `${source.describe}: ${STALE[verdict]}`)
  }

  /** Gives up an attempt that delivers nothing, or nothing new. */
  function check(attempt: AbortController, startedMs: number): void {
    if (patience === undefined) return
    const atMs = performance.now()
    const hasFrames = newestMs !== undefined && newestMs >= startedMs
    const quietMs = atMs - (hasFrames && newestMs !== undefined ? newestMs : startedMs)
    if (quietMs >= patience.silentMs) {
      enter('lost', `${source.describe}: no picture comes. Check that it is on and connected.`)
      if (hasFrames || quietMs >= patience.openingMs) attempt.abort()
    } else if (atMs >= reopenAtMs) {
      attempt.abort()
    } else if (state === 'live' && atMs - stateSinceMs >= tuning.goodSpellMs) {
      backOff.reset()
      lastError = undefined
    }
  }

  /** One opening of the camera until it fails, is given up, or is over. Returns what went wrong. */
  async function attemptOnce(): Promise<string | undefined> {
    const attempt = new AbortController()
    const startedMs = performance.now()
    const signal = AbortSignal.any([stopping.signal, attempt.signal])
    const checking = setInterval(() => check(attempt, startedMs), tuning.checkMs)
    try {
      for await (const captured of source.frames(signal)) {
        if (signal.aborted) break
        accept(captured)
        if (isLossless) await mailbox.emptied(signal)
      }
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    } finally {
      clearInterval(checking)
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const error = await attemptOnce()
      if (stopping.signal.aborted) return
      if (config.source.type === 'footage') {
        enter('ended', error)
        options.onFrame()
        return
      }
      // A stale picture was watched for its wait already; its state stays until a frame says otherwise.
      const isReopening = error === undefined && performance.now() >= reopenAtMs
      reopenAtMs = Infinity
      if (isReopening) continue
      picture?.reset()
      const waitMs = backOff.next()
      retryAt = Math.round(now() + waitMs)
      enter('lost', error)
      await pause(waitMs, stopping.signal)
      retryAt = undefined
    }
  }

  const running = run()

  return {
    config,
    take: () => mailbox.take(),
    get isOver() {
      return state === 'ended' && mailbox.isEmpty
    },
    status() {
      const atMs = performance.now()
      const { id, name, kind, mount } = config
      return {
        id,
        name,
        kind,
        mount,
        sourceType: config.source.type,
        state,
        framesPerSecond: rate.perSecond(atMs),
        frames,
        replaced: mailbox.replaced,
        newestFrameAgeMs: newestMs === undefined ? undefined : Math.round(atMs - newestMs),
        ...picturesAre,
        retryAt,
        lastError,
      }
    },
    async stop() {
      stopping.abort()
      const isStopped = new AbortController()
      await Promise.race([running, pause(LONGEST_STOP_MS, isStopped.signal)])
      isStopped.abort()
    },
  }
}
