// One vehicle pass: what its frames say, its best picture, and what of it has been published.
import { stateAnswered, type Corners } from '#shared/domain/read.ts'
import type { PassUpdate, RgbImage } from '#shared/recognition/messages.ts'
import type { FrameView } from '../pixels/frame-view.ts'
import { sidesOf } from '../pixels/quad.ts'
import { rgbImageOf } from '../pixels/rgb-image.ts'
import { combineFrames } from '../read/combine.ts'
import { evidenceOf, type FrameEvidence } from '../read/frame-evidence.ts'
import type { FrameRead } from '../read/reader.ts'
import { readingOf, type Reading } from '../read/reading.ts'
import { combineStates, stateReadingOf } from '../state/state-reading.ts'
import {
  CONFIDENT_SCORE,
  FIRST_CONFIDENT,
  LAST_CONFIDENT,
  REFINE_EVERY_MS,
  REFINE_STEP,
  WORD_SCORE,
} from './thresholds.ts'

/** Frames that are combined; more add nothing, since frames of one vehicle are alike. */
const MOST_READS = 16
const MOST_STATE_LOOKS = 6
/** A new picture replaces the kept one only when it is this much better: pictures are costly to send. */
const BETTER = 1.05

/** A pass this sure after several frames is read in every third frame only. */
const SURE = 0.97
const HOPELESS = 0.1

/** One plate in one frame. */
export type Sighting = {
  readonly view: FrameView
  readonly corners: Corners
  readonly score: number
  readonly read?: FrameRead | undefined
  readonly state?: Float32Array | undefined
}

/** Gives the context image of a frame; the caller keeps it for other passes of the same frame. */
export type ContextOf = (view: FrameView) => RgbImage

export type Pass = {
  readonly id: number
  readonly isPublished: boolean
  readonly lastSeenAt: number
  readonly corners: Corners
  /** What is known now; undefined before the first character. */
  readonly reading: Reading | undefined
  readonly isConfident: boolean
  /** Whether reading another crop of this width can still add something. */
  wantsRead(width: number): boolean
  wantsState(width: number): boolean
  add(sighting: Sighting): void
  /** The update that is due now, if any. */
  update(at: number, contextOf: ContextOf, ms: number): PassUpdate[]
  /** The closing update; none when nothing of the pass was ever worth publishing. */
  finish(contextOf: ContextOf, ms: number): PassUpdate[]
}

type Best = {
  readonly quality: number
  readonly corners: Corners
  readonly frame: Pick<FrameView['frame'], 'capturedAt' | 'footage'>
  readonly width: number
  readonly height: number
  readonly stackedPairs: readonly number[]
  /** Held until sent: the crop, and the frame's own pixels, which are not copied. */
  pictures: { readonly crop: FrameRead['crop']; readonly view: FrameView } | undefined
}

