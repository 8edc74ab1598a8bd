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
import type { FoundPlate } from './detect/grid.ts'
import { openModels } from './models/open-models.ts'
import { viewFrame, type FrameView } from './pixels/frame-view.ts'
import { sidesOf } from './pixels/quad.ts'
import { contextImageOf } from './pixels/rgb-image.ts'
import { createReader, type FrameRead } from './read/reader.ts'
import { createStateNet } from './state/state-net.ts'
import { trackCamera, type CameraTracks, type Tracked } from './track/camera-tracks.ts'
import { firstMotion } from './track/motion.ts'
import { startPass, type ContextOf, type Pass } from './track/pass.ts'
import { startStopwatch, type Stopwatch } from './stopwatch.ts'
import { FAINT_SCORE, LEAST_SCORE, LEAST_WIDTH } from './track/thresholds.ts'

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
  /** A still's plates: each is a pass of its own, which ends with the frame. */
  const passesOfStill = ({ frame }: FrameView, found: readonly FoundPlate[]): Tracked[] =>
    found.map((plate) => ({
      found: plate,
      track: {
        pass: startPass(nextPass(), frame.camera, frame.capturedAt, threshold),
        motion: firstMotion(plate.corners, frame.capturedAt),
      },
    }))
  /** Reads the plates that are large enough and not known well already; of faint finds only the best. */
  const readPlates = async (view: FrameView, tracked: readonly Tracked[], watch: Stopwatch) => {
    const wanted = tracked.filter(({ track, found }) => {
      const { width } = sidesOf(found.corners)
      return width >= LEAST_WIDTH && track.pass.wantsRead(width)
    })
    const plates = [...wanted.filter((one) => !isFaint(one)), ...surestOf(wanted.filter(isFaint))]
    const views = plates.map(({ found }) => reader.views(view.bytes, view.channels, found.corners))
    watch.lap('straightenMs')
    const reads = await reader.read(views)
    watch.lap('readMs')
    return new Map(plates.map(({ found }, index) => [found, reads[index]]))
  }
  /** Looks at the states of plates that were read and whose pass has not seen enough of it. */
  const tellStates = async (view: FrameView, tracked: readonly Tracked[], reads: Reads, watch: Stopwatch) => {
    const states = new Map<FoundPlate, Float32Array>()
    for (const { track, found } of tracked) {
      const isWorthIt = (reads.get(found)?.probability ?? 0) >= LEAST_READ_FOR_STATE
      if (!isWorthIt || !track.pass.wantsState(sidesOf(found.corners).width)) continue
      const plate = stateNet.view(view.bytes, view.channels, found.corners)
      watch.lap('straightenMs')
      states.set(found, await stateNet.tell(plate))
      watch.lap('stateMs')
    }
    return states
  }

  return {
    models: models.models,
    provider: models.provider,
    threads: models.threads,
    async recognise(frame, isStill) {
      const watch = startStopwatch()
      const view = viewFrame(frame)
      const contextOf = contextsOnce()
      const tracks = isStill ? undefined : tracksOf(frame.camera)
      const plates = await detector.find(view.bytes, view.channels, watch)
      const updates = tracks?.endLost(frame.capturedAt, contextOf, watch.totalMs()) ?? []
      const tracked = tracks?.follow(plates, frame.capturedAt) ?? passesOfStill(view, plates)
      const reads = await readPlates(view, tracked, watch)
      const states = await tellStates(view, tracked, reads, watch)
      const detections = tracked.map(({ track, found }): Detection => {
        const sighting = { view, ...found, read: reads.get(found), state: states.get(found) }
        if (tracks === undefined) {
          track.pass.add(sighting)
          updates.push(...track.pass.finish(contextOf, watch.totalMs()))
        } else updates.push(...tracks.add(track, sighting, contextOf, watch.totalMs()))
        return detectionOf(found, track.pass, sighting.read)
      })
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

type Reads = ReadonlyMap<FoundPlate, FrameRead | undefined>

const isFaint = ({ found }: Tracked): boolean => found.score < FAINT_SCORE

/** The one with the highest score, if there is any. */
function surestOf(tracked: readonly Tracked[]): Tracked[] {
  const [first, ...others] = tracked
  if (first === undefined) return []
  return [others.reduce((best, one) => (one.found.score > best.found.score ? one : best), first)]
}

/** A plate that was not read in this frame, since its pass is sure of it, goes by what the pass knows. */
function detectionOf({ corners, score }: FoundPlate, pass: Pass, read: FrameRead | undefined): Detection {
  const known = read ?? { plate: pass.reading?.plate, probability: pass.reading?.plateProbability }
  const { plate = '', probability } = known
  return {
    corners,
    score,
    track: pass.id,
    ...(plate === '' ? {} : { plate, plateProbability: probability }),
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
