// A read: one pass of one vehicle, as all its frames together make it out. Probabilities are the
// recogniser's estimate; nothing here is a fact about a vehicle until a person has looked.
import { z } from 'zod'
import { CameraId, MediaHash, ReadId } from './ids.ts'
import { Instant } from './instant.ts'
import { By } from './officer.ts'
import { Location } from './place.ts'
import { PlateText } from './plate.ts'
import { StateAnswer, StateCode } from './states.ts'

export const Probability = z.number().min(0).max(1)

/** One of the strings the plate may be; the candidates of a read are sorted, best first, at most ten. */
export const PlateCandidate = z.object({ plate: PlateText, probability: Probability })
export type PlateCandidate = z.infer<typeof PlateCandidate>

/** One position of the best string: its character's probability and what else it may be. */
export const PlatePosition = z.object({
  character: z.string().length(1),
  probability: Probability,
  alternatives: z.array(z.object({ character: z.string().length(1), probability: Probability })).max(5),
})
export type PlatePosition = z.infer<typeof PlatePosition>

/**
 * The state. Three answers: `code` is set; or `isOther`: a plate of none of the 51; or neither, where the picture
 * cannot tell. `probability` is that of the likeliest answer; candidates sorted, best first.
 */
export const StateReading = z.object({
  code: StateCode.optional(),
  isOther: z.literal(true).optional(),
  probability: Probability,
  candidates: z.array(z.object({ code: StateAnswer, probability: Probability })).max(5),
})
export type StateReading = z.infer<typeof StateReading>

/** The answer in one word: a state, `other`, or undefined where the picture cannot tell. */
export const stateAnswered = ({ code, isOther }: StateReading): StateAnswer | undefined =>
  code ?? (isOther === true ? 'other' : undefined)

/** A point in pixels of the frame, origin top left. */
export const Point = z.object({ x: z.number(), y: z.number() })
export type Point = z.infer<typeof Point>

/** Corners of the plate: top left, top right, bottom right, bottom left as the plate itself stands. */
export const Corners = z.tuple([Point, Point, Point, Point])
export type Corners = z.infer<typeof Corners>

export const Read = z.object({
  id: ReadId,
  /** Rises by one with each read of this car; the order of the reel. */
  sequence: z.int().positive(),
  cameraId: CameraId,
  cameraName: z.string(),
  /** When the frame was taken that the best crop comes from. */
  capturedAt: Instant,
  /** First and last frame of the pass. */
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  plate: PlateText,
  plateProbability: Probability,
  positions: z.array(PlatePosition),
  candidates: z.array(PlateCandidate).max(10),
  /** Small stacked pairs (plate type, county) that are no part of the serial: for each, the characters before it. */
  stackedPairs: z.array(z.int().min(0).max(10)).max(4).optional(),
  state: StateReading,
  corners: Corners,
  frameWidth: z.int().positive(),
  frameHeight: z.int().positive(),
  /** Frames of this pass in which the plate was read. */
  frames: z.int().positive(),
  /** first: published at the first confident frame, may still be refined; final: the pass is over. */
  phase: z.enum(['first', 'final']),
  location: Location,
  /** Missing for a plate that was typed and not photographed. */
  cropHash: MediaHash.optional(),
  /** Missing when context images are stopped for want of space. */
  contextHash: MediaHash.optional(),
  /** The file and its own time, for footage. */
  footage: z.object({ source: z.string(), atMs: z.number() }).optional(),
  /** Typed by a person: a plate the cameras missed, or the correction of the read `corrects`. */
  entered: z.object({ by: By, corrects: ReadId.optional(), words: z.string() }).optional(),
  /** The canvass in which it was made. */
  canvassId: z.uuid().optional(),
})
export type Read = z.infer<typeof Read>