export function startPass(id: number, camera: string, startedAt: number, stateThreshold: number): Pass {
  const reads: { readonly evidence: FrameEvidence; readonly probability: number }[] = []
  const looks: { readonly states: Float32Array; readonly width: number }[] = []
  let sighted = 0
  let tried = 0
  let frames = 0
  let lookedAtFrame = 0
  let widest = 0
  let score = 0
  let lastSeenAt = startedAt
  let corners: Corners | undefined
  let best: Best | undefined
  let cached: { readonly reading: Reading | undefined } | undefined
  let published:
    { readonly at: number; readonly reading: Reading; readonly state: string | undefined } | undefined

  const states = () => combineStates(looks.map((look) => look.states))
  const reading = (): Reading | undefined => {
    const year = new Date(lastSeenAt).getUTCFullYear()
    cached ??= { reading: readingOf(combineFrames(reads.map((read) => read.evidence)), states(), year) }
    return cached.reading
  }
  const probability = (): number => reading()?.plateProbability ?? 0
  const isWord = (): boolean => !/\d/.test(reading()?.plate ?? '')
  const isConfident = (): boolean => probability() >= FIRST_CONFIDENT && (!isWord() || score >= WORD_SCORE)
  /** Whether the pass may be published at its end, when no frame did it before. */
  const isWorthTelling = (): boolean =>
    isConfident() || (!isWord() && score >= CONFIDENT_SCORE && probability() >= LAST_CONFIDENT)

  const keepRead = (read: FrameRead): void => {
    frames++
    reads.push({ evidence: evidenceOf(read.positions), probability: read.probability })
    if (reads.length > MOST_READS) {
      const poorest = reads.reduce((low, one) => (one.probability < low.probability ? one : low))
      reads.splice(reads.indexOf(poorest), 1)
    }
  }
  const keepBest = ({ view, corners }: Sighting, read: FrameRead, width: number): void => {
    const quality = read.probability * Math.sqrt(Math.min(width, 200))
    if (best !== undefined && quality < best.quality * BETTER) return
    const { frame, channels } = view
    best = {
      quality,
      corners,
      frame: { capturedAt: frame.capturedAt, footage: frame.footage },
      width: channels.width,
      height: channels.height,
      stackedPairs: read.stackedPairs,
      pictures: { crop: read.crop, view },
    }
  }
  const publish = (
    phase: PassUpdate['phase'],
    current: Reading,
    withPictures: boolean,
    contextOf: ContextOf,
    ms: number,
  ): PassUpdate[] => {
    if (best === undefined) return []
    const state = stateReadingOf(states(), stateThreshold)
    published = { at: lastSeenAt, reading: current, state: stateAnswered(state) }
    const { pictures } = best
    if (withPictures) best.pictures = undefined
    const update: PassUpdate = {
      pass: id,
      phase,
      camera,
      ...current,
      stackedPairs: best.stackedPairs,
      state,
      corners: best.corners,
      frameWidth: best.width,
      frameHeight: best.height,
      ...best.frame,
      firstSeenAt: startedAt,
      lastSeenAt,
      frames,
      ...(withPictures && pictures !== undefined
        ? { crop: rgbImageOf(pictures.crop), context: contextOf(pictures.view) }
        : {}),
      ms,
    }
    return [update]
  }

  return {
    id,
    get isPublished() {
      return published !== undefined
    },
    get lastSeenAt() {
      return lastSeenAt
    },
    get corners() {
      if (corners === undefined) throw new Error('A pass begins with a sighting.')
      return corners
    },
    get reading() {
      return reading()
    },
    get isConfident() {
      return isConfident()
    },
    wantsRead(width) {
      if (width > widest * 1.1) return true
      // Nothing legible in two looks: most finds that are no plates end here, and cost a tenth from now on.
      if (tried >= 2 && probability() < HOPELESS) return sighted % 10 === 0
      const isSure = probability() >= SURE && reads.length >= 6
      return !isSure || (width > widest * 0.7 && sighted % 3 === 0)
    },
    wantsState(width) {
      const widestLook = Math.max(0, ...looks.map((look) => look.width))
      if (looks.length >= MOST_STATE_LOOKS) return false
      return width > widestLook * 1.2 || sighted - lookedAtFrame >= 5
    },
    add(sighting) {
      const { width } = sidesOf(sighting.corners)
      sighted++
      score = Math.max(score, sighting.score)
      lastSeenAt = sighting.view.frame.capturedAt
      corners = sighting.corners
      if (sighting.read !== undefined) {
        tried++
        widest = Math.max(widest, width)
        if (sighting.read.plate !== '') {
          keepRead(sighting.read)
          keepBest(sighting, sighting.read, width)
          cached = undefined
        }
      }
      if (sighting.state !== undefined) {
        looks.push({ states: sighting.state, width })
        lookedAtFrame = sighted
        cached = undefined
      }
    },
    update(at, contextOf, ms) {
      const current = reading()
      if (current === undefined) return []
      if (published === undefined) {
        return isConfident() ? publish('first', current, true, contextOf, ms) : []
      }
      if (at - published.at < REFINE_EVERY_MS) return []
      const isOther = current.plate !== published.reading.plate
      const state = stateAnswered(stateReadingOf(states(), stateThreshold))
      const moved = Math.abs(current.plateProbability - published.reading.plateProbability)
      if (!isOther && state === published.state && moved < REFINE_STEP) return []
      return publish('refined', current, isOther, contextOf, ms)
    },
    finish(contextOf, ms) {
      const current = reading()
      if (current === undefined || (published === undefined && !isWorthTelling())) return []
      return publish('final', current, true, contextOf, ms)
    },
  }
}
