// What the footage shows, worked out from the scene and not from the pictures: which plate is in view when,
// and where its corners are.
import { z } from 'zod'
import { Corners, type Point } from '#shared/domain/read.ts'
import { PlateText } from '#shared/domain/plate.ts'
import { StateCode } from '#shared/domain/states.ts'
import { BODIES } from './bodies.ts'
import { FRAME_HEIGHT, FRAME_WIDTH, project, standing, type Pose, type Vector } from './camera.ts'
import { CLIPS, FRAMES_PER_SECOND, type Clip, type Vehicle } from './clips.ts'
import { frameSecond } from './frame-clock.ts'
import { whereIs } from './motion.ts'
import { plateText } from './plates.ts'
import { PLATE_HEIGHT, PLATE_WIDTH } from './vehicle-model.ts'

/** A plate narrower than this, in pixels, does not count as in view. */
export const NARROWEST = 28
/** The plate's corners keep this far from the frame's edge, in pixels. */
const MARGIN = 2
/** A corner is noted every so many frames. */
const SAMPLE_EVERY = 5

/** One pass of one vehicle through one clip. Times are milliseconds on the clip's own clock. */
export const TruePass = z.object({
  clip: z.enum(['front', 'rear']),
  plate: PlateText,
  state: StateCode,
  body: z.string(),
  colour: z.string(),
  /** First and last frame in which the whole plate is in view. */
  firstMs: z.number(),
  lastMs: z.number(),
  frames: z.int().positive(),
  /** Widest view of the plate in pixels. */
  widest: z.number(),
  samples: z.array(z.object({ atMs: z.number(), corners: Corners })).min(1),
})
export type TruePass = z.infer<typeof TruePass>

export const Truth = z.object({
  frameWidth: z.int(),
  frameHeight: z.int(),
  framesPerSecond: z.int(),
  clips: z.array(z.object({ name: z.enum(['front', 'rear']), file: z.string(), seconds: z.number() })),
  vehicles: z.array(TruePass),
})
export type Truth = z.infer<typeof Truth>

export function describeTruth(): Truth {
  return {
    frameWidth: FRAME_WIDTH,
    frameHeight: FRAME_HEIGHT,
    framesPerSecond: FRAMES_PER_SECOND,
    clips: CLIPS.map(({ name, seconds }) => ({ name, file: `${name}.mp4`, seconds })),
    vehicles: CLIPS.flatMap((clip) =>
      clip.vehicles
        .map((vehicle) => describePass(clip, vehicle))
        .filter((pass) => pass !== undefined)
        .toSorted((a, b) => a.firstMs - b.firstMs),
    ),
  }
}

function describePass(clip: Clip, vehicle: Vehicle): TruePass | undefined {
  const seen = Array.from({ length: clip.seconds * FRAMES_PER_SECOND }, (_, frame) => {
    const second = frameSecond(frame)
    const corners = plateInView(clip, vehicle, second)
    return corners === undefined ? undefined : { atMs: Math.round(second * 1000), corners }
  }).filter((sample) => sample !== undefined)
  const first = seen[0]
  const last = seen.at(-1)
  if (first === undefined || last === undefined) return undefined
  return {
    clip: clip.name,
    plate: plateText(vehicle.plate),
    state: vehicle.plate.state,
    body: vehicle.body,
    colour: vehicle.colour,
    firstMs: first.atMs,
    lastMs: last.atMs,
    frames: seen.length,
    widest: tenth(Math.max(...seen.map(({ corners }) => widthOf(corners)))),
    samples: seen
      .filter((_, index) => index % SAMPLE_EVERY === 0)
      .map(({ atMs, corners: [a, b, c, d] }) => ({
        atMs,
        corners: [rounded(a), rounded(b), rounded(c), rounded(d)],
      })),
  }
}

/** The plate's corners in the frame, or undefined while it is too small, cut off or hidden. */
function plateInView(clip: Clip, vehicle: Vehicle, second: number): Corners | undefined {
  const at = whereIs(clip, vehicle, second)
  if (at === undefined) return undefined
  const corner = (right: number, up: number): Vector =>
    standing([(right * PLATE_WIDTH) / 2, at.plateHeight + (up * PLATE_HEIGHT) / 2, 0], at.plate)
  const points = [corner(-1, 1), corner(1, 1), corner(1, -1), corner(-1, -1)] as const
  const [a, b, c, d] = points.map((point) => project(clip.camera, point))
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  const corners: Corners = [a, b, c, d]
  const isInside = corners.every(
    ({ x, y }) => x >= MARGIN && y >= MARGIN && x <= FRAME_WIDTH - MARGIN && y <= FRAME_HEIGHT - MARGIN,
  )
  if (!isInside || widthOf(corners) < NARROWEST) return undefined
  const eye: Vector = [0, clip.camera.height, 0]
  const isHidden = clip.vehicles.some((other) => {
    const there = other === vehicle ? undefined : whereIs(clip, other, second)
    if (there === undefined) return false
    const shape = BODIES[other.body]
    const low: Vector = [-shape.width / 2, 0, 0]
    const high: Vector = [shape.width / 2, shape.height, shape.length]
    return points.some((point) => meetsBox(ownPlace(eye, there.body), ownPlace(point, there.body), low, high))
  })
  return isHidden ? undefined : corners
}

/** A point of the road in the frame of a thing that stands at `pose`. */
function ownPlace(point: Vector, pose: Pose): Vector {
  const dx = point[0] - pose.x
  const dz = point[2] - pose.z
  const cos = Math.cos(pose.yaw)
  const sin = Math.sin(pose.yaw)
  return [dx * cos - dz * sin, point[1], dx * sin + dz * cos]
}

/** Whether the way from one point to another leads through a box (slab test). */
function meetsBox(from: Vector, to: Vector, low: Vector, high: Vector): boolean {
  let enter = 0
  let leave = 1
  for (const axis of [0, 1, 2] as const) {
    const step = to[axis] - from[axis]
    const a = (low[axis] - from[axis]) / step
    const b = (high[axis] - from[axis]) / step
    enter = Math.max(enter, Math.min(a, b))
    leave = Math.min(leave, Math.max(a, b))
  }
  return enter < leave
}

function widthOf([a, b, c, d]: Corners): number {
  return (Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(c.x - d.x, c.y - d.y)) / 2
}

const tenth = (value: number): number => Math.round(value * 10) / 10
const rounded = ({ x, y }: Point): Point => ({ x: tenth(x), y: tenth(y) })
