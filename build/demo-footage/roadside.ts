// What stands beside the road: houses, trees and lamp posts, made once and met again every block.
import type { Pose } from './camera.ts'
import { colour, type Colour } from './colour.ts'
import { boxMesh, FACE, joinMeshes, lumpMesh, type Model } from './model.ts'
import { seededRandom } from './random.ts'
import { makeTexture } from './texture.ts'

/** A thing and its place along the road; `z` counts from the start of its block. */
export type RoadsideThing = { readonly models: readonly Model[]; readonly pose: Pose }

/** After this many metres the roadside comes again. */
export const BLOCK_LENGTH = 150

const WALLS = ['#8d5b45', '#b9a78c', '#77706a', '#a34f3f', '#c2b8a3', '#6f7f86']
const LEAVES = ['#4f6b2f', '#5d7a35', '#6b7f3d', '#8a8a3c']

/** One block of both sides of a street whose kerbs stand at `left` and `right`. */
export async function buildRoadside(
  left: number,
  right: number,
  seed: number,
): Promise<readonly RoadsideThing[]> {
  const random = seededRandom(seed)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '#888888'
  const things: RoadsideThing[] = []
  for (const side of [-1, 1]) {
    const kerb = side < 0 ? left : right
    for (let z = 0; z < BLOCK_LENGTH - 12;) {
      const length = 13 + random() * 9
      const height = 5.5 + Math.floor(random() * 3) * 3
      const house = await buildHouse(side, length, height, pick(WALLS), random)
      things.push({ models: [house], pose: { x: kerb + side * (6.5 + random() * 2), z, yaw: 0 } })
      z += length + 2 + random() * 6
    }
    for (let z = 6 + random() * 5; z < BLOCK_LENGTH; z += 15 + random() * 6)
      things.push({
        models: buildTree(colour(pick(LEAVES)), random),
        pose: { x: kerb + side * 3.6, z, yaw: 0 },
      })
    for (let z = side < 0 ? 2 : 27; z < BLOCK_LENGTH; z += 50)
      things.push({ models: [buildLampPost(-side)], pose: { x: kerb + side * 0.7, z, yaw: 0 } })
  }
  return things
}

async function buildHouse(
  side: number,
  length: number,
  height: number,
  wall: string,
  random: () => number,
): Promise<Model> {
  const depth = 9
  const street = await makeTexture(houseFront(length, height, wall, random), 512, 256)
  const gable = await makeTexture(houseFront(depth, height, wall, random), 256, 256)
  const low: [number, number, number] = [side < 0 ? -depth : 0, 0, 0]
  const high: [number, number, number] = [side < 0 ? 0 : depth, height, length]
  const across = { texture: gable, axis: 'x', from: low[0], span: depth, top: height, height } as const
  return {
    ...boxMesh(low, high),
    paint: colour('#4d4a48'),
    gloss: 0,
    retro: 0,
    skins: {
      [FACE.side]: { texture: street, axis: 'z', from: 0, span: length, top: height, height },
      [FACE.rear]: across,
      [FACE.front]: across,
    },
  }
}

function houseFront(width: number, height: number, wall: string, random: () => number): string {
  const storeys = Math.floor(height / 3)
  const columns = Math.max(2, Math.round(width / 2.8))
  const pitch = width / columns
  const parts = [`<rect width="${width}" height="${height}" fill="${wall}"/>`]
  for (let storey = 0; storey < storeys; storey++)
    for (let column = 0; column < columns; column++) {
      const isShop = storey === storeys - 1
      const glass = random() < 0.3 ? '#56646c' : '#2c363c'
      const x = column * pitch + pitch * (isShop ? 0.1 : 0.26)
      const y = height - (storeys - storey) * 3 + (isShop ? 0.7 : 0.8)
      const wide = pitch * (isShop ? 0.8 : 0.48)
      const high = isShop ? 2.0 : 1.5
      parts.push(
        `<rect x="${x - 0.08}" y="${y - 0.08}" width="${wide + 0.16}" height="${high + 0.16}" fill="${isShop ? '#6f6b66' : '#bdb7ac'}"/>`,
        `<rect x="${x}" y="${y}" width="${wide}" height="${high}" fill="${glass}"/>`,
      )
    }
  parts.push(
    `<rect width="${width}" height=".5" fill="rgb(0 0 0 / 30%)"/>`,
    `<rect y="${height - 3.1}" width="${width}" height=".45" fill="rgb(0 0 0 / 35%)"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${parts.join('')}</svg>`
}

function buildTree(leaf: Colour, random: () => number): readonly Model[] {
  const trunk: Model = {
    ...boxMesh([-0.13, 0, -0.13], [0.13, 2.8, 0.13]),
    paint: colour('#4b3d31'),
    gloss: 0,
    retro: 0,
    skins: {},
  }
  const lumps = [0, 1, 2, 3].map((index) => {
    const angle = index * 1.7 + random()
    const away = index === 0 ? 0 : 0.9
    return lumpMesh(
      [away * Math.cos(angle), 3.6 + random() * 0.9 + (index === 0 ? 0.7 : 0), away * Math.sin(angle)],
      [1.3 + random() * 0.4, 1.1 + random() * 0.4, 1.3 + random() * 0.4],
      () => 0.85 + random() * 0.3,
    )
  })
  return [trunk, { ...joinMeshes(...lumps), paint: leaf, gloss: 0, retro: 0, skins: {} }]
}

function buildLampPost(towards: number): Model {
  return {
    ...joinMeshes(
      boxMesh([-0.07, 0, -0.07], [0.07, 7.4, 0.07]),
      boxMesh([Math.min(0, towards * 1.9), 7.3, -0.05], [Math.max(0, towards * 1.9), 7.42, 0.05]),
      boxMesh(
        [Math.min(towards * 1.4, towards * 2), 7.2, -0.14],
        [Math.max(towards * 1.4, towards * 2), 7.34, 0.14],
      ),
    ),
    paint: colour('#6f7478'),
    gloss: 0.1,
    retro: 0,
    skins: {},
  }
}
