// Reads the characters of plates: two views of each, all views of a frame in one run.
import type { Corners } from '#shared/domain/read.ts'
import type { ReaderCalibration } from '../models/model-card.ts'
import type { ModelSession } from '../models/session.ts'
import type { Channels } from '../pixels/channels.ts'
import { boxAround, scaleCorners } from '../pixels/quad.ts'
import { planResample, resample, type RgbPlanes } from '../pixels/resample.ts'
import { straighten } from '../pixels/straighten.ts'
import { bytesToInput } from '../pixels/to-rgb.ts'
import { bestStrings } from './best-strings.ts'
import { calibrate } from './calibrate.ts'
import { positionsOf, type Position } from './columns.ts'

/** One plate of one frame as the reader made it out. */
export type FrameRead = {
  readonly positions: readonly Position[]
  /** The likeliest string; may be empty. */
  readonly plate: string
  readonly probability: number
  /** The view that gave this. */
  readonly crop: RgbPlanes
}

/** The straightened plate and its upright box: which reads better depends on how good the corners are. */
export type PlateViews = readonly [straightened: RgbPlanes, box: RgbPlanes]

export type Reader = {
  views(bytes: Uint8Array, channels: Channels, corners: Corners): PlateViews
  read(plates: readonly PlateViews[]): Promise<FrameRead[]>
}

const WIDTH = 160
const HEIGHT = 64
const COLUMNS = 40
const INPUT = 3 * WIDTH * HEIGHT
/** Characters reach to the edge of what the detector frames; 6 to 7 % more on each side reads best. */
const STRAIGHTENED_SCALE = 1.13
const BOX_MARGIN = { across: 0.07, down: 0.09 }

export function createReader(session: ModelSession, calibration: ReaderCalibration): Reader {
  let input = new Float32Array(0)
  return {
    views(bytes, channels, corners) {
      const { left, top, width, height } = boxAround(corners)
      const box = {
        left: left - BOX_MARGIN.across * width,
        top: top - BOX_MARGIN.down * height,
        width: width * (1 + 2 * BOX_MARGIN.across),
        height: height * (1 + 2 * BOX_MARGIN.down),
      }
      return [
        straighten(bytes, channels, scaleCorners(corners, STRAIGHTENED_SCALE), WIDTH, HEIGHT),
        resample(bytes, planResample(channels, box, WIDTH, HEIGHT)),
      ]
    },
    async read(plates) {
      const crops = plates.flat()
      if (crops.length === 0) return []
      if (input.length < crops.length * INPUT) input = new Float32Array(crops.length * INPUT)
      for (const [index, crop] of crops.entries()) {
        bytesToInput(crop.data, 0, input, index * INPUT, INPUT)
      }
      const batch = input.subarray(0, crops.length * INPUT)
      const output = await session.run(batch, [crops.length, 3, HEIGHT, WIDTH])
      const size = output.length / crops.length
      const reads = crops.map((crop, index): FrameRead => {
        const raw = positionsOf(output.subarray(index * size, (index + 1) * size), COLUMNS)
        const positions = raw.map((position) => calibrate(position, calibration))
        const best = bestStrings(positions, 1)[0] ?? { plate: '', probability: 0 }
        return { positions, plate: best.plate, probability: best.plate === '' ? 0 : best.probability, crop }
      })
      return plates.map((_, index) => moreConfident(reads[2 * index], reads[2 * index + 1]))
    },
  }
}

function moreConfident(a: FrameRead | undefined, b: FrameRead | undefined): FrameRead {
  if (a === undefined || b === undefined) throw new Error('Each plate is read in two views.')
  return b.probability > a.probability ? b : a
}
