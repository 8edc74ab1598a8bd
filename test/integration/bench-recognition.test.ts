// `bench:scenes`, `bench:plates` and `bench:peers` as a person types them, on a frame of the demonstration.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { boxAround } from '#recognition/pixels/quad.ts'
import { Truth } from '../../build/demo-footage/truth.ts'

const Share = z.number().min(0).max(1).nullable()
const Figures = z.object({
  pictures: z.int(),
  plates: z.int(),
  detected30: Share,
  detected50: Share,
  exact: Share,
  exactStrict: Share,
  exactAny: Share,
  exactGivenBox: Share,
  inTen: Share,
  cer: z.number().min(0).nullable(),
  stateRight: Share,
  stateWrong: Share,
  stateNamedRight: Share,
  stateNamedWrong: Share,
  stateWithheld: Share,
  falseReadsPerPicture: z.number().min(0).nullable(),
  ece: Share,
})
const Spread = z.object({ median: z.number().positive(), p95: z.number().positive() })
const Stages = z.object({
  decode: Spread,
  detect: Spread.nullable(),
  read: Spread,
  total: Spread,
})
const Report = Figures.extend({
  byWidth: z.array(Figures.extend({ from: z.number(), to: z.number().nullable() })).min(5),
  ms: Stages,
  cpuMs: Stages,
  threads: z.int(),
  models: z
    .array(z.object({ name: z.string(), version: z.string(), sha256: z.string().length(64) }))
    .length(3),
})

