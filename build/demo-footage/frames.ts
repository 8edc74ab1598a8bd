// Draws the frames of a clip.
import { BODIES } from './bodies.ts'
import { FRAME_HEIGHT, FRAME_WIDTH } from './camera.ts'
import { COLOURS, FRAMES_PER_SECOND, type Clip, type Vehicle } from './clips.ts'
import { colour, encodeLight } from './colour.ts'
import { frameSecond } from './frame-clock.ts'
import { lightAt, type Light } from './light.ts'
import { whereIs, type Standing } from './motion.ts'
import { paintPlate } from './plates.ts'
import { seededRandom } from './random.ts'
import { drawModel, makeCanvas, type Jitter } from './raster.ts'
import { BLOCK_LENGTH, buildRoadside, type RoadsideThing } from './roadside.ts'
import { drawGround, makeSky, type Shade } from './street.ts'
import { buildPlate, buildVehicle } from './vehicle-model.ts'

/** Seconds the shutter is open: what moves is blurred a little. */
const SHUTTER = 1 / 180
/** The exposures that make one frame: each looks at another quarter of the pixel, at another time. */
const EXPOSURES: readonly Jitter[] = [
  { x: -0.125, y: -0.375 },
  { x: 0.375, y: -0.125 },
  { x: -0.375, y: 0.125 },
  { x: 0.125, y: 0.375 },
]
const FARTHEST = 170
const NOISE_LENGTH = 1 << 16

export type ClipPainter = {
  readonly frameCount: number
  /** RGB24 pixels of one frame; the same for the same frame on every run. */
  paint(frame: number): Uint8Array
}

/** Builds everything that appears in the clip, ready to draw any of its frames. */
export async function makeClipPainter(clip: Clip): Promise<ClipPainter> {
  const vehicles = await Promise.all(
    clip.vehicles.map(async (vehicle) => {
      const body = BODIES[vehicle.body]
      const models = await buildVehicle(body, colour(COLOURS[vehicle.colour]), !vehicle.isParked)
      const height = vehicle.shows === 'rear' ? body.rearPlate : body.frontPlate
      return { vehicle, models, plate: buildPlate(await paintPlate(vehicle.plate), height) }
    }),
  )
  const roadside = await buildRoadside(clip.street.left, clip.street.right, clip.name === 'front' ? 5 : 8)
  const skyAt = makeSky(clip.camera)
  const canvas = makeCanvas()
  const sum = new Float32Array(canvas.light.length)
  const noise = makeNoise()

  const expose = (second: number, jitter: Jitter, light: Light, sky: Float32Array): void => {
    const travelled = clip.speed * second
    const present = vehicles.flatMap((entry) => {
      const at = whereIs(clip, entry.vehicle, second)
      return at === undefined ? [] : [{ ...entry, at }]
    })
    canvas.light.set(sky)
    canvas.depth.fill(Number.POSITIVE_INFINITY)
    const standing = [
      ...present.flatMap(({ models, plate, at }) => [
        { models: [plate], pose: at.plate },
        { models, pose: at.body },
      ]),
      ...inView(roadside, travelled),
    ]
    // What is near is drawn first, so that what it hides need not be lit.
    standing.sort((a, b) => a.pose.z - b.pose.z)
    for (const { models, pose } of standing)
      for (const model of models) drawModel(canvas, clip.camera, jitter, model, pose, light)
    drawGround(
      canvas,
      clip.camera,
      jitter,
      clip.street,
      present.flatMap(({ vehicle, at }) => shadesOf(vehicle, at, light)),
      travelled,
      light,
    )
  }

  return {
    frameCount: clip.seconds * FRAMES_PER_SECOND,
    paint(frame) {
      const second = frameSecond(frame)
      const [from, to] = clip.dusk
      const share = Math.min(1, Math.max(0, (second - from) / (to - from)))
      const light = lightAt(share, clip.sun)
      const sky = skyAt(light)
      sum.fill(0)
      EXPOSURES.forEach((jitter, index) => {
        expose(second + ((index + 0.5) / EXPOSURES.length - 0.5) * SHUTTER, jitter, light, sky)
        for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (canvas.light[at] ?? 0)
      })
      return develop(sum, light, noise, frame)
    },
  }
}

/** Brings light to RGB24 with the lens's darker corners and the sensor's noise. */
function develop(sum: Float32Array, light: Light, noise: Float32Array, frame: number): Uint8Array {
  const rgb = new Uint8Array(sum.length)
  const random = seededRandom(frame + 1)
  const gain = (1.22 + 0.6 * light.lamps) / EXPOSURES.length
  for (let row = 0; row < FRAME_HEIGHT; row++) {
    const start = Math.floor(random() * NOISE_LENGTH)
    const fromMiddle = (row / FRAME_HEIGHT - 0.5) ** 2 * 0.32
    for (let column = 0; column < FRAME_WIDTH; column++) {
      const at = (row * FRAME_WIDTH + column) * 3
      const vignette = gain * (1 - 0.7 * (fromMiddle + (column / FRAME_WIDTH - 0.5) ** 2))
      const grain = (noise[(start + column) % NOISE_LENGTH] ?? 0) * light.noise
      for (let channel = 0; channel < 3; channel++)
        rgb[at + channel] = Math.min(
          255,
          Math.max(0, encodeLight((sum[at + channel] ?? 0) * vignette) + grain + 0.5),
        )
    }
  }
  return rgb
}

/** Normally distributed numbers (Box-Muller). */
function makeNoise(): Float32Array {
  const random = seededRandom(77)
  return Float32Array.from(
    { length: NOISE_LENGTH },
    () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  )
}

/** The dark under a vehicle, and its shadow away from the sun. */
function shadesOf(vehicle: Vehicle, at: Standing, light: Light): readonly Shade[] {
  const body = BODIES[vehicle.body]
  const cos = Math.cos(at.body.yaw)
  const sin = Math.sin(at.body.yaw)
  const x = at.body.x + (body.length / 2) * sin
  const z = at.body.z + (body.length / 2) * cos
  const sunShare = Math.min(1, light.sun[1] * 1.2)
  const reach = (body.height * 0.45) / Math.max(0.2, light.sunDirection[1])
  const size = { yaw: at.body.yaw, halfWidth: body.width / 2, halfLength: body.length / 2 }
  return [
    { ...size, x, z, soft: 0.22, strength: 0.75 },
    {
      ...size,
      x: x - light.sunDirection[0] * reach,
      z: z - light.sunDirection[2] * reach,
      soft: 0.12,
      strength: 0.62 * sunShare,
    },
  ]
}

/** The roadside's things that stand within sight, with their places now. */
function* inView(roadside: readonly RoadsideThing[], travelled: number): Generator<RoadsideThing> {
  for (const thing of roadside)
    for (let block = Math.floor((travelled - 30) / BLOCK_LENGTH); ; block++) {
      const z = thing.pose.z + block * BLOCK_LENGTH - travelled
      if (z > FARTHEST) break
      if (z > -30) yield { ...thing, pose: { ...thing.pose, z } }
    }
}
