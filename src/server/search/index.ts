// Searches in the stored reads of all cars. Nobody looks without a purpose that the profile accepts; the gate before the
// procedure holds that. Here each search, and what it told, is written down before anything is told.
import { createHash } from 'node:crypto'
import type { Holder } from '#main/access/index.ts'
import { refuse } from '#main/refused.ts'
import type { Acts } from '#server/acts/index.ts'
import type { Files } from '#server/files/index.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { Vault } from '#server/vault/index.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import type {
  FileToFetch,
  RecordCursor,
  RecordDetail,
  RecordKey,
  RecordRow,
  RecordsQuery,
  WhyKept,
} from '#shared/records/records.ts'
import { choicesOf, type Choices } from './choices.ts'
import { exportRows } from './export-rows.ts'
import { findRows } from './find-rows.ts'
import { readRecord, type StoredRecord } from './one-record.ts'
import { createSearchBook, type OpenSearch, type OpenSearches } from './open-searches.ts'
import { plateTermOf, type PlateTerm } from './plate-term.ts'
import { toRows } from './rows.ts'
import { tooWide } from './too-wide.ts'

export type { StoredRecord } from './one-record.ts'
export type { OpenSearches } from './open-searches.ts'

const MOST_EXPORTED = 10_000

type Page = { readonly rows: RecordRow[]; readonly isMore: boolean }

export type RecordsSearch = OpenSearches & {
  choices(who: Holder): Promise<Choices>
  search(
    input: { readonly statement: PurposeStatement; readonly query: RecordsQuery; readonly limit: number },
    who: Holder,
  ): Promise<Page & { readonly search: string }>
  more(
    input: { readonly search: string; readonly after: RecordCursor; readonly limit: number },
    who: Holder,
  ): Promise<Page>
  get(input: { readonly search: string; readonly key: RecordKey }, who: Holder): Promise<RecordDetail>
  why(input: { readonly search: string; readonly key: RecordKey }, who: Holder): Promise<WhyKept>
  export(input: { readonly search: string; readonly reason: string }, who: Holder): Promise<FileToFetch>
  /** Rows of a query, newest first, without an entry in the audit: for what has been approved, such as a share. */
  collect(query: RecordsQuery, most: number): Promise<RecordRow[]>
  /** A record whole, without an entry in the audit. */
  readRecord(key: RecordKey): Promise<StoredRecord | undefined>
}

type Options = {
  readonly db: RecordsDb
  readonly vault: Vault
  readonly acts: Acts
  readonly profile: Pick<Profile, 'marking' | 'storage'>
  readonly files: Pick<Files, 'offer'>
  /** What keeping says of one record. */
  readonly why: (key: RecordKey) => Promise<WhyKept>
  readonly now: () => number
}

