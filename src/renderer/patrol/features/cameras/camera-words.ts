import type { CameraState, CameraStatus } from '#shared/domain/camera.ts'
import { secondsUntil } from '#renderer/patrol/words/when.ts'

const COUNT = new Intl.NumberFormat('en-US')

const WORDS: Readonly<Record<CameraState, (camera: CameraStatus, now: number) => string>> = {
  opening: () => 'opening',
  live: liveWords,
  frozen: () => 'frozen: picture does not change',
  black: () => 'black: nothing to see',
  lost: ({ retryAt }, now) =>
    retryAt === undefined ? 'no signal' : `no signal, retry in ${secondsUntil(retryAt, now)} s`,
  ended: () => 'footage is over',
}

/** A camera's health in a few words, as it stands at `now`. */
export function cameraWords(camera: CameraStatus, now: number): string {
  return WORDS[camera.state](camera, now)
}

function liveWords({ framesPerSecond, replaced }: CameraStatus): string {
  const rate = `${framesPerSecond.toFixed(framesPerSecond < 10 ? 1 : 0)} frames/s`
  return replaced === 0 ? rate : `${rate}, ${COUNT.format(replaced)} replaced`
}
