import { FRAMES_PER_SECOND } from './clips.ts'

/** Middle of a frame's exposure, in seconds on the clip's own clock. */
export function frameSecond(frame: number): number {
  return frame / FRAMES_PER_SECOND
}
