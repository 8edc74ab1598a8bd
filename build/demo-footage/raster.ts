// Brings models to pixels: triangles with a depth buffer, light by the sun and the sky.
import { FRAME_HEIGHT, FRAME_WIDTH, seenFrom, standing, type Camera, type Pose } from './camera.ts'
import { LINEAR } from './colour.ts'
import type { Light } from './light.ts'
import type { Model, Skin } from './model.ts'
import type { Texture } from './texture.ts'

/** One exposure: linear RGB and the distance of what was drawn in each pixel. */
export type Canvas = { readonly light: Float32Array; readonly depth: Float32Array }

/** Where in its pixel an exposure looks, in pixels; several exposures together smooth edges. */
export type Jitter = { readonly x: number; readonly y: number }

/** Anything nearer than this is left out, in metres. */
const NEAREST = 0.4
/** Distance at which haze takes about two thirds of a thing's own colour, in metres. */
const HAZE = 260
/** Our own lamps light a plate fully up to this distance, in metres. */
const LAMP_REACH = 11

export function makeCanvas(): Canvas {
  const pixels = FRAME_WIDTH * FRAME_HEIGHT
  return { light: new Float32Array(pixels * 3), depth: new Float32Array(pixels) }
}

/** Share of haze in front of a thing at this distance. */
export function hazeAt(distance: number): number {
  return 1 - Math.exp(-distance / HAZE)
}

// Attributes carried across a triangle, and their values in the pixel at hand: place in the model's own
// frame, then the normal on the road.
const ATTRIBUTES = 6
const point = new Float64Array(ATTRIBUTES)
const sample = new Float64Array(4)

/** Draws a model that stands at `pose`. */
export function drawModel(
  canvas: Canvas,
  camera: Camera,
  jitter: Jitter,
  model: Model,
  pose: Pose,
  light: Light,
): void {
  const count = model.positions.length / 3
  const screenX = new Float64Array(count)
  const screenY = new Float64Array(count)
  const near = new Float64Array(count)
  const carried = new Float64Array(count * ATTRIBUTES)
  const cos = Math.cos(pose.yaw)
  const sin = Math.sin(pose.yaw)
  for (let index = 0; index < count; index++) {
    const at = index * 3
    const own = [
      model.positions[at] ?? 0,
      model.positions[at + 1] ?? 0,
      model.positions[at + 2] ?? 0,
    ] as const
    const [x, y, depth] = seenFrom(camera, standing(own, pose))
    near[index] = depth < NEAREST ? 0 : 1 / depth
    screenX[index] = FRAME_WIDTH / 2 + (camera.focal * x) / depth - jitter.x
    screenY[index] = FRAME_HEIGHT / 2 - (camera.focal * y) / depth - jitter.y
    const nx = model.normals[at] ?? 0
    const nz = model.normals[at + 2] ?? 0
    const slot = index * ATTRIBUTES
    carried[slot] = own[0]
    carried[slot + 1] = own[1]
    carried[slot + 2] = own[2]
    carried[slot + 3] = nx * cos + nz * sin
    carried[slot + 4] = model.normals[at + 1] ?? 0
    carried[slot + 5] = nz * cos - nx * sin
  }
  const shade = makeShade(canvas, camera, model, pose, light)
  for (let triangle = 0; triangle < model.faces.length; triangle++) {
    const a = model.triangles[triangle * 3] ?? 0
    const b = model.triangles[triangle * 3 + 1] ?? 0
    const c = model.triangles[triangle * 3 + 2] ?? 0
    const wa = near[a] ?? 0
    const wb = near[b] ?? 0
    const wc = near[c] ?? 0
    if (wa === 0 || wb === 0 || wc === 0) continue
    const ax = screenX[a] ?? 0
    const ay = screenY[a] ?? 0
    const bx = screenX[b] ?? 0
    const by = screenY[b] ?? 0
    const cx = screenX[c] ?? 0
    const cy = screenY[c] ?? 0
    // Outward triangles run one way round on the screen; the others look away.
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if (area <= 0) continue
    const top = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5))
    const bottom = Math.min(FRAME_HEIGHT - 1, Math.floor(Math.max(ay, by, cy) - 0.5))
    const left = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5))
    const right = Math.min(FRAME_WIDTH - 1, Math.floor(Math.max(ax, bx, cx) - 0.5))
    const face = model.faces[triangle] ?? 0
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const px = column + 0.5
        const py = row + 0.5
        const shareA = ((bx - px) * (cy - py) - (cx - px) * (by - py)) / area
        const shareB = ((cx - px) * (ay - py) - (ax - px) * (cy - py)) / area
        const shareC = 1 - shareA - shareB
        if (shareA < 0 || shareB < 0 || shareC < 0) continue
        const inverse = shareA * wa + shareB * wb + shareC * wc
        const pixel = row * FRAME_WIDTH + column
        const depth = 1 / inverse
        if (depth >= (canvas.depth[pixel] ?? 0)) continue
        canvas.depth[pixel] = depth
        const pa = shareA * wa * depth
        const pb = shareB * wb * depth
        const pc = shareC * wc * depth
        for (let slot = 0; slot < ATTRIBUTES; slot++)
          point[slot] =
            pa * (carried[a * ATTRIBUTES + slot] ?? 0) +
            pb * (carried[b * ATTRIBUTES + slot] ?? 0) +
            pc * (carried[c * ATTRIBUTES + slot] ?? 0)
        shade(pixel, face, depth)
      }
  }
}

