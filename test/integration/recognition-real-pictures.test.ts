// The recogniser on real US pictures that it was neither trained nor tuned on. Floors, not claims: the
// measured numbers are in assets/models/README.md.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boxAround, overlap } from '#recognition/pixels/quad.ts'
import { createRecogniser, type Recogniser } from '#recognition/recogniser.ts'
import { foldPlate } from '#shared/domain/plate.ts'
import type { Pixels } from '#shared/recognition/pixels.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SCENES = join(ROOT, '../shared/data/us-scenes-dev')

async function rgbOf(path: string): Promise<Pixels> {
  const { data, info } = await sharp(path)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const planes = [{ offset: 0, stride: 3 * info.width }]
  const size = { width: info.width, height: info.height }
  return { layout: 'rgb24', isFullRange: true, ...size, planes, data: new Uint8Array(data).buffer }
}

describe.skipIf(!existsSync(SCENES))('with ../shared/data/us-scenes-dev (skipped where it is absent)', () => {
  let recogniser: Recogniser
  beforeAll(async () => {
    recogniser = await createRecogniser({ modelsFolder: join(ROOT, 'assets/models'), provider: 'cpu' })
  })
  afterAll(() => recogniser.stop())

  test('most plates of road and gate cameras are found and read', async () => {
    const lines = (await readFile(join(SCENES, 'labels.tsv'), 'utf8')).trim().split(/\r?\n/).slice(1)
    const counts = { found: 0, right: 0, amongTen: 0, all: 0 }
    for (const [sequence, line] of lines.entries()) {
      const [file = '', x, y, width, height, plate = ''] = line.split('\t')
      const label = { left: Number(x), top: Number(y), width: Number(width), height: Number(height) }
      const isHere = ({ corners }: { corners: Parameters<typeof boxAround>[0] }): boolean =>
        overlap(label, boxAround(corners)) >= 0.3
      const pixels = await rgbOf(join(SCENES, file))
      const frame = { camera: 'gate', sequence, capturedAt: 1_400_000_000_000, pixels }
      const { detections, passes } = await recogniser.recognise(frame, true)
      const pass = passes.find(isHere)
      counts.all++
      if (detections.some(isHere)) counts.found++
      if (pass === undefined) continue
      if (foldPlate(pass.plate) === foldPlate(plate)) counts.right++
      if (pass.candidates.some((one) => foldPlate(one.plate) === foldPlate(plate))) counts.amongTen++
    }
    expect(counts.all).toBe(73)
    expect(counts.found).toBeGreaterThanOrEqual(70)
    expect(counts.right).toBeGreaterThanOrEqual(52)
    expect(counts.amongTen).toBeGreaterThanOrEqual(61)
  })
})
