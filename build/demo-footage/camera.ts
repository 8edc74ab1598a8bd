// The camera of a clip and where points of the road appear in its picture. Lengths in metres; x to the
// camera's right, y up, z away from the camera along the road; the road's surface is y = 0.

export const FRAME_WIDTH = 1280
export const FRAME_HEIGHT = 720

export type Vector = readonly [x: number, y: number, z: number]

export type Camera = {
  readonly height: number
  /** Focal length in pixels. */
  readonly focal: number
  /** Radians; positive turns the view to the right. */
  readonly yaw: number
  /** Radians; positive turns the view down. */
  readonly pitch: number
}

/** A vehicle's or thing's place on the road: where its own origin stands and how it is turned. */
export type Pose = { readonly x: number; readonly z: number; readonly yaw: number }

/** A point of a thing as it stands on the road. */
export function standing(point: Vector, pose: Pose): Vector {
  const cos = Math.cos(pose.yaw)
  const sin = Math.sin(pose.yaw)
  return [pose.x + point[0] * cos + point[2] * sin, point[1], pose.z - point[0] * sin + point[2] * cos]
}

/** A point seen from the camera: x right, y up, z along the line of sight. */
export function seenFrom(camera: Camera, point: Vector): Vector {
  const cosYaw = Math.cos(camera.yaw)
  const sinYaw = Math.sin(camera.yaw)
  const cosPitch = Math.cos(camera.pitch)
  const sinPitch = Math.sin(camera.pitch)
  const x = point[0] * cosYaw - point[2] * sinYaw
  const ahead = point[0] * sinYaw + point[2] * cosYaw
  const y = point[1] - camera.height
  return [x, y * cosPitch + ahead * sinPitch, ahead * cosPitch - y * sinPitch]
}

/** A point in pixels of the frame; undefined when it is not in front of the camera. */
export function project(camera: Camera, point: Vector): { x: number; y: number } | undefined {
  const [x, y, depth] = seenFrom(camera, point)
  if (depth < 0.1) return undefined
  return { x: FRAME_WIDTH / 2 + (camera.focal * x) / depth, y: FRAME_HEIGHT / 2 - (camera.focal * y) / depth }
}
