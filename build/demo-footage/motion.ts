// Where a clip's vehicles stand at a given time, and where their plates are.
import { BODIES } from './bodies.ts'
import { standing, type Pose, type Vector } from './camera.ts'
import type { Clip, Vehicle } from './clips.ts'
import { PLATE_GAP } from './vehicle-model.ts'

/** A vehicle at one instant. `body` stands at its rear end, `plate` at the plate, looking at the camera. */
export type Standing = { readonly body: Pose; readonly plate: Pose; readonly plateHeight: number }

/** Undefined while the vehicle has not come or is gone. */
export function whereIs(clip: Clip, vehicle: Vehicle, second: number): Standing | undefined {
  const first = vehicle.path[0]
  const last = vehicle.path.at(-1) ?? first
  if (second < first[0] || second > last[0]) return undefined
  const at = along(vehicle, second)
  const before = along(vehicle, Math.max(first[0], second - 0.1))
  const after = along(vehicle, Math.min(last[0], second + 0.1))
  const span = Math.min(last[0], second + 0.1) - Math.max(first[0], second - 0.1)
  const sideways = (after.x - before.x) / span
  const forward = (after.z - before.z) / span + clip.speed
  // A vehicle points where it drives over the road; near standstill it keeps straight.
  const heading =
    Math.abs(sideways) < 0.02
      ? 0
      : Math.atan2(sideways, Math.max(5, Math.abs(forward))) * Math.sign(forward || 1)
  const shape = BODIES[vehicle.body]
  const isRear = vehicle.shows === 'rear'
  const yaw = isRear ? heading : heading + Math.PI
  const nearEnd: Vector = [0, 0, isRear ? 0 : shape.length]
  const shift = standing(nearEnd, { x: 0, z: 0, yaw })
  const body = { x: at.x - shift[0], z: at.z - shift[2], yaw }
  const gap = standing([0, 0, isRear ? -PLATE_GAP : shape.length + PLATE_GAP], body)
  return {
    body,
    plate: { x: gap[0], z: gap[2], yaw: heading },
    plateHeight: isRear ? shape.rearPlate : shape.frontPlate,
  }
}

/** Smooth path through the waypoints (cubic Hermite, slopes kept from overshooting). */
function along(vehicle: Vehicle, second: number): { x: number; z: number } {
  const path = vehicle.path
  const next = Math.max(
    1,
    path.findIndex(([at]) => at >= second),
  )
  const from = path[next - 1] ?? path[0]
  const to = path[next] ?? path[1]
  const span = to[0] - from[0]
  const share = (second - from[0]) / span
  const between = (axis: 1 | 2): number => {
    const slopeFrom = slopeAt(vehicle, next - 1, axis) * span
    const slopeTo = slopeAt(vehicle, next, axis) * span
    const [a, b] = [from[axis], to[axis]]
    const s2 = share * share
    const s3 = s2 * share
    return (
      (2 * s3 - 3 * s2 + 1) * a +
      (s3 - 2 * s2 + share) * slopeFrom +
      (3 * s2 - 2 * s3) * b +
      (s3 - s2) * slopeTo
    )
  }
  return { x: between(1), z: between(2) }
}

/** Harmonic mean of the slopes on both sides, zero at a turning point (Fritsch and Butland 1984). */
function slopeAt(vehicle: Vehicle, index: number, axis: 1 | 2): number {
  const slope = (from: number): number | undefined => {
    const a = vehicle.path[from]
    const b = vehicle.path[from + 1]
    return a === undefined || b === undefined ? undefined : (b[axis] - a[axis]) / (b[0] - a[0])
  }
  const before = slope(index - 1)
  const after = slope(index)
  if (before === undefined || after === undefined) return before ?? after ?? 0
  return before * after <= 0 ? 0 : (2 * before * after) / (before + after)
}
