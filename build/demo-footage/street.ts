// The road, its edges and the sky: worked out for each pixel from where its line of sight ends.
import { FRAME_HEIGHT, FRAME_WIDTH, type Camera } from './camera.ts'
import { colour, type Colour } from './colour.ts'
import type { Light } from './light.ts'
import { smoothNoise } from './random.ts'
import { hazeAt, type Canvas, type Jitter } from './raster.ts'

/** A painted line along the road; broken lines are 10 ft long every 40 ft (MUTCD 3A.06). */
export type RoadLine = {
  readonly x: number
  readonly kind: 'solid' | 'broken'
  readonly colour: 'white' | 'yellow'
}

export type Street = {
  /** Where the kerbs are, in metres to the right of the camera. */
  readonly left: number
  readonly right: number
  readonly lines: readonly RoadLine[]
}

/** A dark patch on the road under a vehicle, in the vehicle's own frame turned by `yaw`. */
export type Shade = {
  readonly x: number
  readonly z: number
  readonly yaw: number
  readonly halfWidth: number
  readonly halfLength: number
  /** Softness of the edge in metres. */
  readonly soft: number
  readonly strength: number
}

const LINE_HALF_WIDTH = 0.065
const BROKEN_LENGTH = 3.05
const BROKEN_PERIOD = 12.2
const KERB_WIDTH = 0.18
const PAVEMENT_WIDTH = 2.2

const ASPHALT = colour('#67686b')
const KERB = colour('#a9a8a3')
const PAVEMENT = colour('#9a968e')
const GRASS = colour('#5d7a3c')
const WHITE = colour('#e4e4de')
const YELLOW = colour('#d9a520')
const TREES = colour('#5c6b62')

const patches = smoothNoise(11)
const clouds = smoothNoise(23)

const step = (from: number, to: number, value: number): number => {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return share * share * (3 - 2 * share)
}

/** A sky for this camera, as light per pixel; clouds and tree line are worked out once, since it does not turn. */
export function makeSky(camera: Camera): (light: Light) => Float32Array {
  const pixels = FRAME_WIDTH * FRAME_HEIGHT
  const height = new Float32Array(pixels)
  const cloud = new Float32Array(pixels)
  const trees = new Float32Array(pixels)
  const horizon = horizonRow(camera)
  for (let row = 0; row < Math.min(FRAME_HEIGHT, horizon + 12); row++)
    for (let column = 0; column < FRAME_WIDTH; column++) {
      const pixel = row * FRAME_WIDTH + column
      const up = (horizon - row) / camera.focal
      const across = (column - FRAME_WIDTH / 2) / camera.focal + camera.yaw
      height[pixel] = Math.min(1, Math.max(0, up * 2.4))
      const far = 1 / (Math.max(0, up) + 0.06)
      let sum = 0
      for (let octave = 0, size = 0.5; octave < 5; octave++, size *= 2)
        sum += clouds(across * far * size * 1.6 + 40, far * size * 0.8 + octave * 7) / size
      cloud[pixel] = step(0.35, 1.7, sum + 0.3) * step(0, 0.1, up)
      const line = 0.016 + 0.006 * clouds(across * 30, 3.5) + 0.004 * clouds(across * 110, 9.5)
      trees[pixel] = 1 - step(line - 0.001, line + 0.001, up)
    }
  const skyLight = new Float32Array(pixels * 3)
  return (light) => {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const high = Math.sqrt(height[pixel] ?? 0)
      const white = (cloud[pixel] ?? 0) * 0.55
      const tree = trees[pixel] ?? 0
      for (let channel = 0; channel < 3; channel++) {
        const horizonLight = light.horizon[channel] ?? 0
        const sky = horizonLight + ((light.zenith[channel] ?? 0) - horizonLight) * high
        const clear = sky + (horizonLight * 1.08 - sky) * white
        const wood = ((TREES[channel] ?? 0) * 0.5 + 0.55) * horizonLight
        skyLight[pixel * 3 + channel] = clear + (wood - clear) * tree
      }
    }
    return skyLight
  }
}

/** Row of the horizon, not rounded. */
function horizonRow(camera: Camera): number {
  return FRAME_HEIGHT / 2 - camera.focal * Math.tan(camera.pitch)
}

