import { z } from 'zod'
import { act, own } from '../contract/access.ts'
import { base } from '../contract/base.ts'
import { refused } from '../contract/refused.ts'
import { Category } from '../domain/category.ts'
import { ReadId } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { PurposeStatement } from '../domain/purpose.ts'
import { Read } from '../domain/read.ts'
import { StateCode } from '../domain/states.ts'
import { CarId } from '../transfer/wire.ts'

/** One read of one car; `day` is the whole day of UTC since 1970 under which it is kept. */
export const RecordKey = z.object({ car: CarId, day: z.int().nonnegative(), id: ReadId })
export type RecordKey = z.infer<typeof RecordKey>

/** A rectangle on the map, degrees WGS 84. */
const Area = z
  .object({
    south: z.number().min(-90).max(90),
    west: z.number().min(-180).max(180),
    north: z.number().min(-90).max(90),
    east: z.number().min(-180).max(180),
  })
  .refine(
    ({ south, north, west, east }) => south <= north && west <= east,
    'south before north, west before east',
  )

export const RecordsQuery = z.object({
  /** Whole, or a pattern as partial plates have it: "A?1 ?4*". */
  plate: z.string().trim().max(40).optional(),
  state: StateCode.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  area: Area.optional(),
  cameraId: z.string().max(40).optional(),
  car: CarId.optional(),
  hasHit: z.boolean().optional(),
})
export type RecordsQuery = z.infer<typeof RecordsQuery>

/** Where a page ended: the next one goes on after it. */
export const RecordCursor = z.object({ capturedAt: Instant, id: ReadId })
export type RecordCursor = z.infer<typeof RecordCursor>

export const RecordRow = RecordKey.extend({
  carName: z.string(),
  capturedAt: Instant,
  cameraId: z.string(),
  cameraName: z.string(),
  plate: z.string(),
  plateProbability: z.number(),
  state: z.string().optional(),
  place: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  hasHit: z.boolean(),
  isHeld: z.boolean(),
  cropHash: z.string(),
})
export type RecordRow = z.infer<typeof RecordRow>

export const RecordHit = z.object({
  id: z.uuid(),
  raisedAt: Instant,
  category: Category,
  status: z.string(),
  decision: z.string().optional(),
  rejectReason: z.string().optional(),
})
export type RecordHit = z.infer<typeof RecordHit>

/** The whole record as the car sent it, and what came of it. */
export const RecordDetail = z.object({
  row: RecordRow,
  read: Read,
  receivedAt: Instant,
  sha256: z.string(),
  hits: z.array(RecordHit),
})
export type RecordDetail = z.infer<typeof RecordDetail>

/** "Why is this still here?" and "when will this go?", of one record. */
export const WhyKept = z.object({
  recordedAt: Instant,
  /** The clock that runs: how many days, by which clause. */
  clocks: z.array(
    z.object({
      words: z.string(),
      clause: z.string().optional(),
      /** When it lets the record go; absent: it never does by itself. */
      endsAt: Instant.optional(),
    }),
  ),
  holds: z.array(z.object({ id: z.uuid(), kind: z.string(), caseNumber: z.string(), reviewAt: Instant })),
  /** When it goes if nothing changes; absent: not while a hold or an approval stands before it. */
  goesAt: Instant.optional(),
  words: z.string(),
})
export type WhyKept = z.infer<typeof WhyKept>

/** A file to be fetched once by the console that asked: `GET /files/TOKEN`, within five minutes. */
export const FileToFetch = z.object({ url: z.string(), name: z.string(), bytes: z.int().nonnegative() })
export type FileToFetch = z.infer<typeof FileToFetch>

/**
 * Stored reads of all cars. `search` opens a search with a purpose; what follows (pages, records, pictures, exports)
 * names that search, stands in the audit under it, and is refused to whoever did not make it. A search is over after
 * an hour and at sign-out.
 */
export const records = {
  /** What a search may be narrowed to: cars and cameras by name. No record. */
  choices: base.meta(own('names cars and cameras, tells no record', ['reads.search'])).output(
    z.object({
      cars: z.array(z.object({ id: CarId, name: z.string() })),
      cameras: z.array(z.object({ id: z.string(), name: z.string() })),
      /** Oak Brook 131.7 (b): the department keeps no reads, only hits acted on and holds. */
      isStoredHere: z.boolean(),
    }),
  ),
  search: base
    .meta(act('records.search', ['reads.search'], ['training', 'purpose']))
    .input(z.object({ statement: PurposeStatement, query: RecordsQuery, limit: z.int().min(1).max(200) }))
    .errors(refused)
    .output(z.object({ search: z.uuid(), rows: z.array(RecordRow), isMore: z.boolean() })),
  /** Goes on in a search after its last row. */
  more: base
    .meta(act('records.search', ['reads.search'], ['training']))
    .input(z.object({ search: z.uuid(), after: RecordCursor, limit: z.int().min(1).max(200) }))
    .errors(refused)
    .output(z.object({ rows: z.array(RecordRow), isMore: z.boolean() })),
  get: base
    .meta(act('record.view', ['reads.search'], ['training']))
    .input(z.object({ search: z.uuid(), key: RecordKey }))
    .errors(refused)
    .output(RecordDetail),
  why: base
    .meta(act('record.why', ['reads.search', 'holds.see'], ['training']))
    .input(z.object({ search: z.uuid(), key: RecordKey }))
    .errors(refused)
    .output(WhyKept),
  /** All rows of the search (at most 10,000) as a marked CSV file. */
  export: base
    .meta(act('records.export', ['reads.search'], ['training']))
    .input(z.object({ search: z.uuid(), reason: z.string().trim().min(10).max(400) }))
    .errors(refused)
    .output(FileToFetch),
}
