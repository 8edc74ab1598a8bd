// Lists are imported by the real worker: what is taken, what is refused, and what stays.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  importRequest,
  ncicLine,
  openTestList,
  plateNumber,
  writeList,
} from '../support/hot-lists-index/ncic-list.ts'

const ENDING_WORKER = new URL('../support/hot-lists-index/ending-worker.ts', import.meta.url)
const SMALL_DISK = new URL('../support/hot-lists-index/import-with-small-disk.ts', import.meta.url)

let folder = ''
let file = ''
let place = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookout-list-'))
  file = join(folder, 'list.txt')
  place = join(folder, 'installed')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const none = (): void => undefined
const linesOf = (from: number, to: number, make = 'FORD'): string[] =>
  Array.from({ length: to - from }, (_, at) => ncicLine(from + at, plateNumber(from + at), 'IL', make))

test('a list is there after its import and after the next start, with the line as its source wrote it', async () => {
  writeList(file, [
    ...linesOf(0, 50),
    ncicLine(50, 'ABO12'),
    ncicLine(50, 'AB012'),
    ncicLine(51, 'ABO12', 'KS'),
  ])
  const list = openTestList(place)
  expect(list.plates()).toBeUndefined()
  const report = await list.importFile(importRequest(file), none)
  expect(report).toMatchObject({
    taken: 53,
    lines: 54,
    bothForms: 2,
    repeated: 0,
    changes: { added: 53, removed: 0, changed: 0 },
  })
  expect(report.refusal).toBeUndefined()
  const found = list
    .plates()
    ?.find('AB012')
    .toSorted((a, b) => a.line - b.line)
  expect(found).toEqual([
    {
      raw: ncicLine(50, 'ABO12'),
      line: 52,
      plate: 'ABO12',
      state: 'IL',
      category: 'stolen-vehicle',
      bothForms: true,
    },
    {
      raw: ncicLine(50, 'AB012'),
      line: 53,
      plate: 'AB012',
      state: 'IL',
      category: 'stolen-vehicle',
      bothForms: true,
    },
    {
      raw: ncicLine(51, 'ABO12', 'KS'),
      line: 54,
      plate: 'ABO12',
      state: 'KS',
      category: 'stolen-vehicle',
      bothForms: false,
    },
  ])
  await list.close()

  const again = openTestList(place)
  expect(
    again
      .plates()
      ?.find('ABO12')
      .toSorted((a, b) => a.line - b.line),
  ).toEqual(found)
  expect(again.plates()?.manifest).toMatchObject({ entries: 53, report, list: { name: 'NCIC vehicles' } })
  expect(again.plates()?.has('ZZZ99')).toBe(false)
  await again.close()
})

test('the next version tells what was added, removed and changed, and replaces the files of the one before', async () => {
  writeList(file, linesOf(0, 1000))
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  writeList(file, [...linesOf(100, 900), ...linesOf(900, 1000, 'JEEP'), ...linesOf(1000, 1150)])
  const report = await list.importFile(importRequest(file), none)
  expect(report.changes).toEqual({ added: 150, removed: 100, changed: 100 })
  expect(list.plates()?.has(plateNumber(50))).toBe(false)
  expect(list.plates()?.find(plateNumber(950))[0]?.raw).toContain('JEEP')
  expect(readdirSync(join(place, 'versions'))).toEqual([list.plates()?.manifest.version])
  await list.close()
})

test('reads are matched while a list is imported: with the old version up to the swap, with the new one from then', async () => {
  writeList(file, linesOf(0, 1000))
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  writeList(file, linesOf(500, 60_000))
  const told: number[] = []
  const seen: string[] = []
  const state = { isOver: false }
  const importing = list
    .importFile(importRequest(file), ({ share }) => told.push(share))
    .finally(() => (state.isOver = true))
  while (!state.isOver) {
    const plates = list.plates()
    const old = [plates?.has(plateNumber(1)), plates?.find(plateNumber(1)).length]
    const both = plates?.find(plateNumber(700)).length
    const next = [plates?.has(plateNumber(50_000)), plates?.find(plateNumber(50_000)).length]
    seen.push(JSON.stringify([...old, both, ...next]))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await importing
  const before = JSON.stringify([true, 1, 1, false, 0])
  const after = JSON.stringify([false, 0, 1, true, 1])
  expect([...new Set([...seen, after])]).toEqual([before, after])
  expect(told.length).toBeGreaterThan(0)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.every((share) => share > 0 && share <= 1)).toBe(true)
  await list.close()
})

test('a file that is broken, too small or too old is refused with what to do, and the loaded version stays', async () => {
  const dayMs = 86_400_000
  const writtenAt = Date.parse('2026-11-20T12:00:00Z')
  writeList(file, linesOf(0, 1000), writtenAt)
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  const { version } = list.plates()?.manifest ?? {}

  writeList(file, linesOf(0, 1000), writtenAt - dayMs)
  const older = await list.importFile(importRequest(file), none)
  expect(older.refusal).toContain('written on 2026-11-19 12:00 UTC, before the loaded list')

  writeList(file, linesOf(0, 650), writtenAt)
  const smaller = await list.importFile(importRequest(file), none)
  expect(smaller.refusal).toMatch(/650 entries and the loaded list has 1000: 35 % fewer, and at most 30 %/)
  expect(smaller.taken).toBe(650)

  writeFileSync(file, '')
  expect((await list.importFile(importRequest(file), none)).refusal).toMatch(/\w/)
  writeFileSync(file, Buffer.alloc(10_000, 0xfe))
  expect((await list.importFile(importRequest(file), none)).refusal).toMatch(/\w/)
  rmSync(file)
  expect((await list.importFile(importRequest(file), none)).refusal).toContain('cannot be read (ENOENT)')

  expect(list.plates()?.manifest.version).toBe(version)
  expect(list.plates()?.find(plateNumber(999))).toHaveLength(1)
  expect(readdirSync(join(place, 'versions'))).toEqual([version])

  writeList(file, linesOf(0, 650), writtenAt - dayMs)
  const allowed = await list.importFile(importRequest(file, { allowOlder: true, mostShrinkShare: 0.4 }), none)
  expect(allowed.refusal).toBeUndefined()
  expect(list.plates()?.manifest.entries).toBe(650)
  await list.close()
})