/** Draws the road as it lies after `travelled` metres, with shades on it, wherever nothing stands yet. */
export function drawGround(
  canvas: Canvas,
  camera: Camera,
  jitter: Jitter,
  street: Street,
  shades: readonly Shade[],
  travelled: number,
  light: Light,
): void {
  const cosYaw = Math.cos(camera.yaw)
  const sinYaw = Math.sin(camera.yaw)
  const cosPitch = Math.cos(camera.pitch)
  const sinPitch = Math.sin(camera.pitch)
  const sunLight = Math.max(0, light.sunDirection[1])
  const lit: Colour = [0, 1, 2].map(
    (channel) =>
      ((light.zenith[channel] ?? 0) + (light.horizon[channel] ?? 0)) * 0.42 +
      (light.sun[channel] ?? 0) * sunLight,
  ) as unknown as Colour
  for (let row = Math.max(0, Math.ceil(horizonRow(camera))); row < FRAME_HEIGHT; row++) {
    const down = (row + 0.5 + jitter.y - FRAME_HEIGHT / 2) / camera.focal
    const fall = down * cosPitch + sinPitch
    if (fall < 0.002) continue
    const reach = camera.height / fall
    const ahead = (cosPitch - down * sinPitch) * reach
    const footprint = reach / camera.focal
    const haze = hazeAt(ahead)
    // Shades that this row can touch at all.
    const touching = shades.filter(
      (shade) =>
        Math.abs(shade.z - ahead) <
        shade.halfLength + shade.halfWidth + shade.soft + Math.abs(shade.x * sinYaw) + 2.5,
    )
    for (let column = 0; column < FRAME_WIDTH; column++) {
      if (canvas.depth[row * FRAME_WIDTH + column] !== Number.POSITIVE_INFINITY) continue
      const across = ((column + 0.5 + jitter.x - FRAME_WIDTH / 2) / camera.focal) * reach
      const x = across * cosYaw + ahead * sinYaw
      const z = ahead * cosYaw - across * sinYaw
      const along = z + travelled
      const surface = surfaceAt(street, x, along, footprint)
      let shadow = 1
      for (const shade of touching) shadow *= 1 - shade.strength * shadeAt(shade, x, z)
      const grain =
        1 +
        0.07 * patches(x * 0.5, along * 0.22) +
        (0.09 * patches(x * 5, along * 2.2)) / (1 + footprint * 14)
      // Our own lamps on the road.
      const beam = light.lamps * 0.16 * Math.exp(-((x / (1.5 + z * 0.12)) ** 2)) * Math.exp(-z / 14)
      const at = (row * FRAME_WIDTH + column) * 3
      for (let channel = 0; channel < 3; channel++) {
        const value = (surface[channel] ?? 0) * grain * ((lit[channel] ?? 0) * shadow + beam)
        canvas.light[at + channel] = value + ((light.horizon[channel] ?? 0) * 0.85 - value) * haze
      }
    }
  }
}

const painted: [number, number, number] = [0, 0, 0]

function surfaceAt(street: Street, x: number, along: number, footprint: number): readonly number[] {
  const outside = Math.max(street.left - x, x - street.right)
  if (outside > 0) {
    const edge = footprint * 0.7
    if (outside < KERB_WIDTH) return KERB
    if (outside < KERB_WIDTH + PAVEMENT_WIDTH) {
      // Slabs of 1.5 m.
      const joint = Math.abs(((along / 1.5) % 1) - 0.5) > 0.5 - 0.008 - edge * 0.2 ? 0.88 : 1
      for (let channel = 0; channel < 3; channel++) painted[channel] = (PAVEMENT[channel] ?? 0) * joint
      return painted
    }
    return GRASS
  }
  let cover = 0
  let paint = WHITE
  for (const line of street.lines) {
    const off = Math.abs(x - line.x)
    if (off > LINE_HALF_WIDTH + footprint) continue
    const wide = 1 - step(LINE_HALF_WIDTH - footprint * 0.6, LINE_HALF_WIDTH + footprint * 0.6, off)
    const phase = ((along % BROKEN_PERIOD) + BROKEN_PERIOD) % BROKEN_PERIOD
    const share = wide * (line.kind === 'solid' || phase < BROKEN_LENGTH ? 0.85 : 0)
    if (share > cover) {
      cover = share
      paint = line.colour === 'white' ? WHITE : YELLOW
    }
  }
  // The gutter collects dust.
  const gutter = 1 + 0.12 * step(0.5, 0, Math.min(x - street.left, street.right - x))
  for (let channel = 0; channel < 3; channel++) {
    const road = (ASPHALT[channel] ?? 0) * gutter
    painted[channel] = road + ((paint[channel] ?? 0) - road) * cover
  }
  return painted
}

function shadeAt(shade: Shade, x: number, z: number): number {
  const dx = x - shade.x
  const dz = z - shade.z
  const cos = Math.cos(shade.yaw)
  const sin = Math.sin(shade.yaw)
  const acrossEdge = Math.abs(dx * cos - dz * sin) - shade.halfWidth
  const alongEdge = Math.abs(dx * sin + dz * cos) - shade.halfLength
  return (1 - step(-shade.soft, shade.soft, acrossEdge)) * (1 - step(-shade.soft, shade.soft, alongEdge))
}
