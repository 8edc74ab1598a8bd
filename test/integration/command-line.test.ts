// `npm run reads` and `npm start` as a person types them, in processes of their own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildRenderer } from '../../build/build-renderer.ts'
import { openRecords } from '../support/core/open-records.ts'
import { startLookout } from '../support/core/lookout-process.ts'

const JsonRead = z.strictObject({
  source: z.string(),
  atMs: z.int().nonnegative(),
  plate: z.string().regex(/^[0-9A-Z]+$/),
  plateProbability: z.number().min(0).max(1),
  state: z.string().length(2).nullable(),
  stateProbability: z.number().min(0).max(1),
  corners: z.array(z.tuple([z.number(), z.number()])).length(4),
  stackedPairs: z.array(z.int()),
  candidates: z
    .array(z.object({ plate: z.string(), probability: z.number() }))
    .min(1)
    .max(10),
  ms: z.number().positive(),
})

let folder = ''
let picture = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-cli-'))
  picture = join(folder, 'car.png')
  // A frame of the demonstration in which a plate is near.
  const at = '2'
  spawnSync('ffmpeg', ['-v', 'error', '-ss', at, '-i', 'assets/demo/front.mp4', '-frames:v', '1', picture])
  await buildRenderer()
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

function reads(...words: string[]) {
  return spawnSync(process.execPath, ['build/reads.ts', ...words], { encoding: 'utf8', timeout: 60_000 })
}

describe('npm run reads', () => {
  test('prints one JSON line per read, sorted candidates, nothing else on standard output', () => {
    const { stdout, stderr, status } = reads(picture, '--json')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const lines = stdout.trim().split('\n')
    for (const line of lines) {
      const read = JsonRead.parse(JSON.parse(line))
      expect(read.source).toBe(picture)
      expect(read.candidates[0]?.plate).toBe(read.plate)
      expect(read.candidates.map((one) => one.probability)).toEqual(
        read.candidates.map((one) => one.probability).toSorted((a, b) => b - a),
      )
    }
  })

  test('a path that cannot be read is named and gives exit code 2, while the others still run', () => {
    const damaged = join(folder, 'damaged.jpg')
    writeFileSync(damaged, 'not a picture')
    const { stdout, stderr, status } = reads(join(folder, 'none.mp4'), damaged, picture)
    expect(status).toBe(2)
    expect(stderr).toContain('none.mp4')
    expect(stderr).toContain('damaged.jpg')
    expect(stdout).toContain('car.png')
  })

  test('a damaged picture in a folder is reported and left out, the rest is read', () => {
    const { stdout, stderr } = reads(folder)
    expect(stderr).toContain('damaged.jpg')
    expect(stdout).toContain('car.png')
  })

  test('without a path it says how it is used', () => {
    const { stderr, status } = reads()
    expect(status).toBe(2)
    expect(stderr).toContain('npm run reads -- PATH')
  })
})

describe('npm start', () => {
  test('without a camera it says so and what to do, and prints the address', async () => {
    const lookout = startLookout([])
    try {
      await lookout.line(/No camera found\. Plug one in, name one with --camera, or play footage/)
      await lookout.address()
      expect(lookout.output()).toContain('No window was asked for')
      expect(await lookout.stop()).toBe(0)
    } finally {
      await lookout.stop()
      lookout.remove()
    }
  })

  test('footage is read, kept under its clock, and the run ends by itself', async () => {
    const lookout = startLookout(['--footage', picture, '--fast'])
    try {
      expect(await lookout.exited).toBe(0)
      const { db, reads: kept } = openRecords(lookout.home, lookout.dataFolder)
      const { rows } = kept.page({ offset: 0, limit: 10 })
      db.close()
      expect(rows.length).toBeGreaterThan(0)
      expect(rows[0]?.footage?.source).toBe(picture)
      expect(lookout.output()).toMatch(/plate \d+ %.*final/)
      // Nobody is signed in at a terminal: no plate is printed there.
      for (const read of rows) expect(lookout.output()).not.toContain(read.plate)
    } finally {
      lookout.remove()
    }
  })

  test('a second Lookout on the same folder, and a demonstration on a real one, are refused', async () => {
    const first = startLookout([])
    try {
      await first.address()
      const start = (...words: string[]) =>
        spawnSync(process.execPath, ['build/start.ts', '--no-window', '--data', first.dataFolder, ...words], {
          encoding: 'utf8',
          env: { ...process.env, HOME: first.home, XDG_CONFIG_HOME: join(first.home, 'config') },
        })
      expect(start()).toMatchObject({
        status: 1,
        stderr: expect.stringContaining('in use by another Lookout') as string,
      })
      await first.stop()
      expect(start('--demo').stderr).toContain('a demonstration may not use it')
    } finally {
      await first.stop()
      first.remove()
    }
  })

  test('lists what is plugged in, or says that nothing is', () => {
    const { stdout, status } = spawnSync(process.execPath, ['build/start.ts', '--list-devices'], {
      encoding: 'utf8',
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^USB cameras \(--camera DEVICE\):\n  .+[^]*Serial ports .*:\n  .+/)
  })

  test('a wrong option or a missing hot list ends it with one clear message', async () => {
    const wrong = spawnSync(process.execPath, ['build/start.ts', '--threads', 'x'], { encoding: 'utf8' })
    expect(wrong).toMatchObject({ status: 1 })
    expect(wrong.stderr).toBe('--threads x: must be a whole number from 1 to 64.\n')
    const lookout = startLookout(['--hot-list', '/nowhere/list.csv'])
    expect(await lookout.exited).toBe(1)
    expect(lookout.output()).toContain('/nowhere/list.csv cannot be read')
    lookout.remove()
  })
})
