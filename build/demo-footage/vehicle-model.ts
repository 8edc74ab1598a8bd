// Builds a vehicle of triangles from a body's cross-sections. The vehicle's own frame: x to its right, y up,
// z forward from its rear end.
import { PLATE_UNITS_HIGH, PLATE_UNITS_WIDE } from './plates.ts'
import type { BodyShape, Section } from './bodies.ts'
import type { Vector } from './camera.ts'
import type { Colour } from './colour.ts'
import { FACE, joinMeshes, makeMesh, type Mesh, type Model } from './model.ts'
import { makeTexture, type Texture } from './texture.ts'
import { frontArt, rearArt, sideArt } from './vehicle-art.ts'

const SILL = 0.24
/** A tenth of an inch. */
const PLATE_UNIT = 0.00254
export const PLATE_WIDTH = PLATE_UNITS_WIDE * PLATE_UNIT
export const PLATE_HEIGHT = PLATE_UNITS_HIGH * PLATE_UNIT
/** The plate stands this far off the body, so that it is never inside of it. */
export const PLATE_GAP = 0.03

/** The half outline of a cross-section, from the sill up to the middle of the top. */
function outline(body: BodyShape, [z, top, topHalf, belt]: Section, inset: number): readonly Vector[] {
  const half = body.width / 2 - inset
  const end = Math.min(1, Math.min(z, body.length - z) / 0.5)
  const bulge = half - 0.09 * (1 - end)
  return [
    [bulge * 0.93, SILL, z],
    [bulge * 0.985, SILL + 0.16, z],
    [bulge, (SILL + belt) / 2, z],
    [bulge * 0.97, belt - 0.08, z],
    [Math.max(topHalf, bulge * 0.92), belt, z],
    [topHalf, top - 0.04, z],
    [topHalf * 0.86, top, z],
    [0, top + 0.02, z],
  ]
}

/** The body as one skin over its sections, smooth along, with a rounded edge at both ends. */
function bodyMesh(body: BodyShape): Mesh {
  const first = body.sections[0]
  const last = body.sections.at(-1)
  if (first === undefined || last === undefined) throw new Error('a body needs sections')
  const rings = [
    outline(body, first, 0.05).map(([x, y]): Vector => [x * 0.985, y, 0]),
    ...body.sections.map((section) =>
      outline(
        body,
        [Math.max(0.05, Math.min(section[0], body.length - 0.05)), section[1], section[2], section[3]],
        0,
      ),
    ),
    outline(body, last, 0.05).map(([x, y]): Vector => [x * 0.985, y - 0.01, body.length]),
  ]
  const strips: Mesh[] = []
  for (const side of [-1, 1]) {
    const points = rings.flatMap((ring) => ring.map(([x, y, z]): Vector => [x * side, y, z]))
    const perRing = rings[0]?.length ?? 0
    const corners: [number, number, number][] = []
    for (let ring = 0; ring + 1 < rings.length; ring++)
      for (let step = 0; step + 1 < perRing; step++) {
        const at = ring * perRing + step
        corners.push([at, at + 1, at + perRing + 1], [at, at + perRing + 1, at + perRing])
      }
    strips.push(makeMesh(points, corners, false))
  }
  return joinMeshes(...strips, capMesh(rings[0] ?? []), capMesh(rings.at(-1) ?? []))
}

/** The flat end of the body across one outline. */
function capMesh(ring: readonly Vector[]): Mesh {
  const z = ring[0]?.[2] ?? 0
  const points = ring.flatMap(([x, y]): Vector[] => [
    [-x, y, z],
    [x, y, z],
  ])
  const corners = ring
    .slice(1)
    .flatMap((_, step) => [
      [step * 2, step * 2 + 1, step * 2 + 3] as const,
      [step * 2, step * 2 + 3, step * 2 + 2] as const,
    ])
  // A cap is flat, so its outward side cannot be told from its middle: a point behind it tells.
  const mesh = makeMesh([...points, [0, 0.6, z + (z === 0 ? 2 : -2)]], corners, false)
  const normal = z === 0 ? -1 : 1
  return {
    ...mesh,
    normals: mesh.normals.map((_, index) => (index % 3 === 2 ? normal : 0)),
    faces: mesh.faces.map(() => (z === 0 ? FACE.rear : FACE.front)),
  }
}

