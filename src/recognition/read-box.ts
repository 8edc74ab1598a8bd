// Reads plates whose place is known: a given box, or a close-up that is one plate from edge to edge. For
// measuring: the same views, networks, calibration and patterns as the recogniser, without detector and passes.
import type { Corners, StateReading } from '#shared/domain/read.ts'
import type { ModelInfo, RecogniserSettings } from '#shared/recognition/messages.ts'
import type { Frame } from '#shared/recognition/pixels.ts'
import { openModels } from './models/open-models.ts'
import { viewFrame, type FrameView } from './pixels/frame-view.ts'
import { cornersOf } from './pixels/quad.ts'
import { planResample, resample, type Box, type RgbPlanes } from './pixels/resample.ts'
import { combineFrames } from './read/combine.ts'
import { evidenceOf } from './read/frame-evidence.ts'
import { createReader, type PlateViews } from './read/reader.ts'
import { readingOf, type Reading } from './read/reading.ts'
import { combineStates, stateReadingOf } from './state/state-reading.ts'
import { createStateNet } from './state/state-net.ts'
import { startStopwatch } from './stopwatch.ts'

export type PlateRead = {
  /** Undefined where no character was made out. Not held to the thresholds for publishing. */
  readonly reading: Reading | undefined
  readonly state: StateReading
  /** Spent on the characters: views, network, best strings; and on the state: view, network. */
  readonly readMs: number
  readonly stateMs: number
}

export type PlateReader = {
  readonly models: readonly ModelInfo[]
  /** Reads the plate in a box as if the detector had found it there: with the networks' own margins. */
  readBox(frame: Frame, box: Box): Promise<PlateRead>
  /** Reads a picture that is one plate: what the networks see is the picture, without more around it. */
  readWhole(frame: Frame): Promise<PlateRead>
  stop(): Promise<void>
}

/** What the networks are shown, made when they are. */
type Views = { readonly plate: () => PlateViews; readonly state: () => RgbPlanes }

const EMPTY_FRAME: Frame = {
  camera: '',
  sequence: 0,
  capturedAt: 0,
  pixels: {
    layout: 'gray',
    isFullRange: true,
    width: 8,
    height: 4,
    planes: [{ offset: 0, stride: 8 }],
    data: new ArrayBuffer(32),
  },
}

/** Throws an Error that names the file and says what to do when a model cannot be used. */
export async function createPlateReader(settings: RecogniserSettings): Promise<PlateReader> {
  const models = await openModels(settings)
  const reader = createReader(models.reader.session, models.reader.card.calibration)
  const stateNet = createStateNet(models.state.session)
  const { threshold } = models.state.card

  const viewsOf = ({ bytes, channels }: FrameView, corners: Corners): Views => ({
    plate: () => reader.views(bytes, channels, corners),
    state: () => stateNet.view(bytes, channels, corners),
  })
  // The networks' input sizes are theirs to know: taken from what they make of a picture.
  const like = viewsOf(viewFrame(EMPTY_FRAME), cornersOf(wholeOf(EMPTY_FRAME)))
  const [plateSize, stateSize] = [like.plate().straightened, like.state()]
  const wholeViewsOf = ({ bytes, channels }: FrameView, whole: Box): Views => {
    const seenAs = ({ width, height }: RgbPlanes) =>
      resample(bytes, planResample(channels, whole, width, height))
    return {
      plate: () => ({ width: whole.width, straightened: seenAs(plateSize) }),
      state: () => seenAs(stateSize),
    }
  }

  const readViews = async ({ frame }: FrameView, views: Views): Promise<PlateRead> => {
    const watch = startStopwatch()
    const [read] = await reader.read([views.plate()])
    const strings = read === undefined || read.plate === '' ? [] : combineFrames([evidenceOf(read.positions)])
    watch.lap('readMs')
    const states = combineStates([await stateNet.tell(views.state())])
    watch.lap('stateMs')
    const reading = readingOf(strings, states, new Date(frame.capturedAt).getUTCFullYear())
    watch.lap('readMs')
    const { readMs, stateMs } = watch.laps()
    return { reading, state: stateReadingOf(states, threshold), readMs, stateMs }
  }

  return {
    models: models.models,
    async readBox(frame, box) {
      const view = viewFrame(frame)
      return await readViews(view, viewsOf(view, cornersOf(box)))
    },
    async readWhole(frame) {
      const view = viewFrame(frame)
      return await readViews(view, wholeViewsOf(view, wholeOf(frame)))
    },
    stop: () => models.stop(),
  }
}

const wholeOf = ({ pixels: { width, height } }: Frame): Box => ({ left: 0, top: 0, width, height })
