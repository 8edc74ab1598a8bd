import type { CameraState, CameraStatus } from '#shared/domain/camera.ts'
import { secondsUntil } from '#renderer/office/words/when.ts'

const COUNT = new Intl.NumberFormat('en-US')

export type CameraWords = {
  readonly health: string
  /** What is to be known besides, or undefined. */
  readonly note: string | undefined
}

const HEALTH: Readonly<Record<CameraState, (camera: CameraStatus, now: number) => string>> = {
  opening: () => 'opening',
  live: ({ framesPerSecond }) => `${framesPerSecond.toFixed(framesPerSecond < 10 ? 1 : 0)} frames/s`,
  frozen: () => 'frozen',
  black: () => 'black',
  lost: ({ retryAt }, now) =>
    retryAt === undefined ? 'no signal' : `no signal, retry in ${secondsUntil(retryAt, now)} s`,
  ended: () => 'footage is over',
}

/** A camera's health in a few words, as it stands at `now`. */
export function cameraWords(camera: CameraStatus, now: number): CameraWords {
  return { health: HEALTH[camera.state](camera, now), note: noteOn(camera) }
}

function noteOn({ state, lastError, replaced }: CameraStatus): string | undefined {
  if (state === 'frozen') return 'picture stands still'
  if (state === 'black') return 'nothing to see'
  if (state === 'lost') return lastError
  return replaced === 0 ? undefined : `${COUNT.format(replaced)} replaced`
}
