// What is compared: systems that answer a picture, a box of it, or a close-up with texts.
import type { Box } from '#recognition/pixels/resample.ts'

/** What a system says of one picture or plate, best first; the first is its one answer. */
export type Answers = readonly string[]

export type Glance = {
  readonly answers: Answers
  /** The plate the system would point at; of systems that find plates. */
  readonly box?: Box | undefined
}

/** Each reads from the file, so that decoding is in everybody's time. */
export type PlateSystem = {
  readonly name: string
  readonly version: string
  /** Absent where the system has no detector of its own. */
  readonly readScene?: (path: string) => Promise<Glance>
  readonly readBox: (path: string, box: Box) => Promise<Glance>
  readonly readCloseUp: (path: string) => Promise<Glance>
  readonly stop: () => Promise<void>
}

/** A system, or why it is not here, for a person to read. */
export type Opened = PlateSystem | { readonly name: string; readonly absent: string }

/** `box` in whole pixels, with a margin of its size on each side, within the picture. */
export function cutOf(box: Box, margin: number, width: number, height: number) {
  const clamp = (value: number, most: number): number => Math.min(Math.max(Math.round(value), 0), most)
  const left = clamp(box.left - margin * box.width, width - 1)
  const top = clamp(box.top - margin * box.height, height - 1)
  const right = clamp(box.left + (1 + margin) * box.width, width)
  const bottom = clamp(box.top + (1 + margin) * box.height, height)
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) }
}
