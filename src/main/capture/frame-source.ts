// What every camera driver gives: a description and a stream of frames. Supervision (health, retries,
// newest wins) is camera.ts and is the same for all of them.
import type { Pixels } from '#shared/recognition/pixels.ts'

/** One picture as it came from the camera. Its buffer belongs to whoever received it. */
export type CapturedFrame = {
  /** Epoch ms. For footage: when it would have been taken had it begun at the start of the run. */
  readonly capturedAt: number
  /** The file and its own clock, for footage only. */
  readonly footage?: { readonly source: string; readonly atMs: number } | undefined
  readonly pixels: Pixels
  /** Nothing connects this picture to the one before: single pictures of a folder. */
  readonly isStill: boolean
}

export type FrameSource = {
  /** Where the frames come from, for the screen and the log. Never holds credentials. */
  readonly describe: string
  /**
   * Opens the camera and yields frames until `signal` aborts or, for footage, until it is over. Throws an
   * Error that names the device and says what to do when the camera cannot be opened or fails. Everything
   * that was opened is closed when the iteration ends, however it ends.
   */
  frames(signal: AbortSignal): AsyncIterable<CapturedFrame>
}
