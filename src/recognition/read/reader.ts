// Reads the characters of plates: the straightened plate, and its upright box where that leaves a doubt. All plates
// of a frame go through the network together.
import type { Corners } from '#shared/domain/read.ts'
import type { ReaderCalibration } from '../models/model-card.ts'
import type { ModelSession } from '../models/session.ts'
import type { Channels } from '../pixels/channels.ts'
import { boxAround, scaleCorners, sidesOf } from '../pixels/quad.ts'
import { planResample, resample, type RgbPlanes } from '../pixels/resample.ts'
import { straighten } from '../pixels/straighten.ts'
import { bytesToInput } from '../pixels/to-rgb.ts'
import { bestStrings } from './best-strings.ts'
import { calibrate, temperatureFor } from './calibrate.ts'
import { positionsOf, stackedPairsOf, type Position } from './columns.ts'
import { conditionOf } from './condition.ts'

/** One plate of one frame as the reader made it out. */
export type FrameRead = {
  readonly positions: readonly Position[]
  /** The likeliest string; may be empty. */
  readonly plate: string
  readonly probability: number
  /** Small stacked pairs that are no part of the serial: for each, the characters before it. */
  readonly stackedPairs: readonly number[]
  /** The view that gave this. */
  readonly crop: RgbPlanes
}

/**
 * The straightened plate and its upright box: which reads better depends on how good the corners are. The box is
 * made only when it is wanted.
 */
export type PlateViews = {
  /** Of the plate in the frame, px: how much there was to see. */
  readonly width: number
  readonly straightened: RgbPlanes
  readonly box?: () => RgbPlanes
}

export type Reader = {
  views(bytes: Uint8Array, channels: Channels, corners: Corners): PlateViews
  read(plates: readonly PlateViews[]): Promise<FrameRead[]>
}

type Look = { readonly crop: RgbPlanes; readonly width: number }

const WIDTH = 160
const HEIGHT = 64
const COLUMNS = 40
const INPUT = 3 * WIDTH * HEIGHT
/**
 * How much more than the detector's corners is shown: the likeliest to be read right on 222 drawn scenes with held-out
 * plates (training/scenes.py), where 1.13 and 7 % read 70 %, these 76 %.
 */
const STRAIGHTENED_SCALE = 1.06
const BOX_MARGIN = { across: 0.11, down: 0.13 }
/** A straightened plate read this surely is not read again in its box ... */
const SURE_ALONE = 0.9
/** ... nor one of which hardly anything was read: most of these are no plates, and each look costs 2 ms. */
const LEAST_AGAIN = 0.05

export function createReader(session: ModelSession, calibration: ReaderCalibration): Reader {
  let input = new Float32Array(0)
  const readCrops = async (looks: readonly Look[]): Promise<FrameRead[]> => {
    const crops = looks.map(({ crop }) => crop)
    if (crops.length === 0) return []
    if (input.length < crops.length * INPUT) input = new Float32Array(crops.length * INPUT)
    for (const [index, crop] of crops.entries()) {
      bytesToInput(crop.data, 0, input, index * INPUT, INPUT)
    }
    const batch = input.subarray(0, crops.length * INPUT)
    const output = await session.run(batch, [crops.length, 3, HEIGHT, WIDTH])
    const size = output.length / crops.length
    return looks.map(({ crop, width }, index): FrameRead => {
      const columns = output.subarray(index * size, (index + 1) * size)
      const temperature = temperatureFor(calibration, conditionOf(crop, width))
      const positions = positionsOf(columns, COLUMNS).map((position) =>
        calibrate(position, calibration, temperature),
      )
      const { plate, probability } = bestStrings(positions, 1)[0] ?? { plate: '', probability: 0 }
      const stackedPairs = stackedPairsOf(columns, COLUMNS)
      return { positions, plate, probability: plate === '' ? 0 : probability, stackedPairs, crop }
    })
  }
  return {
    views(bytes, channels, corners) {
      const { left, top, width, height } = boxAround(corners)
      const box = {
        left: left - BOX_MARGIN.across * width,
        top: top - BOX_MARGIN.down * height,
        width: width * (1 + 2 * BOX_MARGIN.across),
        height: height * (1 + 2 * BOX_MARGIN.down),
      }
      return {
        width: sidesOf(corners).width,
        straightened: straighten(bytes, channels, scaleCorners(corners, STRAIGHTENED_SCALE), WIDTH, HEIGHT),
        box: () => resample(bytes, planResample(channels, box, WIDTH, HEIGHT)),
      }
    },
    async read(plates) {
      const first = await readCrops(plates.map(({ straightened, width }) => ({ crop: straightened, width })))
      const doubted = plates.map(({ width, box }, index): Look | undefined =>
        box !== undefined && isDoubtful(first[index]) ? { crop: box(), width } : undefined,
      )
      const second = await readCrops(doubted.filter((look) => look !== undefined))
      return first.map((read, index) => {
        const other = doubted[index] === undefined ? undefined : second.shift()
        return other !== undefined && other.probability > read.probability ? other : read
      })
    },
  }
}

const isDoubtful = (read: FrameRead | undefined): boolean =>
  read !== undefined && read.probability >= LEAST_AGAIN && read.probability < SURE_ALONE