function wheelMesh(body: BodyShape, axle: number, side: number): Mesh {
  const steps = 14
  const rim = (x: number): Vector[] =>
    Array.from({ length: steps }, (_, step): Vector => {
      const angle = (step / steps) * 2 * Math.PI
      return [x * side, body.wheel + body.wheel * Math.sin(angle), axle + body.wheel * Math.cos(angle)]
    })
  const outer = body.width / 2 - 0.02
  const points = [...rim(outer), ...rim(outer - 0.22), [outer * side, body.wheel, axle] as const]
  const corners = Array.from({ length: steps }, (_, step) => {
    const next = (step + 1) % steps
    return [
      [step, next, steps + next],
      [step, steps + next, steps + step],
      [step, next, steps * 2],
    ] as const
  }).flat()
  return makeMesh(points, corners, true)
}

/** The vehicle without its plate: body in its paint, and wheels. Lamps that are on shine at dusk. */
export async function buildVehicle(
  body: BodyShape,
  paint: Colour,
  areLampsOn: boolean,
): Promise<readonly Model[]> {
  const across = { axis: 'x', top: body.height, height: body.height } as const
  const [rear, front, side] = [rearArt(body), frontArt(body), sideArt(body)]
  const [rearPaint, rearGlow, frontPaint, frontGlow, sidePaint] = await Promise.all([
    makeTexture(rear.paint, 768, Math.round((768 * rear.height) / rear.width)),
    makeTexture(rear.glow, 384, Math.round((384 * rear.height) / rear.width)),
    makeTexture(front.paint, 768, Math.round((768 * front.height) / front.width)),
    makeTexture(front.glow, 384, Math.round((384 * front.height) / front.width)),
    makeTexture(side.paint, 1024, Math.round((1024 * side.height) / side.width)),
  ])
  const sideSkin = {
    texture: sidePaint,
    axis: 'z',
    from: 0,
    span: body.length,
    top: body.height,
    height: body.height,
  } as const
  const glow = (texture: Texture): { glow?: Texture } => (areLampsOn ? { glow: texture } : {})
  const shell: Model = {
    ...bodyMesh(body),
    paint,
    gloss: 1,
    retro: 0,
    skins: {
      [FACE.rear]: {
        ...across,
        texture: rearPaint,
        ...glow(rearGlow),
        from: -body.width / 2,
        span: body.width,
      },
      [FACE.front]: {
        ...across,
        texture: frontPaint,
        ...glow(frontGlow),
        from: body.width / 2,
        span: -body.width,
      },
      [FACE.side]: sideSkin,
    },
  }
  const wheels: Model = {
    ...joinMeshes(...body.axles.flatMap((axle) => [wheelMesh(body, axle, -1), wheelMesh(body, axle, 1)])),
    paint: [0.012, 0.012, 0.013],
    gloss: 0.15,
    retro: 0,
    skins: { [FACE.side]: sideSkin },
  }
  return [shell, wheels]
}

/** A plate in its own frame: its middle `height` above the origin, seen from negative z, like a rear. */
export function buildPlate(texture: Texture, height: number): Model {
  const [half, top, low] = [PLATE_WIDTH / 2, height + PLATE_HEIGHT / 2, height - PLATE_HEIGHT / 2]
  return {
    positions: Float32Array.from([-half, top, 0, half, top, 0, half, low, 0, -half, low, 0]),
    normals: Float32Array.from([0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1]),
    triangles: Uint16Array.from([0, 1, 2, 0, 2, 3]),
    faces: Uint8Array.from([FACE.rear, FACE.rear]),
    paint: [0.02, 0.02, 0.02],
    gloss: 0.12,
    retro: 1,
    skins: {
      [FACE.rear]: { texture, axis: 'x', from: -half, span: PLATE_WIDTH, top, height: PLATE_HEIGHT },
    },
  }
}
