// Things made of triangles, with pictures laid on their sides.
import type { Vector } from './camera.ts'
import type { Colour } from './colour.ts'
import type { Texture } from './texture.ts'

/** Which picture a triangle wears: by the way it looks in the thing's own frame (z is its forward). */
export const FACE = { side: 0, rear: 1, front: 2, top: 3 } as const
export type Face = (typeof FACE)[keyof typeof FACE]

/** A picture laid on a thing from one direction, in metres of the thing's own frame. */
export type Skin = {
  readonly texture: Texture
  /** What shines by itself when lamps are on. */
  readonly glow?: Texture
  /** The picture runs along x or along z. */
  readonly axis: 'x' | 'z'
  /** Where the picture's left edge lies on the axis, and how far it reaches (negative: mirrored). */
  readonly from: number
  readonly span: number
  readonly top: number
  readonly height: number
}

export type Model = {
  readonly positions: Float32Array
  readonly normals: Float32Array
  readonly triangles: Uint16Array
  /** One face per triangle. */
  readonly faces: Uint8Array
  readonly skins: Partial<Record<Face, Skin>>
  /** What shows where no picture covers. */
  readonly paint: Colour
  /** Strength of mirrored sky and sun, 0 to 1. */
  readonly gloss: number
  /** Light thrown back towards our own lamps, 0 to 1: plates are retroreflective. */
  readonly retro: number
}

export type Mesh = Pick<Model, 'positions' | 'normals' | 'triangles' | 'faces'>

/** Points and the triangles between them; `isFlat` gives each triangle its own points and so hard edges. */
export function makeMesh(
  points: readonly Vector[],
  corners: readonly (readonly [number, number, number])[],
  isFlat: boolean,
): Mesh {
  const flat = isFlat
    ? corners.map((_, index) => [index * 3, index * 3 + 1, index * 3 + 2] as const)
    : corners
  const list: readonly Vector[] = isFlat
    ? corners.flat().map((index) => points[index] ?? ([0, 0, 0] as const))
    : points
  const middle = [0, 1, 2].map((axis) => list.reduce((sum, p) => sum + (p[axis] ?? 0), 0) / list.length)
  const normals = new Float32Array(list.length * 3)
  const triangles: number[] = []
  const faces: number[] = []
  for (const [a, b, c] of flat) {
    const [pa, pb, pc] = [list[a], list[b], list[c]]
    if (pa === undefined || pb === undefined || pc === undefined) throw new Error('a triangle names no point')
    let normal = cross(subtract(pb, pa), subtract(pc, pa))
    const outward = normal.reduce(
      (sum, value, axis) => sum + value * ((pa[axis] ?? 0) - (middle[axis] ?? 0)),
      0,
    )
    if (outward < 0) normal = [-normal[0], -normal[1], -normal[2]]
    triangles.push(...(outward < 0 ? [a, c, b] : [a, b, c]))
    faces.push(faceOf(normal))
    for (const index of [a, b, c])
      for (const axis of [0, 1, 2] as const)
        normals[index * 3 + axis] = (normals[index * 3 + axis] ?? 0) + normal[axis]
  }
  for (let at = 0; at < normals.length; at += 3) {
    const length = Math.hypot(normals[at] ?? 0, normals[at + 1] ?? 0, normals[at + 2] ?? 0) || 1
    for (let axis = 0; axis < 3; axis++) normals[at + axis] = (normals[at + axis] ?? 0) / length
  }
  return {
    positions: Float32Array.from(list.flat()),
    normals,
    triangles: Uint16Array.from(triangles),
    faces: Uint8Array.from(faces),
  }
}

/** Two meshes as one. */
export function joinMeshes(...meshes: readonly Mesh[]): Mesh {
  let offset = 0
  const triangles: number[] = []
  for (const mesh of meshes) {
    for (const index of mesh.triangles) triangles.push(index + offset)
    offset += mesh.positions.length / 3
  }
  return {
    positions: Float32Array.from(meshes.flatMap((mesh) => Array.from(mesh.positions))),
    normals: Float32Array.from(meshes.flatMap((mesh) => Array.from(mesh.normals))),
    triangles: Uint16Array.from(triangles),
    faces: Uint8Array.from(meshes.flatMap((mesh) => Array.from(mesh.faces))),
  }
}

/** A box between two opposite corners. */
export function boxMesh(low: Vector, high: Vector): Mesh {
  const points = Array.from({ length: 8 }, (_, index): Vector => [
    (index & 1 ? high : low)[0],
    (index & 2 ? high : low)[1],
    (index & 4 ? high : low)[2],
  ])
  const quads = [
    [0, 1, 3, 2],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 3, 7, 6],
    [0, 2, 6, 4],
    [1, 3, 7, 5],
  ] as const
  return makeMesh(
    points,
    quads.flatMap(([a, b, c, d]) => [[a, b, c] as const, [a, c, d] as const]),
    true,
  )
}

/** A rounded lump; `bumps` gives the radius's share by direction. */
export function lumpMesh(
  centre: Vector,
  radius: Vector,
  bumps: (longitude: number, latitude: number) => number,
): Mesh {
  const around = 14
  const rows = 9
  const points: Vector[] = []
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column < around; column++) {
      const latitude = (row / rows - 0.5) * Math.PI
      const longitude = (column / around) * 2 * Math.PI
      const size = row === 0 || row === rows ? 1 : bumps(column, row)
      points.push([
        centre[0] + radius[0] * size * Math.cos(latitude) * Math.cos(longitude),
        centre[1] + radius[1] * size * Math.sin(latitude),
        centre[2] + radius[2] * size * Math.cos(latitude) * Math.sin(longitude),
      ])
    }
  const corners: [number, number, number][] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < around; column++) {
      const next = (column + 1) % around
      const at = (r: number, c: number): number => r * around + c
      corners.push([at(row, column), at(row, next), at(row + 1, next)])
      corners.push([at(row, column), at(row + 1, next), at(row + 1, column)])
    }
  return makeMesh(points, corners, false)
}

function faceOf(normal: Vector): Face {
  const length = Math.hypot(...normal) || 1
  if (normal[2] / length < -0.3) return FACE.rear
  if (normal[2] / length > 0.3) return FACE.front
  return Math.abs(normal[0]) / length > 0.55 ? FACE.side : FACE.top
}

function subtract(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}
