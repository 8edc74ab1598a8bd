// Plane geometry of a plate's four corners.
import type { Corners, Point } from '#shared/domain/read.ts'
import type { Box } from './resample.ts'

export function centreOf(corners: Corners): Point {
  const [a, b, c, d] = corners
  return { x: (a.x + b.x + c.x + d.x) / 4, y: (a.y + b.y + c.y + d.y) / 4 }
}

/** The upright rectangle around the corners. */
export function boxAround(corners: Corners): Box {
  const [a, b, c, d] = corners
  const left = Math.min(a.x, b.x, c.x, d.x)
  const top = Math.min(a.y, b.y, c.y, d.y)
  return {
    left,
    top,
    width: Math.max(a.x, b.x, c.x, d.x) - left,
    height: Math.max(a.y, b.y, c.y, d.y) - top,
  }
}

/** The corners of an upright rectangle. */
export function cornersOf({ left, top, width, height }: Box): Corners {
  const [right, bottom] = [left + width, top + height]
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ]
}

/** The corners moved away from their centre: 1.1 adds five per cent of the size on each side. */
export function scaleCorners(corners: Corners, factor: number): Corners {
  const { x, y } = centreOf(corners)
  return mapCorners(corners, (p) => ({ x: x + (p.x - x) * factor, y: y + (p.y - y) * factor }))
}

export function mapCorners([a, b, c, d]: Corners, move: (corner: Point) => Point): Corners {
  return [move(a), move(b), move(c), move(d)]
}

/** Mean length of the plate's long and short sides, in frame pixels. */
export function sidesOf(corners: Corners): { readonly width: number; readonly height: number } {
  const [a, b, c, d] = corners
  return {
    width: (distance(a, b) + distance(d, c)) / 2,
    height: (distance(a, d) + distance(b, c)) / 2,
  }
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Intersection over union of two boxes, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (a.width * a.height + b.width * b.height - shared)
}
