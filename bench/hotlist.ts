// `npm run bench:hotlist`: hot lists of up to ten million entries: import, swap, memory, look-ups, partial plates.
//
// For each size a made-up file in NCIC's fixed form is imported by the product's own import with the shipped
// template: into an empty folder (`firstImportS`), and in another process, as at the next start, over the version
// loaded then (`importS`), which also compares the two. Meanwhile a read is looked up every two milliseconds on the
// main thread; `swapMs` is the longest time between two of these within a second of the swap, `importGapMs` that of
// the whole import, `idleGapMs` that of two seconds without one, which is the machine's own. Memory is resident memory: `importPeakMiB` above that of the process with the list loaded,
// `residentMiB` of a third process that opened the list and looked reads up, above that before.
// A look-up is one read: ten strings with their folded forms, and all one-confusion neighbours of each; one read
// in ten is of a listed plate, whose entries are read from the disk. `partialsMs` is what 5,000 partial plates add
// to one read (median). Beside it, up to 1e6 entries: a SQLite table asked string by string, and a Map.
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeListFile } from './hotlist/make-list-file.ts'
import {
  inOwnProcess,
  type LookoutFigures,
  type OtherFigures,
  type Task,
} from './hotlist/process-protocol.ts'
import { describeMachine } from './machine.ts'

/** A Map of 1e7 plates with their lines does not fit into Node's heap, and the table takes minutes. */
const MOST_BESIDE = 1e6
/** The file, two versions of it and what an import puts aside, a little rounded up. */
const DISK_BYTES_AN_ENTRY = 400
const SAMPLE = 5000

type Figures = LookoutFigures & { readonly sqlite?: OtherFigures; readonly map?: OtherFigures }

async function measure(entries: number): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  try {
    const { bavail, bsize } = statfsSync(folder)
    if (bavail * bsize < entries * DISK_BYTES_AN_ENTRY) {
      throw new Error(
        `${entries} entries need ${(entries * DISK_BYTES_AN_ENTRY) / 1e9} GB free in ${folder}.`,
      )
    }
    const file = join(folder, 'list.txt')
    const listed = makeListFile(file, entries, 1, SAMPLE)
    const task: Task = { entries, file, listed, folder: join(folder, 'list') }
    mkdirSync(task.folder)
    const first = await inOwnProcess<Partial<LookoutFigures>>('first', task)
    const next = await inOwnProcess<Partial<LookoutFigures>>('import', task)
    const lookups = await inOwnProcess<LookoutFigures>('lookups', task)
    const figures = rounded({ ...first, ...next, ...lookups, entries })
    if (entries > MOST_BESIDE) return figures
    const sqlite = rounded(await inOwnProcess<OtherFigures>('sqlite', task))
    const map = rounded(await inOwnProcess<OtherFigures>('map', task))
    return { ...figures, sqlite, map }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function rounded<T extends object>(figures: T): T {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Number(Number(value).toPrecision(4))]),
  ) as T
}

function sizesOf(text: string): number[] {
  return text.split(',').map((one) => {
    const size = Number(one)
    if (Number.isInteger(size) && size >= 1 && size <= 1e8) return size
    throw new Error(`--sizes ${text}: give whole numbers from 1 to 1e8 with commas between them.`)
  })
}

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1e4,1e5,1e6,1e7' },
    json: { type: 'boolean', default: false },
  },
})
const rows: Record<string, number | string>[] = []
for (const size of sizesOf(values.sizes)) {
  const { sqlite, map, ...own } = await measure(size)
  if (values.json) console.log(JSON.stringify({ ...own, sqlite, map }))
  rows.push({ way: 'Lookout', ...own })
  if (sqlite !== undefined) rows.push({ way: 'SQLite, a query a string', entries: size, ...sqlite })
  if (map !== undefined) rows.push({ way: 'Map in memory', entries: size, ...map })
}
if (!values.json) {
  console.log(describeMachine())
  for (const { way, entries, ...figures } of rows) {
    console.log(`\n${way}, ${entries} entries`)
    console.table(figures)
  }
}