/** Lights one pixel of the surface described by `point`. */
type Shade = (pixel: number, face: number, depth: number) => void

function makeShade(canvas: Canvas, camera: Camera, model: Model, pose: Pose, light: Light): Shade {
  const cos = Math.cos(pose.yaw)
  const sin = Math.sin(pose.yaw)
  const skins = [0, 1, 2, 3].map((face) => model.skins[face as 0 | 1 | 2 | 3])
  const [sunX, sunY, sunZ] = light.sunDirection
  return (pixel, face, depth) => {
    const ownX = point[0] ?? 0
    const ownY = point[1] ?? 0
    const ownZ = point[2] ?? 0
    const nx0 = point[3] ?? 0
    const ny0 = point[4] ?? 0
    const nz0 = point[5] ?? 0
    const length = Math.sqrt(nx0 * nx0 + ny0 * ny0 + nz0 * nz0) || 1
    const nx = nx0 / length
    const ny = ny0 / length
    const nz = nz0 / length
    const worldX = pose.x + ownX * cos + ownZ * sin
    const worldZ = pose.z - ownX * sin + ownZ * cos
    let viewX = worldX
    let viewY = ownY - camera.height
    let viewZ = worldZ
    const distance = Math.sqrt(viewX * viewX + viewY * viewY + viewZ * viewZ)
    viewX /= distance
    viewY /= distance
    viewZ /= distance

    let red = model.paint[0]
    let green = model.paint[1]
    let blue = model.paint[2]
    let glowRed = 0
    let glowGreen = 0
    let glowBlue = 0
    const skin = skins[face]
    if (skin !== undefined) {
      const u = ((skin.axis === 'x' ? ownX : ownZ) - skin.from) / skin.span
      const v = (skin.top - ownY) / skin.height
      const metresPerPixel = depth / camera.focal
      lookUp(skin, skin.texture, u, v, metresPerPixel)
      const cover = sample[3] ?? 0
      red += ((sample[0] ?? 0) - red) * cover
      green += ((sample[1] ?? 0) - green) * cover
      blue += ((sample[2] ?? 0) - blue) * cover
      if (skin.glow !== undefined && light.lamps > 0) {
        lookUp(skin, skin.glow, u, v, metresPerPixel)
        const shine = (sample[3] ?? 0) * light.lamps * 1.4
        glowRed = (sample[0] ?? 0) * shine
        glowGreen = (sample[1] ?? 0) * shine
        glowBlue = (sample[2] ?? 0) * shine
      }
    }

    const sun = Math.max(0, nx * sunX + ny * sunY + nz * sunZ)
    const up = ny * 0.5 + 0.5
    const facing = -(nx * viewX + ny * viewY + nz * viewZ)
    // What the clear coat mirrors: sky above, road below, more at grazing angles (Schlick).
    let mirror = 0
    let high = 0
    let isSky = 0
    let glint = 0
    if (model.gloss > 0) {
      const mirrorX = viewX + 2 * facing * nx
      const mirrorY = viewY + 2 * facing * ny
      const mirrorZ = viewZ + 2 * facing * nz
      const grazing = 1 - Math.min(1, Math.max(0, facing))
      mirror = model.gloss * (0.05 + 0.95 * grazing * grazing * grazing * grazing * grazing)
      high = Math.min(1, Math.max(0, mirrorY * 1.6))
      isSky = Math.min(1, Math.max(0, mirrorY * 8 + 0.5))
      const towardsSun = mirrorX * sunX + mirrorY * sunY + mirrorZ * sunZ
      if (towardsSun > 0.9) glint = model.gloss * 1.5 * towardsSun ** 60
    }
    const ownLamps = light.lamps * model.retro * 0.75 * Math.min(1, (LAMP_REACH / distance) ** 2)
    const spill = light.lamps * 0.1 * Math.min(1, (LAMP_REACH / distance) ** 2) * Math.max(0, facing)
    const haze = hazeAt(distance)
    for (let channel = 0; channel < 3; channel++) {
      const own = channel === 0 ? red : channel === 1 ? green : blue
      const glow = channel === 0 ? glowRed : channel === 1 ? glowGreen : glowBlue
      const zenith = light.zenith[channel] ?? 0
      const horizon = light.horizon[channel] ?? 0
      const bounce = light.bounce[channel] ?? 0
      const ambient = (bounce * (1 - up) + (zenith * 0.5 + horizon * 0.5) * up) * 0.75
      const mirrored = isSky * (horizon + (zenith - horizon) * high) + (1 - isSky) * bounce * 0.5
      const sunLight = light.sun[channel] ?? 0
      const lit = own * (ambient + sun * sunLight + ownLamps + spill)
      const value = lit + (mirrored - lit) * mirror + glint * sunLight + glow
      canvas.light[pixel * 3 + channel] = value + (horizon * 0.85 - value) * haze
    }
  }
}

