// What the detector and the reader would say of a plate at some place in a frame, without pixels: for
// tests of how frames are followed and combined.
import type { FrameView } from '#recognition/pixels/frame-view.ts'
import { viewFrame } from '#recognition/pixels/frame-view.ts'
import type { Position } from '#recognition/read/columns.ts'
import type { FrameRead } from '#recognition/read/reader.ts'
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import { STATE_ANSWERS, type StateCode } from '#shared/domain/states.ts'
import type { Corners } from '#shared/domain/read.ts'

export type SeenPlate = {
  readonly plate: string
  readonly x: number
  readonly y: number
  /** Probability the reader gives the whole string; the rest goes to "8" in the first place. */
  readonly sureness?: number
  readonly width?: number
  readonly score?: number
  readonly state?: StateCode
}

export const FRAME_WIDTH = 640
export const FRAME_HEIGHT = 360

/** A grey frame of one camera at that instant. */
export function greyFrame(camera: string, capturedAt: number): FrameView {
  const data = new ArrayBuffer(FRAME_WIDTH * FRAME_HEIGHT)
  const planes = [{ offset: 0, stride: FRAME_WIDTH }]
  const size = { width: FRAME_WIDTH, height: FRAME_HEIGHT }
  return viewFrame({
    camera,
    sequence: capturedAt,
    capturedAt,
    pixels: { layout: 'gray', isFullRange: true, ...size, planes, data },
  })
}

/** Corners of a plate twice as wide as high. */
export function cornersOf({ x, y, width = 60 }: SeenPlate): Corners {
  const [w, h] = [width / 2, width / 4]
  return [
    { x: x - w, y: y - h },
    { x: x + w, y: y - h },
    { x: x + w, y: y + h },
    { x: x - w, y: y + h },
  ]
}

export function readOf({ plate, sureness = 0.9 }: SeenPlate): FrameRead {
  const positions = Array.from(plate, (character, index): Position => {
    const characters = new Float64Array(PLATE_CHARACTERS.length)
    characters[PLATE_CHARACTERS.indexOf(character)] = index === 0 ? sureness : 1
    if (index === 0) characters[PLATE_CHARACTERS.indexOf('8')] = 1 - sureness
    return { presence: 1, characters }
  })
  const crop = { width: 160, height: 64, data: new Uint8ClampedArray(3 * 160 * 64) }
  return { positions, plate, probability: sureness, stackedPairs: [], crop }
}

/** The state net's look at a plate of that state. */
export function stateLook(state: StateCode): Float32Array {
  return Float32Array.from(STATE_ANSWERS, (code) => (code === state ? 0.9 : 0.1 / 51))
}
