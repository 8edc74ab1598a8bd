// Searches that are open: what was stated, what was asked and what was shown, for as long as the officer may go on in
// them. They are in memory alone: after a restart of the server everybody states his purpose anew.
import { randomUUID } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { Refused } from '#main/refused.ts'
import { refusalFor } from '#shared/domain/hit-step.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import type { RecordKey, RecordsQuery } from '#shared/records/records.ts'

const OPEN_MS = 3_600_000
/** Of one session; the oldest is closed for the next. */
const MOST_OPEN = 20

type Who = Pick<Holder, 'sessionId'>

export type OpenSearch = {
  readonly id: string
  readonly statement: PurposeStatement
  readonly query: RecordsQuery
}

/** For whoever acts on records that a search has shown. */
export type OpenSearches = {
  /** Refused (gate purpose) unless this session made the search, it is not over, and it has shown each of the keys. */
  require(search: string, who: Who, keys?: readonly RecordKey[]): OpenSearch
  /** Whether this session may see a picture by this search: of a row that it has shown. */
  mayShowPicture(search: string, hash: string, sessionId: string | undefined): boolean
  /** The session is over, and with it its searches. */
  endOf(sessionId: string): void
}

type SearchBook = OpenSearches & {
  open(statement: PurposeStatement, query: RecordsQuery, who: Who): OpenSearch
  /** Remembers what was shown; call it before it is told. */
  shown(search: string, keys: readonly RecordKey[], hashes: readonly string[]): void
}

type Entry = OpenSearch & {
  readonly sessionId: string
  readonly until: number
  readonly keys: Set<string>
  readonly hashes: Set<string>
}

const textOf = ({ car, day, id }: RecordKey): string => `${car} ${day} ${id}`

export function createSearchBook(now: () => number): SearchBook {
  const entries = new Map<string, Entry>()

  function dropOld(sessionId: string): void {
    for (const [id, { until }] of entries) if (until <= now()) entries.delete(id)
    const own = [...entries.values()].filter((one) => one.sessionId === sessionId)
    for (const { id } of own.slice(0, Math.max(0, own.length - MOST_OPEN + 1))) entries.delete(id)
  }

  function find(search: string, sessionId: string | undefined): Entry | undefined {
    const entry = entries.get(search)
    return entry === undefined || entry.sessionId !== sessionId || entry.until <= now() ? undefined : entry
  }

  return {
    open(statement, query, { sessionId }) {
      dropOld(sessionId)
      const id = randomUUID()
      const entry = {
        id,
        statement,
        query,
        sessionId,
        until: now() + OPEN_MS,
        keys: new Set<string>(),
        hashes: new Set<string>(),
      }
      entries.set(id, entry)
      return entry
    },

    shown(search, keys, hashes) {
      const entry = entries.get(search)
      for (const key of keys) entry?.keys.add(textOf(key))
      for (const hash of hashes) entry?.hashes.add(hash)
    },

    require(search, { sessionId }, keys = []) {
      const entry = find(search, sessionId)
      if (entry === undefined) throw notOpen('a search of yours that is still open')
      if (!keys.every((key) => entry.keys.has(textOf(key))))
        throw notOpen('records that this search has shown')
      const { id, statement, query } = entry
      return { id, statement, query }
    },

    mayShowPicture: (search, hash, sessionId) => find(search, sessionId)?.hashes.has(hash) === true,

    endOf(sessionId) {
      for (const [id, entry] of entries) if (entry.sessionId === sessionId) entries.delete(id)
    },
  }
}

/** A search is over after an hour, at sign-out and when the server starts again. */
const notOpen = (missing: string): Refused =>
  new Refused({ ...refusalFor(missing, 'State the purpose and search again.'), gate: 'purpose' })
