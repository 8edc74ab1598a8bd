// The product's own import, swap, look-up and partial plates, measured.
import { join } from 'node:path'
import { openInstalledList, type InstalledList, type ListedPlates } from '#main/hotlists/listed/index.ts'
import { createPartialIndex } from '#main/hotlists/partials/index.ts'
import { parsePattern } from '#shared/domain/partial-pattern.ts'
import { loadTemplates } from '#main/hotlists/templates/index.ts'
import type { ImportReport } from '#shared/domain/import-template.ts'
import { quantile } from '../statistics.ts'
import { madeUpPatterns, type MadeUpRead } from './made-up-reads.ts'
import { benchReads, residentMiB, timeReads } from './measuring.ts'
import type { LookoutFigures, Task } from './process-protocol.ts'

const PARTIALS = 5000
const PARTIAL_READS = 5000
/** A read every so many milliseconds while a list is imported: more than a car meets. */
const LOOKUP_EVERY_MS = 2
const AROUND_SWAP_MS = 1000

type FirstFigures = Pick<LookoutFigures, 'firstImportS' | 'firstImportPeakMiB' | 'density'>
type ImportFigures = Pick<
  LookoutFigures,
  'importS' | 'importCpuS' | 'importPeakMiB' | 'swapMs' | 'importGapMs' | 'idleGapMs'
>
type LookupFigures = Omit<LookoutFigures, keyof FirstFigures | keyof ImportFigures | 'entries'>

/** Imports the file into an empty folder. */
export async function measureFirstImport(task: Task): Promise<FirstFigures> {
  const list = openList(task)
  const idle = residentMiB()
  const watch = watchImport(list, [])
  const firstImportS = await timeImport(list, task)
  const { peakMiB } = watch.stop()
  const density = list.plates()?.manifest.density ?? Number.NaN
  await list.close()
  return { firstImportS, firstImportPeakMiB: peakMiB - idle, density }
}

/** Imports the file again over the loaded version, while reads are looked up. */
export async function measureImport(task: Task): Promise<ImportFigures> {
  const list = openList(task)
  const reads = benchReads(task)
  const quiet = watchImport(list, reads)
  await pause(2 * AROUND_SWAP_MS)
  const idleGapMs = longest(quiet.stop().gaps)
  const idle = residentMiB()
  const watch = watchImport(list, reads)
  const cpuBefore = process.cpuUsage()
  const importS = await timeImport(list, task)
  const { user, system } = process.cpuUsage(cpuBefore)
  await pause(AROUND_SWAP_MS)
  const { gaps, swappedAt, peakMiB } = watch.stop()
  const near = gaps.filter(({ at }) => Math.abs(at - swappedAt) < AROUND_SWAP_MS)
  await list.close()
  return {
    importS,
    importCpuS: (user + system) / 1e6,
    importPeakMiB: peakMiB - idle,
    swapMs: longest(near),
    importGapMs: longest(gaps),
    idleGapMs,
  }
}

/** Opens what was imported, as the next start of the program does, and looks reads up in it. */
export async function measureLookups(task: Task): Promise<LookupFigures> {
  const reads = benchReads(task)
  const idle = residentMiB()
  const before = performance.now()
  const list = openList(task)
  const plates = list.plates()
  const openMs = performance.now() - before
  if (plates === undefined) throw new Error(list.fault() ?? 'no list')
  const times = timeReads(reads, (read) => lookUp(plates, read))
  const resident = residentMiB() - idle
  await list.close()
  return { openMs, residentMiB: resident, ...times, ...measurePartials(reads) }
}

/** What matching asks for each read: its ten strings with their folded forms, and the neighbours of each. */
function lookUp(plates: ListedPlates, { candidates }: MadeUpRead): number {
  let found = 0
  for (const { plate } of candidates) {
    if (plates.has(plate)) found += plates.find(plate).length
    found += plates.crowding(plate).listed
  }
  return found
}

function measurePartials(reads: readonly MadeUpRead[]): Pick<LookoutFigures, 'partialsMs' | 'partialsP99Ms'> {
  const partials = madeUpPatterns(PARTIALS, 7).map((text, number) => {
    const pattern = parsePattern(text)
    if ('reason' in pattern) throw new Error(pattern.reason)
    return { id: String(number), pattern }
  })
  const index = createPartialIndex(partials)
  for (const read of reads.slice(0, 500)) index.match(read)
  const times = reads.slice(500, PARTIAL_READS).map((read) => {
    const before = performance.now()
    index.match(read)
    return performance.now() - before
  })
  return { partialsMs: quantile(times, 0.5), partialsP99Ms: quantile(times, 0.99) }
}

function openList({ folder }: Task): InstalledList {
  const workerEntry = new URL('../../src/main/hotlists/listed/import-worker.ts', import.meta.url)
  return openInstalledList({ folder, key: Buffer.alloc(32, 5), workerEntry })
}

async function timeImport(list: InstalledList, { file }: Task): Promise<number> {
  const { templates } = loadTemplates([join(import.meta.dirname, '../../assets/hot-list-templates')])
  const template = templates.find(({ id }) => id === 'ncic-fixed')
  if (template === undefined) throw new Error('The template ncic-fixed is missing.')
  const before = performance.now()
  const request = { file, template, list: { name: 'NCIC', source: 'NCIC' }, now: Date.now() }
  const report: ImportReport = await list.importFile(request, () => undefined)
  if (report.refusal !== undefined) throw new Error(report.refusal)
  return (performance.now() - before) / 1000
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

type Gap = { readonly at: number; readonly ms: number }

function longest(gaps: readonly Gap[]): number {
  return gaps.reduce((most, { ms }) => Math.max(most, ms), 0)
}

/** Looks reads up all the time, and notes how long it could not, and how much memory the process has. */
function watchImport(list: InstalledList, reads: readonly MadeUpRead[]) {
  const gaps: Gap[] = []
  const first = list.plates()
  let swappedAt = Number.NaN
  let peakMiB = 0
  let number = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const plates = list.plates()
    const read = reads[(number += 1) % reads.length]
    if (plates !== undefined && read !== undefined) lookUp(plates, read)
    const now = performance.now()
    gaps.push({ at: now, ms: now - last })
    last = now
    if (plates !== first && Number.isNaN(swappedAt)) swappedAt = now
    if (number % 25 === 0) peakMiB = Math.max(peakMiB, process.memoryUsage.rss() / 1024 ** 2)
  }, LOOKUP_EVERY_MS)
  return {
    stop: () => {
      clearInterval(timer)
      return { gaps, swappedAt, peakMiB }
    },
  }
}