export function createRecordsSearch(options: Options): RecordsSearch {
  const { db, vault, acts, profile, files, why, now } = options
  const book = createSearchBook(now)

  async function find(
    query: RecordsQuery,
    term: PlateTerm,
    most: number,
    after?: RecordCursor,
  ): Promise<Page> {
    const { rows, isMore } = await findRows(db, { query, term, after, most })
    return { rows: await toRows(db, rows, now()), isMore }
  }

  /** What was seen is part of who looked at what; plates of the reads stand in their own records. */
  function tell(page: Page, { id, statement, query }: OpenSearch, who: Holder): Page {
    const { rows, isMore } = page
    acts.look(who.by, {
      action: 'records.found',
      subject: id,
      detail: { found: rows.length, isMore, reads: rows.map((row) => row.id) },
      about: aboutOf(statement, termOf(query)),
    })
    book.shown(
      id,
      rows,
      rows.map(({ cropHash }) => cropHash),
    )
    return page
  }

  /** The record that a search has shown; a refusal where it has gone meanwhile. */
  async function shownRecord(search: string, key: RecordKey, who: Holder) {
    const { statement } = book.require(search, who, [key])
    const record = await readRecord(db, vault, key, now())
    if (record === undefined) {
      throw refuse('a record that is still kept', 'It has been purged since the search. Search again.')
    }
    const { reason, caseNumber, purpose } = statement
    const act = {
      subject: key.id,
      detail: { search, car: key.car, day: key.day, purpose },
      about: { reason, caseNumber, plate: record.row.plate },
    }
    return { record, act }
  }

  return {
    ...book,

    choices: () => choicesOf(db, profile),

    async search({ statement, query, limit }, who) {
      const term = termOf(query)
      const wide = tooWide(query, term, now())
      if (wide !== undefined) throw wide
      const open = book.open(statement, query, who)
      acts.look(who.by, {
        action: 'records.search',
        subject: open.id,
        detail: { ...filtersOf(query, term), purpose: statement.purpose, facts: statement.facts },
        about: aboutOf(statement, term),
      })
      const page = await find(query, term, limit)
      await db.kysely
        .insertInto('searches')
        .values({
          id: open.id,
          at: now(),
          badge: who.by.badge,
          purpose: statement.purpose,
          has_case: statement.caseNumber !== '',
          results: page.rows.length,
        })
        .execute()
      return { search: open.id, ...tell(page, open, who) }
    },

    async more({ search, after, limit }, who) {
      const open = book.require(search, who)
      const { query, statement } = open
      const term = termOf(query)
      acts.look(who.by, {
        action: 'records.search',
        subject: search,
        detail: { ...filtersOf(query, term), purpose: statement.purpose, after: after.capturedAt },
        // Without the plate: a search of many pages is one search to the misuse radar.
        about: { reason: statement.reason, caseNumber: statement.caseNumber },
      })
      return tell(await find(query, term, limit, after), open, who)
    },

    async get({ search, key }, who) {
      const { record, act } = await shownRecord(search, key, who)
      acts.look(who.by, { action: 'record.view', ...act })
      const { row, read, receivedAt, sha256, hits } = record
      book.shown(search, [], [read.cropHash, read.contextHash].filter(isThere))
      return { row, read, receivedAt, sha256, hits: [...hits] }
    },

    async why({ search, key }, who) {
      const { act } = await shownRecord(search, key, who)
      acts.look(who.by, { action: 'record.why', ...act })
      return why(key)
    },

    async export({ search, reason }, who) {
      const { query, statement } = book.require(search, who)
      const term = termOf(query)
      const page = await find(query, term, MOST_EXPORTED)
      const { by } = who
      const { value: marking } = profile.marking
      const text = exportRows(page.rows, { ...page, marking, by, at: now(), reason, statement, search })
      const bytes = Buffer.from(text)
      acts.look(by, {
        action: 'records.export',
        subject: search,
        detail: {
          rows: page.rows.length,
          isMore: page.isMore,
          bytes: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
          purpose: statement.purpose,
        },
        about: { ...aboutOf(statement, term), reason },
      })
      return files.offer(who, {
        name: `reads-${new Date(now()).toISOString().slice(0, 10)}.csv`,
        mime: 'text/csv; charset=utf-8',
        bytes: bytes.length,
        content: () => bytes,
      })
    },

    collect: async (query, most) => (await find(query, termOf(query), most)).rows,
    readRecord: (key) => readRecord(db, vault, key, now()),
  }
}

/** Throws a refusal for a pattern that cannot be understood. */
function termOf({ plate }: RecordsQuery): PlateTerm {
  const term = plateTermOf(plate)
  if ('reason' in term) throw refuse(`a plate or a pattern: ${term.reason}`, 'Change what you look for.')
  return term
}

/** A plate stands in the audit as its pseudonym only, a pattern not at all. */
function aboutOf({ reason, caseNumber }: PurposeStatement, term: PlateTerm) {
  return { reason, caseNumber, ...(term.kind === 'whole' ? { plate: term.plate } : {}) }
}

function filtersOf({ plate: _plate, ...filters }: RecordsQuery, { kind }: PlateTerm) {
  return { ...filters, isPattern: kind !== 'whole' && kind !== 'any' }
}

const isThere = <T>(value: T | undefined): value is T => value !== undefined
