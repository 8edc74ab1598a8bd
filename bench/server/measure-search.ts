// Searches as the records console makes them, in process: the product's own SQL, the entries in the audit, the row about
// the search. What TLS and the browser add is the same for every size.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Holder } from '#main/access/index.ts'
import { openAudit } from '#main/audit/index.ts'
import { loadProfile } from '#main/policy/index.ts'
import { auditRepository } from '#main/storage/audit-repository.ts'
import { openDatabase } from '#main/storage/open.ts'
import { openActs } from '#server/acts/index.ts'
import { createRecordsSearch } from '#server/search/index.ts'
import { dayOf, dayStart } from '#server/storage/day.ts'
import { openRecordsDb, type RecordsDb } from '#server/storage/open-records.ts'
import { ensureDay } from '#server/storage/partitions.ts'
import { openVault } from '#server/vault/index.ts'
import { summarise } from '../statistics.ts'
import { openClient } from './client.ts'
import type { CleanUp } from './clean-up.ts'
import type { Cluster } from './cluster.ts'
import { fillCars, fillDays } from './fill-reads.ts'
import { SEARCHES, type SearchKind } from './searches.ts'

const DAYS = 60
const COUNTED = 50
/** Of each kind before, so that what all searches need is in memory; none of them asks what a counted one asks. */
const UNCOUNTED = 5
/** A page of the console. */
const LIMIT = 100
const CONNECTIONS = 2
const KEY = new Uint8Array(32).fill(9)

type KindFigures = {
  readonly kind: string
  readonly count: number
  readonly medianMs: number
  readonly p95Ms: number
  /** Rows on the page, on average. */
  readonly rows: number
}

export type SearchFigures = {
  readonly reads: number
  readonly fillS: number
  readonly tableBytesPerRow: number
  readonly indexBytesPerRow: number
  readonly kinds: readonly KindFigures[]
  readonly overall: { readonly count: number; readonly medianMs: number; readonly p95Ms: number }
}

const WHO: Holder = {
  accountId: '00000000-0000-4000-8000-000000000001',
  sessionId: '00000000-0000-4000-8000-000000000002',
  officer: { badge: 'B-1', name: 'Bench', position: 'civilian', roles: [], authorisations: [] },
  by: { badge: 'B-1', name: 'Bench' },
  rights: ['reads.search'],
  training: [],
}
const STATEMENT = {
  purpose: 'criminal-case',
  reason: 'Measuring how long a search takes',
  caseNumber: '26-0001',
  facts: '',
} as const

type Options = {
  readonly cluster: Cluster
  readonly cleanUp: CleanUp
  readonly sizes: readonly number[]
  readonly say: (words: string) => void
}

export async function measureSearch({ cluster, cleanUp, sizes, say }: Options): Promise<SearchFigures[]> {
  const databaseUrl = await cluster.newDatabase('search')
  const db = await openRecordsDb({ folder: '', databaseUrl })
  await fillCars(databaseUrl)
  const today = dayOf(Date.now())
  const days = Array.from({ length: DAYS }, (_, index) => today - 1 - index)
  for (const day of days) await ensureDay(db, day)
  const searching = await openSearch(db, cleanUp)

  const figures: SearchFigures[] = []
  let stored = 0
  for (const size of sizes.toSorted((a, b) => a - b)) {
    const rowsADay = Math.round((size - stored) / DAYS)
    say(`${size} reads: filling`)
    const started = performance.now()
    if (rowsADay > 0) await fillDays(databaseUrl, days, rowsADay, size, CONNECTIONS)
    stored += rowsADay * DAYS
    const fillS = Math.round((performance.now() - started) / 1000)
    say(`${stored} reads: vacuum and analyze, as autovacuum does it by itself`)
    const bytes = await settle(databaseUrl, stored)
    const perKind = new Map<SearchKind, number[]>()
    const kinds: KindFigures[] = []
    for (const kind of SEARCHES) {
      say(`${stored} reads: ${kind.words}`)
      const { times, rows } = await measureKind(kind, searching.search, dayStart(today))
      perKind.set(kind, times)
      const { count, median, p95 } = summarise(times)
      kinds.push({ kind: kind.words, count, medianMs: median, p95Ms: p95, rows })
    }
    const all = summarise([...perKind].flatMap(([{ isInOverall }, times]) => (isInOverall ? times : [])))
    figures.push({
      reads: stored,
      fillS,
      ...bytes,
      kinds,
      overall: { count: all.count, medianMs: all.median, p95Ms: all.p95 },
    })
  }
  await db.close()
  searching.close()
  await cluster.dropDatabase('search')
  return figures
}

type RecordsSearch = ReturnType<typeof createRecordsSearch>
type Search = (...asked: Parameters<RecordsSearch['search']>) => ReturnType<RecordsSearch['search']>

async function openSearch(db: RecordsDb, cleanUp: CleanUp) {
  const folder = mkdtempSync(join(tmpdir(), 'lookout-bench-'))
  cleanUp.add(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'export'))
  const now = Date.now
  const office = openDatabase({ file: join(folder, 'office.db'), key: KEY })
  const vault = openVault({ file: join(folder, 'vault.db'), key: KEY })
  const audit = openAudit({
    repository: auditRepository(office),
    deviceSeed: KEY,
    pseudonymKey: KEY,
    policy: () => 'standard 1 bench',
    gpsOffsetMs: () => undefined,
    session: () => undefined,
    exportFolder: join(folder, 'export'),
    now,
  })
  const records = createRecordsSearch({
    db,
    vault,
    acts: await openActs({ db, audit, now }),
    profile: loadProfile('assets/policies', 'standard'),
    files: { offer: () => ({ url: '', name: '', bytes: 0 }) },
    why: () => Promise.reject(new Error('nobody asks why here')),
    now,
  })
  return {
    search: (...asked: Parameters<RecordsSearch['search']>) => records.search(...asked),
    close(): void {
      office.close()
      vault.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function measureKind(
  { query }: SearchKind,
  search: Search,
  lastAt: number,
): Promise<{ times: number[]; rows: number }> {
  const times: number[] = []
  let rows = 0
  for (let number = 0; number < UNCOUNTED + COUNTED; number += 1) {
    const asked = { statement: STATEMENT, query: query(lastAt, DAYS), limit: LIMIT }
    const started = performance.now()
    const page = await search(asked, WHO)
    if (number < UNCOUNTED) continue
    times.push(performance.now() - started)
    rows += page.rows.length
  }
  return { times, rows: Math.round(rows / COUNTED) }
}

/** Statistics, and the marks on pages that autovacuum sets; and how much room a row takes. */
async function settle(
  connectionString: string,
  rows: number,
): Promise<Pick<SearchFigures, 'tableBytesPerRow' | 'indexBytesPerRow'>> {
  const client = await openClient(connectionString)
  await client.query('VACUUM (ANALYZE) reads')
  await client.query('VACUUM (ANALYZE) hits')
  await client.query('CHECKPOINT')
  const found = await client.query<Record<'table' | 'indexes', string>>(`
    SELECT sum(pg_table_size(inhrelid)) AS table, sum(pg_indexes_size(inhrelid)) AS indexes
    FROM pg_inherits WHERE inhparent = 'reads'::regclass`)
  await client.end()
  const [sizes] = found.rows
  return {
    tableBytesPerRow: Math.round(Number(sizes?.table) / rows),
    indexBytesPerRow: Math.round(Number(sizes?.indexes) / rows),
  }
}
