// What crosses the MessagePort between the reading topic and the recognition worker. Types only: both
// ends are the same process and the same release. Every buffer named here is transferred.
import type { Corners, PlateCandidate, PlatePosition, StateReading } from '../domain/read.ts'
import type { Frame } from './pixels.ts'

export type ExecutionProvider = 'cpu' | 'webgpu' | 'dml' | 'coreml' | 'cuda'

export type RecogniserSettings = {
  /** Folder with the models and their cards. */
  readonly modelsFolder: string
  /** Threads per session; undefined lets the worker choose from the machine. */
  readonly threads?: number | undefined
  readonly provider: ExecutionProvider
}

export type ToRecogniser =
  | { readonly type: 'open'; readonly settings: RecogniserSettings }
  /** `isStill`: nothing connects this frame to the one before, so its passes end with it. */
  | { readonly type: 'frame'; readonly frame: Frame; readonly isStill: boolean }
  /** The camera stopped or footage ended: end its passes now. Answered with `passes`. */
  | { readonly type: 'endCamera'; readonly camera: string }
  | { readonly type: 'close' }

/** RGB24 pixels without padding between rows. */
export type RgbImage = { readonly width: number; readonly height: number; readonly data: ArrayBuffer }

/** Milliseconds spent on one frame, by stage. */
export type FrameTimings = {
  readonly resampleMs: number
  readonly detectMs: number
  readonly straightenMs: number
  readonly readMs: number
  readonly stateMs: number
  readonly totalMs: number
}

/** One plate found in one frame, before frames are combined. */
export type Detection = {
  readonly corners: Corners
  readonly score: number
  readonly track: number
  /** Absent when the plate was found but is too small or too poor to read. */
  readonly plate?: string | undefined
  readonly plateProbability?: number | undefined
}

/**
 * What is known of one vehicle pass. `first` is sent at the first confident frame, `refined` when the
 * answer changed, `final` when the vehicle is gone. Crop and context come with `first` and whenever a
 * better frame replaced them, otherwise they are absent.
 */
export type PassUpdate = {
  /** Unique for the life of the worker. */
  readonly pass: number
  readonly phase: 'first' | 'refined' | 'final'
  readonly camera: string
  readonly plate: string
  readonly plateProbability: number
  readonly positions: readonly PlatePosition[]
  readonly candidates: readonly PlateCandidate[]
  /** Of the best frame: see `Read.stackedPairs`. */
  readonly stackedPairs: readonly number[]
  readonly state: StateReading
  /** Of the best frame. */
  readonly corners: Corners
  readonly frameWidth: number
  readonly frameHeight: number
  readonly capturedAt: number
  readonly footage?: Frame['footage']
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly frames: number
  /** The straightened pixels that were read, at the reader's own input size. */
  readonly crop?: RgbImage | undefined
  /** The frame the crop comes from, reduced to at most 1280 px wide. */
  readonly context?: RgbImage | undefined
  /** Recognition time of the frame that produced this update. */
  readonly ms: number
}

export type ModelInfo = { readonly name: string; readonly version: string; readonly sha256: string }

export type FromRecogniser =
  | {
      readonly type: 'ready'
      readonly models: readonly ModelInfo[]
      readonly provider: ExecutionProvider
      readonly threads: number
    }
  /** Models missing, damaged or refused by the runtime: nothing will be read until it is mended. */
  | { readonly type: 'fault'; readonly message: string }
  /** One per frame taken, also when recognition of that frame failed (`error`). */
  | {
      readonly type: 'frameDone'
      readonly camera: string
      readonly sequence: number
      readonly timings: FrameTimings
      readonly detections: readonly Detection[]
      readonly passes: readonly PassUpdate[]
      readonly error?: string | undefined
    }
  | { readonly type: 'cameraEnded'; readonly camera: string; readonly passes: readonly PassUpdate[] }
  | { readonly type: 'closed' }
