// The recogniser: frames in, plates and passes out. Pure of threads and ports, so that a command-line
// tool can run it in its own process; worker.ts puts it behind a port.
import type {
  Detection,
  ExecutionProvider,
  FrameTimings,
  ModelInfo,
  PassUpdate,
  RecogniserSettings,
  RgbImage,
} from '#shared/recognition/messages.ts'
import type { Frame } from '#shared/recognition/pixels.ts'
import { createDetector } from './detect/detector.ts'
import { openModels } from './models/open-models.ts'
import { viewFrame, type FrameView } from './pixels/frame-view.ts'
import { sidesOf } from './pixels/quad.ts'
import { contextImageOf } from './pixels/rgb-image.ts'
import type { RgbPlanes } from './pixels/resample.ts'
import { createReader, type FrameRead } from './read/reader.ts'
import { createStateNet } from './state/state-net.ts'
import { trackCamera, type CameraTracks, type Tracked } from './track/camera-tracks.ts'
import { firstMotion } from './track/motion.ts'
import { startPass, type ContextOf } from './track/pass.ts'
import { startStopwatch } from './stopwatch.ts'
import { LEAST_SCORE, LEAST_WIDTH } from './track/thresholds.ts'

export type FrameResult = {
  readonly timings: FrameTimings
  readonly detections: readonly Detection[]
  readonly passes: readonly PassUpdate[]
}

export type Recogniser = {
  readonly models: readonly ModelInfo[]
  readonly provider: ExecutionProvider
  readonly threads: number
  /**
   * Recognises one frame; the next may be given only when this one is answered. Throws an Error that
   * says what is wrong when the frame's geometry does not fit its buffer. The frame's pixels are kept
   * while a pass may still publish them, so the caller must not write to them afterwards.
   */
  recognise(frame: Frame, isStill: boolean): Promise<FrameResult>
  /** The camera stopped: closing updates of its passes. */
  endCamera(camera: string): readonly PassUpdate[]
  stop(): Promise<void>
}

/** Below this a crop is more likely no plate than one: its state is not looked at. */
const LEAST_READ_FOR_STATE = 0.1

/** Throws an Error that names the file and says what to do when a model cannot be used. */
export async function createRecogniser(settings: RecogniserSettings): Promise<Recogniser> {
  const models = await openModels(settings)
  const detector = createDetector(models.detector.session, LEAST_SCORE)
  const reader = createReader(models.reader.session, models.reader.card.calibration)
  const stateNet = createStateNet(models.state.session)
  const { threshold } = models.state.card
  const cameras = new Map<string, CameraTracks>()
  let passes = 0
  const nextPass = (): number => ++passes

  const tracksOf = (camera: string): CameraTracks => {
    const tracks = cameras.get(camera) ?? trackCamera(camera, threshold, nextPass)
    cameras.set(camera, tracks)
    return tracks
  }
  /** A still's plates: each is a pass of its own. */
  const passesOfStill = (
    view: FrameView,
    found: readonly Tracked['found'][],
  ): Tracked[] =>
    found.map((plate) => ({
      found: plate,
      track: {
        pass: startPass(nextPass(), view.frame.camera, view.frame.capturedAt, threshold),
        motion: firstMotion(plate.corners, view.frame.capturedAt),
      },
    }))

  return {
    models: models.models,
    provider: models.provider,
    threads: models.threads,
    async recognise(frame, isStill) {
      const watch = startStopwatch()
      const view = viewFrame(frame)
      const { bytes, channels } = view
      const contextOf = contextsOnce()
      const tracks = isStill ? undefined : tracksOf(frame.camera)
      const letterbox = detector.sample(bytes, channels)
      watch.lap('resampleMs')
      const found = await detector.find(letterbox)
      watch.lap('detectMs')

      const updates = tracks?.endLost(frame.capturedAt, contextOf, watch.totalMs()) ?? []
      const tracked = tracks?.follow(found, frame.capturedAt) ?? passesOfStill(view, found)
      const readable = tracked.filter(({ track, found }) => {
        const { width } = sidesOf(found.corners)
        return width >= LEAST_WIDTH && track.pass.wantsRead(width)
      })
      watch.lap('otherMs')
      const views = readable.map(({ found }) => reader.views(bytes, channels, found.corners))
      watch.lap('straightenMs')
      const results = await reader.read(views)
      const reads = new Map(readable.map(({ found }, index) => [found, results[index]]))
      watch.lap('readMs')
      const stateViews = new Map<Tracked['found'], RgbPlanes>()
      for (const { track, found } of tracked) {
        const isWorthIt = (reads.get(found)?.probability ?? 0) >= LEAST_READ_FOR_STATE
        if (isWorthIt && track.pass.wantsState(sidesOf(found.corners).width)) {
          stateViews.set(found, stateNet.view(bytes, channels, found.corners))
        }
      }
      watch.lap('straightenMs')
      const states = new Map<Tracked['found'], Float32Array>()
      for (const [plate, stateView] of stateViews) states.set(plate, await stateNet.tell(stateView))
      watch.lap('stateMs')

      const detections: Detection[] = []
      for (const { track, found } of tracked) {
        const read = reads.get(found)
        const sighting = { view, ...found, read, state: states.get(found) }
        if (tracks === undefined) {
          track.pass.add(sighting)
          const update = track.pass.finish(contextOf, watch.totalMs())
          if (update !== undefined) updates.push(update)
        } else {
          updates.push(...tracks.add(track, sighting, contextOf, watch.totalMs()))
        }
        detections.push(detectionOf(found, track.pass.id, read ?? knownOf(track.pass.reading)))
      }
      return { timings: { ...watch.laps(), totalMs: watch.totalMs() }, detections, passes: updates }
    },
    endCamera(camera) {
      const updates = cameras.get(camera)?.endAll(contextsOnce(), 0) ?? []
      cameras.delete(camera)
      return updates
    },
    stop: () => models.stop(),
  }
}

type Known = Pick<FrameRead, 'plate' | 'probability'>

const knownOf = (reading: { plate: string; plateProbability: number } | undefined): Known | undefined =>
  reading === undefined ? undefined : { plate: reading.plate, probability: reading.plateProbability }

function detectionOf(found: Tracked['found'], track: number, read: Known | undefined): Detection {
  const { corners, score } = found
  const hasPlate = read !== undefined && read.plate !== ''
  return {
    corners,
    score,
    track,
    ...(hasPlate ? { plate: read.plate, plateProbability: read.probability } : {}),
  }
}

/** Makes each context image once per answer: passes of one frame share it. */
function contextsOnce(): ContextOf {
  const made = new Map<FrameView, RgbImage>()
  return (view) => {
    const image = made.get(view) ?? contextImageOf(view.bytes, view.channels)
    made.set(view, image)
    return image
  }
}