test('an import whose thread ends early is refused, and the loaded version stays', async () => {
  writeList(file, linesOf(0, 100))
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  await list.close()

  const failing = openTestList(place, ENDING_WORKER)
  const told: number[] = []
  const report = await failing.importFile(importRequest(file), ({ share }) => told.push(share))
  expect(report.refusal).toContain('ended early')
  expect(told).toEqual([0.1])
  expect(failing.plates()?.find(plateNumber(3))).toHaveLength(1)
  await failing.close()
})

test('closing ends a running import and leaves the loaded version', async () => {
  writeList(file, linesOf(0, 100))
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  writeList(file, linesOf(0, 100_000))
  const importing = list.importFile(importRequest(file), none)
  await new Promise((resolve) => setTimeout(resolve, 100))
  await list.close()
  await importing
  const again = openTestList(place)
  expect([100, 100_000]).toContain(again.plates()?.manifest.entries)
  expect(readdirSync(join(place, 'versions'))).toHaveLength(1)
  await again.close()
})

test('two imports at once are done one after the other', async () => {
  const other = join(folder, 'other.txt')
  writeList(file, linesOf(0, 500))
  writeList(other, linesOf(400, 1000))
  const list = openTestList(place)
  const reports = await Promise.all([
    list.importFile(importRequest(file), none),
    list.importFile(importRequest(other), none),
  ])
  expect(reports.map(({ changes }) => changes)).toEqual([
    { added: 500, removed: 0, changed: 0 },
    { added: 500, removed: 400, changed: 0 },
  ])
  expect(list.plates()?.manifest.entries).toBe(600)
  await list.close()
})

test.runIf(process.platform !== 'win32')('a disk that is full is a refusal that says so', () => {
  // The records are about 4 MB, and no file may be larger than 2 MiB.
  writeList(file, linesOf(0, 40_000))
  const program = fileURLToPath(SMALL_DISK)
  const shell = `trap '' XFSZ; ulimit -f 4096; exec "$0" "$@"`
  const { stdout } = spawnSync('sh', ['-c', shell, process.execPath, program, place, file], {
    encoding: 'utf8',
  })
  expect(stdout).toContain('The disk is full')
  expect(existsSync(join(place, 'current'))).toBe(false)
  expect(readdirSync(join(place, 'versions'))).toEqual([])
})

test('a version whose files were changed is not used, and an import mends it', async () => {
  writeList(file, linesOf(0, 1000))
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  const own = join(place, 'versions', list.plates()?.manifest.version ?? '')
  await list.close()

  // Two blocks of the record file in each other's place: the index still opens, the entries do not.
  const records = readFileSync(join(own, 'records'))
  const half = statSync(join(own, 'records')).size / (16_384 + 16)
  expect(half).toBeGreaterThan(2)
  const block = (number: number): Buffer => records.subarray(number * 16_400, (number + 1) * 16_400)
  writeFileSync(join(own, 'records'), Buffer.concat([block(1), block(0), records.subarray(2 * 16_400)]))
  const swapped = openTestList(place)
  expect(() => {
    for (let number = 0; number < 1000; number += 1) swapped.plates()?.find(plateNumber(number))
  }).toThrow(/Block \d+ of the hot list file .* is damaged\. Import the list again\./)
  await swapped.close()

  truncateSync(join(own, 'index'), 100)
  const damaged = openTestList(place)
  expect(damaged.plates()).toBeUndefined()
  expect(damaged.fault()).toContain('cannot be opened')
  expect(damaged.fault()).toContain('Import the list again.')
  const report = await damaged.importFile(importRequest(file), none)
  expect(report.refusal).toBeUndefined()
  expect(damaged.fault()).toBeUndefined()
  expect(damaged.plates()?.find(plateNumber(5))).toHaveLength(1)
  await damaged.close()
})

test('a pointer that names no version is a fault that says so', async () => {
  writeList(file, linesOf(0, 10))
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  await list.close()
  writeFileSync(join(place, 'current'), 'not a version\n')
  const lost = openTestList(place)
  expect(lost.fault()).toContain('does not name a version')
  await lost.close()
})

test('what a crash left half done is removed at the next start', async () => {
  writeList(file, linesOf(0, 10))
  const list = openTestList(place)
  await list.importFile(importRequest(file), none)
  await list.close()
  const versions = join(place, 'versions')
  const [own] = readdirSync(versions)
  cpSync(join(versions, own ?? ''), join(versions, randomUUID()), { recursive: true })
  writeFileSync(join(place, 'current.new'), 'half a na')
  const again = openTestList(place)
  expect(again.plates()?.find(plateNumber(3))).toHaveLength(1)
  expect([readdirSync(versions), readdirSync(place).toSorted()]).toEqual([[own], ['current', 'versions']])
  await again.close()
})
