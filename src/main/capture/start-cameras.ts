// All cameras of the car side by side, and the one place the recogniser takes frames from.
import type { Log } from '#main/host.ts'
import type { CameraConfig, CameraStatus } from '#shared/domain/camera.ts'
import { startCamera } from './camera.ts'
import type { RunningCamera, TakenFrame } from './camera.ts'
import type { CameraTuning } from './camera-tuning.ts'
import { openSource } from './open-source.ts'

/** A frame, or the news, told once, that a camera's footage is over (`error`: it could not be read). */
export type Taken =
  | ({ readonly camera: CameraConfig } & TakenFrame)
  | { readonly camera: CameraConfig; readonly ended: true; readonly error?: string | undefined }

export type Cameras = {
  /**
   * Waits for the next frame, in turn over the cameras that have one. Undefined when `signal` aborts and
   * after `stop`.
   */
  take(signal: AbortSignal): Promise<Taken | undefined>
  list(): CameraStatus[]
  stop(): Promise<void>
}

type CamerasOptions = {
  readonly now: () => number
  readonly log: Log
  /** A state changed, or numbers did: for these at most once a second. */
  readonly onChange: () => void
  readonly tuning?: Partial<CameraTuning> | undefined
}

const NUMBERS_MS = 1_000

/** Starts every camera; one that fails never stops another. Refuses two cameras of one id. */
export function startCameras(configs: readonly CameraConfig[], options: CamerasOptions): Cameras {
  const doubled = configs.find((config, index) => configs.findIndex(({ id }) => id === config.id) < index)
  if (doubled !== undefined) {
    throw new Error(`Two cameras are called "${doubled.id}". Give each camera a name of its own.`)
  }

  let wake = Promise.withResolvers<void>()
  function wakeUp(): void {
    wake.resolve()
    wake = Promise.withResolvers()
  }
  const { now, log, onChange, tuning } = options
  const cameras = configs.map((config) =>
    startCamera(config, openSource(config, options), {
      now,
      log,
      onFrame: wakeUp,
      onStateChange: onChange,
      tuning,
    }),
  )
  const told = new Set<RunningCamera>()
  const stopping = new AbortController()
  let turn = 0

  function takeNow(): Taken | undefined {
    for (let step = 0; step < cameras.length; step += 1) {
      const index = (turn + step) % cameras.length
      const camera = cameras[index]
      if (camera === undefined) continue
      const taken = camera.take()
      if (taken !== undefined) {
        turn = index + 1
        return { camera: camera.config, ...taken }
      }
      if (camera.isOver && !told.has(camera)) {
        told.add(camera)
        return { camera: camera.config, ended: true, error: camera.status().lastError }
      }
    }
    return undefined
  }

  async function take(signal: AbortSignal): Promise<Taken | undefined> {
    const end = AbortSignal.any([signal, stopping.signal])
    end.addEventListener('abort', wakeUp)
    try {
      while (!end.aborted) {
        // Asked for before looking, so that a frame that comes in between is not slept through.
        const woken = wake.promise
        const taken = takeNow()
        if (taken !== undefined) return taken
        await woken
      }
      return undefined
    } finally {
      end.removeEventListener('abort', wakeUp)
    }
  }

  let shown = ''
  const telling = setInterval(() => {
    // The age of the newest frame runs on by itself and is no news.
    const numbers = JSON.stringify(cameras.map((camera) => ({ ...camera.status(), newestFrameAgeMs: 0 })))
    if (numbers !== shown) onChange()
    shown = numbers
  }, NUMBERS_MS)

  return {
    take,
    list: () => cameras.map((camera) => camera.status()),
    async stop() {
      stopping.abort()
      clearInterval(telling)
      await Promise.all(cameras.map((camera) => camera.stop()))
    },
  }
}
