// Straightens a plate: the perspective between its four corners and an upright rectangle, from full
// resolution, without aliasing when the plate is larger than the result.
import type { Corners } from '#shared/domain/read.ts'
import type { Channels } from './channels.ts'
import { boxAround, mapCorners, sidesOf } from './quad.ts'
import { planResample, resample, type RgbPlanes } from './resample.ts'

/**
 * Detail finer than this many source pixels per result pixel is averaged away first: bilinear sampling
 * would skip it.
 */
const FINEST = 1.25

/**
 * The pixels between the corners as an upright picture of width x height. Two steps: the region around
 * the plate is area-averaged to about the resolution of the result, then sampled bilinearly along the
 * perspective.
 */
export function straighten(
  bytes: Uint8Array,
  channels: Channels,
  corners: Corners,
  width: number,
  height: number,
): RgbPlanes {
  const sides = sidesOf(corners)
  const ratio = Math.max(sides.width / width, sides.height / height)
  const reduction = Math.max(1, ratio / FINEST)
  const around = boxAround(corners)
  const box = {
    left: around.left - reduction,
    top: around.top - reduction,
    width: around.width + 2 * reduction,
    height: around.height + 2 * reduction,
  }
  const patchWidth = Math.max(1, Math.round(box.width / reduction))
  const patchHeight = Math.max(1, Math.round(box.height / reduction))
  const patch = resample(bytes, planResample(channels, box, patchWidth, patchHeight))
  const map = perspectiveFromUnitSquare(
    mapCorners(corners, (corner) => ({
      x: ((corner.x - box.left) / box.width) * patchWidth,
      y: ((corner.y - box.top) / box.height) * patchHeight,
    })),
  )
  return warp(patch, map, width, height)
}

/** x = (a u + b v + c) / (g u + h v + 1), y = (d u + e v + f) / (g u + h v + 1). */
export type Perspective = {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
  readonly g: number
  readonly h: number
}

/**
 * The perspective that takes (0,0), (1,0), (1,1), (0,1) to the corners (P. Heckbert, "Fundamentals of
 * Texture Mapping and Image Warping", 1989, section 2.2). Corners in one line give the affine map.
 */
export function perspectiveFromUnitSquare(corners: Corners): Perspective {
  const [p0, p1, p2, p3] = corners
  const sumX = p0.x - p1.x + p2.x - p3.x
  const sumY = p0.y - p1.y + p2.y - p3.y
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const determinant = dx1 * dy2 - dx2 * dy1
  const isFlat = Math.abs(determinant) < 1e-9
  const g = isFlat ? 0 : (sumX * dy2 - dx2 * sumY) / determinant
  const h = isFlat ? 0 : (dx1 * sumY - sumX * dy1) / determinant
  return {
    a: p1.x - p0.x + g * p1.x,
    b: p3.x - p0.x + h * p3.x,
    c: p0.x,
    d: p1.y - p0.y + g * p1.y,
    e: p3.y - p0.y + h * p3.y,
    f: p0.y,
    g,
    h,
  }
}

function warp(patch: RgbPlanes, map: Perspective, width: number, height: number): RgbPlanes {
  const size = width * height
  const data = new Uint8ClampedArray(3 * size)
  const source = patch.data
  const patchSize = patch.width * patch.height
  const lastX = patch.width - 1
  const lastY = patch.height - 1
  for (let j = 0; j < height; j++) {
    const v = (j + 0.5) / height
    for (let i = 0; i < width; i++) {
      const u = (i + 0.5) / width
      const depth = 1 / (map.g * u + map.h * v + 1)
      const x = clamp((map.a * u + map.b * v + map.c) * depth - 0.5, lastX)
      const y = clamp((map.d * u + map.e * v + map.f) * depth - 0.5, lastY)
      const x0 = Math.trunc(x)
      const y0 = Math.trunc(y)
      const fx = x - x0
      const fy = y - y0
      const right = x0 < lastX ? 1 : 0
      const below = y0 < lastY ? patch.width : 0
      const w11 = fx * fy
      const w10 = fx - w11
      const w01 = fy - w11
      const w00 = 1 - fx - w01
      const at = y0 * patch.width + x0
      const to = j * width + i
      data[to] = blend(source, at, right, below, w00, w10, w01, w11)
      data[to + size] = blend(source, at + patchSize, right, below, w00, w10, w01, w11)
      data[to + 2 * size] = blend(source, at + 2 * patchSize, right, below, w00, w10, w01, w11)
    }
  }
  return { width, height, data }
}

function blend(
  source: Uint8ClampedArray,
  at: number,
  right: number,
  below: number,
  w00: number,
  w10: number,
  w01: number,
  w11: number,
): number {
  return (
    (source[at] ?? 0) * w00 +
    (source[at + right] ?? 0) * w10 +
    (source[at + below] ?? 0) * w01 +
    (source[at + below + right] ?? 0) * w11
  )
}

const clamp = (value: number, last: number): number => (value < 0 ? 0 : value > last ? last : value)