let folder = ''
let scenes = ''
let closeUps = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  scenes = join(folder, 'scenes')
  closeUps = join(folder, 'close-ups')
  for (const name of [scenes, closeUps]) mkdirSync(name)
  const truth = Truth.parse(JSON.parse(readFileSync('assets/demo/truth.json', 'utf8')))
  const front = truth.vehicles
    .filter(({ clip }) => clip === 'front')
    .flatMap((vehicle) =>
      vehicle.samples.map(({ atMs, corners }) => ({ ...vehicle, atMs, box: boxAround(corners) })),
    )
  const [widest] = front.toSorted((a, b) => b.box.width - a.box.width)
  if (widest === undefined) throw new Error('The demonstration has plates.')
  const frame = join(scenes, 'frame.png')
  // Half a frame early: seeking gives the first frame at or after the time.
  const at = `${(widest.atMs - 30) / 1000}`
  spawnSync('ffmpeg', ['-v', 'error', '-ss', at, '-i', 'assets/demo/front.mp4', '-frames:v', '1', frame])
  const rows = front
    .filter(({ atMs }) => atMs === widest.atMs)
    .map(({ plate, box }) => ['frame.png', box.left, box.top, box.width, box.height, plate].join('\t'))
  writeFileSync(join(scenes, 'labels.tsv'), ['file\tx\ty\tw\th\ttext', ...rows, ''].join('\n'))

  const { left, top, width, height } = widest.box
  const margin = 0.06
  const cut = {
    left: Math.round(left - margin * width),
    top: Math.round(top - margin * height),
    width: Math.round(width * (1 + 2 * margin)),
    height: Math.round(height * (1 + 2 * margin)),
  }
  await sharp(frame).extract(cut).toFile(join(closeUps, 'plate.png'))
  writeFileSync(
    join(closeUps, 'labels.csv'),
    `file,state,text\nplate.png,${widest.state},${widest.plate}\nblank.png,KS,AB123\n`,
  )
  const blank = { width: 120, height: 60, channels: 3 as const, background: '#808080' }
  await sharp({ create: blank }).png().toFile(join(closeUps, 'blank.png'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function bench(name: string, ...words: string[]) {
  return spawnSync(process.execPath, [`bench/${name}.ts`, ...words], { encoding: 'utf8', timeout: 120_000 })
}

describe('bench:scenes', () => {
  test('gives one JSON object in which the near plate of the demonstration is found and read', () => {
    const { stdout, stderr, status } = bench('scenes', scenes, '--json', '--threads', '1')
    expect([status, stderr]).toEqual([0, ''])
    const report = Report.parse(JSON.parse(stdout))
    expect(report).toMatchObject({
      pictures: 1,
      detected30: 1,
      exact: 1,
      exactAny: expect.any(Number),
      stateRight: null,
      stateWithheld: null,
      threads: 1,
    })
    expect(report.plates).toBeGreaterThanOrEqual(1)
    expect(report.exactGivenBox).toBeGreaterThan(0)
    expect(report.inTen).toBeGreaterThan(0)
    expect(report.cer).toBeLessThan(1)
    expect(report.cpuMs.detect?.median).toBeGreaterThan(0)
    expect(report.byWidth.slice(0, 4).reduce((sum, { plates }) => sum + plates, 0)).toBe(report.plates)
  })

  test('boxes without texts tell what is found, and nothing of what is read', () => {
    const boxes = join(folder, 'boxes')
    mkdirSync(boxes)
    writeFileSync(join(boxes, 'frame.png'), readFileSync(join(scenes, 'frame.png')))
    const rows = readFileSync(join(scenes, 'labels.tsv'), 'utf8').trim().split('\n').slice(1)
    const cut = rows.map((row) => row.split('\t').slice(0, 5).join(','))
    writeFileSync(join(boxes, 'boxes.csv'), ['file,x,y,w,h', ...cut, ''].join('\n'))
    const report = Report.parse(JSON.parse(bench('scenes', boxes, '--json', '--threads', '1').stdout))
    expect(report.detected30).toBe(1)
    expect([report.exact, report.exactGivenBox, report.inTen, report.cer, report.ece]).toEqual(
      Array.from({ length: 5 }, () => null),
    )
    expect(report.falseReadsPerPicture).not.toBeNull()
  })

  test('a picture that cannot be decoded and a folder without labels are named, with exit code 2', () => {
    const damaged = join(folder, 'damaged')
    mkdirSync(damaged)
    writeFileSync(join(damaged, 'a.jpg'), 'no picture')
    expect(bench('scenes', damaged)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('neither labels.tsv'),
    })
    writeFileSync(join(damaged, 'boxes.csv'), 'file,x,y,w,h\na.jpg,1,2,3,4\n')
    const { stdout, stderr, status } = bench('scenes', damaged, '--json')
    expect([stdout, status]).toEqual(['', 2])
    expect(stderr).toContain(`The picture ${join(damaged, 'a.jpg')} cannot be decoded`)
  })
})

describe('bench:plates', () => {
  test('reads the close-up, and writes the one that failed with what was read', () => {
    const failures = join(folder, 'failures')
    const { stdout, status } = bench('plates', closeUps, '--json', '--threads', '1', '--failures', failures)
    expect(status).toBe(0)
    const report = Report.parse(JSON.parse(stdout))
    expect(report).toMatchObject({
      pictures: 2,
      plates: 2,
      detected30: null,
      exact: 0.5,
      exactGivenBox: null,
      falseReadsPerPicture: null,
    })
    const { stateNamedRight, stateNamedWrong, stateWithheld } = report
    expect((stateNamedRight ?? 0) + (stateNamedWrong ?? 0) + (stateWithheld ?? 0)).toBeCloseTo(1)
    const lines = readFileSync(join(failures, 'failures.jsonl'), 'utf8').trim().split('\n')
    const blank = lines.map((line) => JSON.parse(line)).find(({ file }) => file === 'blank.png')
    expect(blank).toMatchObject({ label: 'AB123', labelState: 'KS', width: 120 })
    expect(readdirSync(failures)).toContain(blank.crop)
  })

  test('the terminal table names both thread counts; close-ups can be made smaller', () => {
    const { stdout, status } = bench('plates', closeUps, '--limit', '1', '--width', '64')
    expect(status).toBe(0)
    expect(stdout).toMatch(/read exactly, one answer a picture/)
    expect(stdout).toMatch(/1 thread, processor/)
    expect(stdout).toMatch(/2 threads, processor/)
    expect(stdout).not.toMatch(/found, IoU/)
  })
})

const DATA = process.env['LOOKOUT_DATA'] ?? join(import.meta.dirname, '../../../shared/data')
const CCT_XS = join(DATA, '../peer-models/cct_xs_v1_global.onnx')

describe('bench:peers', () => {
  test('reads the same pictures with whoever is here, and says who is not', () => {
    const { stdout, status } = bench('peers', '--scenes', scenes, '--plates', closeUps, '--json')
    expect(status).toBe(0)
    const report = JSON.parse(stdout)
    const named = new Set([...report.systems, ...report.absent].map(({ name }) => name))
    expect(named).toEqual(new Set(['Lookout', 'PP-OCRv4', 'cct-xs']))
    expect(report.contests.map(({ name }: { name: string }) => name)).toEqual(['scene', 'box', 'closeUp'])
    const [scene] = report.contests
    expect(scene.rows[0].results.Lookout).toMatchObject({ isRight: true })
    expect(scene.against).toHaveLength(report.systems.length - 1)
  })

  test.skipIf(!existsSync(CCT_XS))('cct-xs reads the plate, too (skipped where the model is absent)', () => {
    const { stdout } = bench('peers', '--scenes', scenes, '--plates', closeUps, '--json')
    const closeUp = JSON.parse(stdout).contests[2]
    expect(closeUp.rows[0].results['cct-xs']).toMatchObject({ isRight: true, cpuMs: expect.any(Number) })
  })
})