/** Leaves the texture's colour (linear) and cover in `sample`; outside of the picture nothing covers. */
function lookUp(skin: Skin, texture: Texture, u: number, v: number, metresPerPixel: number): void {
  sample[3] = 0
  if (u < 0 || u > 1 || v < 0 || v > 1) return
  const full = texture.levels[0]
  if (full === undefined) return
  // Texels per pixel pick the level; the four exposures together allow one that is a little sharper.
  const texels = (metresPerPixel * full.height) / skin.height
  const wanted = Math.max(0, Math.round(Math.log2(texels) - 0.3))
  const level = texture.levels[Math.min(wanted, texture.levels.length - 1)] ?? full
  const x = Math.min(level.width - 1, Math.max(0, u * level.width - 0.5))
  const y = Math.min(level.height - 1, Math.max(0, v * level.height - 0.5))
  const left = Math.floor(x)
  const top = Math.floor(y)
  const fx = x - left
  const fy = y - top
  const right = Math.min(level.width - 1, left + 1)
  const below = Math.min(level.height - 1, top + 1)
  const a = (top * level.width + left) * 4
  const b = (top * level.width + right) * 4
  const c = (below * level.width + left) * 4
  const d = (below * level.width + right) * 4
  const ka = (1 - fx) * (1 - fy) * (level.data[a + 3] ?? 0)
  const kb = fx * (1 - fy) * (level.data[b + 3] ?? 0)
  const kc = (1 - fx) * fy * (level.data[c + 3] ?? 0)
  const kd = fx * fy * (level.data[d + 3] ?? 0)
  const cover = ka + kb + kc + kd
  if (cover === 0) return
  for (let channel = 0; channel < 3; channel++)
    sample[channel] =
      (ka * (LINEAR[level.data[a + channel] ?? 0] ?? 0) +
        kb * (LINEAR[level.data[b + channel] ?? 0] ?? 0) +
        kc * (LINEAR[level.data[c + channel] ?? 0] ?? 0) +
        kd * (LINEAR[level.data[d + channel] ?? 0] ?? 0)) /
      cover
  sample[3] = cover / 255
}
