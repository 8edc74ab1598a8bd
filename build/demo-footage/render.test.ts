import { readFile, stat } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { foldPlate, normalisePlate } from '#shared/domain/plate.ts'
import { StateCode } from '#shared/domain/states.ts'
import { CLIPS } from './clips.ts'
import { makeClipPainter } from './frames.ts'
import { describeTruth, NARROWEST, Truth } from './truth.ts'

const demo = (name: string): URL => new URL(`../../assets/demo/${name}`, import.meta.url)

const HotListLine = z.object({
  plate: z.string().transform(normalisePlate),
  state: StateCode,
  category: z.string().min(1),
  description: z.string().min(1),
})

async function readHotList(): Promise<z.infer<typeof HotListLine>[]> {
  return z.array(HotListLine).parse(parse(await readFile(demo('hot-list.csv'), 'utf8'), { columns: true }))
}

const truth = describeTruth()

test('the committed truth is what the scene says', async () => {
  expect(Truth.parse(JSON.parse(await readFile(demo('truth.json'), 'utf8')))).toEqual(truth)
})

test('every vehicle shows its whole plate for at least a second and a half', () => {
  const vehicles = CLIPS.reduce((sum, clip) => sum + clip.vehicles.length, 0)
  expect(truth.vehicles).toHaveLength(vehicles)
  const brief = truth.vehicles.filter(
    (pass) => pass.frames < 1.5 * truth.framesPerSecond || pass.widest < 1.5 * NARROWEST,
  )
  expect(brief).toEqual([])
})

test('plate corners lie inside the frame, the right way round', () => {
  for (const { plate, samples } of truth.vehicles)
    for (const { corners } of samples) {
      const [topLeft, topRight, bottomRight, bottomLeft] = corners
      for (const { x, y } of corners) {
        expect(x, plate).toSatisfy((value: number) => value >= 0 && value <= truth.frameWidth)
        expect(y, plate).toSatisfy((value: number) => value >= 0 && value <= truth.frameHeight)
      }
      expect(topLeft.x, plate).toBeLessThan(topRight.x)
      expect(bottomLeft.x, plate).toBeLessThan(bottomRight.x)
      expect(topLeft.y, plate).toBeLessThan(bottomLeft.y)
      expect(topRight.y, plate).toBeLessThan(bottomRight.y)
    }
})

test('one vehicle passes twice, every other plate is seen once', () => {
  const seen = Map.groupBy(truth.vehicles, (pass) => pass.plate)
  const twice = [...seen.values()].filter((passes) => passes.length > 1)
  expect(twice.map((passes) => passes.map(({ clip, plate, state }) => [clip, plate, state]))).toEqual([
    [
      ['front', 'EC70841', 'IL'],
      ['rear', 'EC70841', 'IL'],
    ],
  ])
})

test('three listed plates drive by: one as listed, one from another state, one only with O taken as 0', async () => {
  const list = await readHotList()
  expect(list).toHaveLength(20)
  const met = list.flatMap((line) => {
    const pass = truth.vehicles.find((pass) => foldPlate(pass.plate) === foldPlate(line.plate))
    if (pass === undefined) return []
    return [{ plate: pass.plate, isExact: pass.plate === line.plate, isSameState: pass.state === line.state }]
  })
  expect(met).toEqual([
    { plate: 'EC70841', isExact: true, isSameState: true },
    { plate: 'CFR852', isExact: true, isSameState: false },
    { plate: 'CN63170', isExact: false, isSameState: true },
  ])
})

test('what the exact and the folded entry say of the colour is what drives by', async () => {
  const list = await readHotList()
  for (const [plate, colour] of [
    ['EC70841', 'black'],
    ['CN63170', 'white'],
  ] as const) {
    const line = list.find((entry) => foldPlate(entry.plate) === plate)
    expect(line?.description).toContain(colour)
    expect(truth.vehicles.find((pass) => pass.plate === plate)?.colour).toBe(colour)
  }
})

test('a frame is drawn the same every time, and shows the plate where the truth says', async () => {
  const clip = CLIPS[0]
  if (clip === undefined) throw new Error('there are no clips')
  const pass = truth.vehicles.find(({ plate }) => plate === 'EC70841')
  const sample = pass?.samples.findLast(({ corners }) => corners[1].x - corners[0].x > 120)
  if (sample === undefined) throw new Error('the black sedan comes near in the front clip')
  const frame = Math.round((sample.atMs / 1000) * truth.framesPerSecond)
  const first = (await makeClipPainter(clip)).paint(frame)
  const second = (await makeClipPainter(clip)).paint(frame)
  expect(Buffer.compare(first, second)).toBe(0)

  const [topLeft, topRight, , bottomLeft] = sample.corners
  const brightness = (x: number, y: number): number => {
    const at = (Math.round(y) * truth.frameWidth + Math.round(x)) * 3
    return ((first[at] ?? 0) + (first[at + 1] ?? 0) + (first[at + 2] ?? 0)) / 3
  }
  // A bright plate on a black vehicle: the step is at the plate's own edge.
  const middle = (topLeft.x + topRight.x) / 2
  expect(brightness(middle, bottomLeft.y - 4)).toBeGreaterThan(brightness(middle, bottomLeft.y + 5) + 50)
  expect(brightness(topRight.x - 4, topRight.y + 20)).toBeGreaterThan(
    brightness(topRight.x + 6, topRight.y + 20) + 50,
  )
})

test('both clips are there and together smaller than 8 MB', async () => {
  const sizes = await Promise.all(truth.clips.map(async ({ file }) => (await stat(demo(file))).size))
  expect(Math.min(...sizes)).toBeGreaterThan(100_000)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8_000_000)
})
