// Tells the issuing state from the whole plate's design.
import type { Corners } from '#shared/domain/read.ts'
import type { ModelSession } from '../models/session.ts'
import type { Channels } from '../pixels/channels.ts'
import { scaleCorners } from '../pixels/quad.ts'
import type { RgbPlanes } from '../pixels/resample.ts'
import { straighten } from '../pixels/straighten.ts'
import { bytesToInput } from '../pixels/to-rgb.ts'

export type StateNet = {
  view(bytes: Uint8Array, channels: Channels, corners: Corners): RgbPlanes
  /** Probabilities in the order of `STATE_ANSWERS`. */
  tell(view: RgbPlanes): Promise<Float32Array>
}

const WIDTH = 192
const HEIGHT = 96
/** The net was trained on plates cut close to their edge. */
const SCALE = 1.04

export function createStateNet(session: ModelSession): StateNet {
  const input = new Float32Array(3 * WIDTH * HEIGHT)
  return {
    view: (bytes, channels, corners) =>
      straighten(bytes, channels, scaleCorners(corners, SCALE), WIDTH, HEIGHT),
    async tell(view) {
      bytesToInput(view.data, 0, input, 0, input.length)
      return await session.run(input, [1, 3, HEIGHT, WIDTH])
    },
  }
}
