// The tables of the records database (PostgreSQL, or PGlite where there is no setting), as Kysely sees them. Instants
// are epoch milliseconds (int8, read as numbers), days are whole days of UTC since 1970 of what retention counts from.
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>

/** A read as it is searched. `body`: the car's own bytes, deflated and sealed with the day's key (day-keys). */
export type ReadsTable = {
  day: number
  car_id: string
  id: string
  sequence: number
  revision: number
  recorded_at: number
  captured_at: number
  received_at: number
  camera_id: string
  camera_name: string
  plate: string
  state: string | null
  plate_probability: number
  latitude: number | null
  longitude: number | null
  has_hit: boolean
  crop_hash: string
  context_hash: string | null
  canvass_id: string | null
  sha256: string
  body: Uint8Array
}

/** Same columns: reads that a hold or a hit keeps after their day was purged; sealed with a key of their own. */
export type KeptReadsTable = ReadsTable & { kept_at: number }

export type HitsTable = {
  car_id: string
  id: string
  /** Of `raised_at`. */
  day: number
  read_id: string
  read_day: number
  revision: number
  raised_at: number
  received_at: number
  plate: string
  state: string | null
  category: string
  severity: string
  visibility: 'alert' | 'silent' | 'covert'
  status: string
  decision: string | null
  reject_reason: string | null
  skipped: number
  closed_at: number | null
  sha256: string
  body: Uint8Array
}

/** Entries of local lists, canvasses: kept whole, looked at by id. */
export type OtherRecordsTable = {
  car_id: string
  kind: 'entered' | 'canvass'
  id: string
  day: number
  revision: number
  recorded_at: number
  received_at: number
  sha256: string
  body: Uint8Array
}

/** The audit of each car, entry by entry as its chain has it. */
export type CarAuditTable = {
  car_id: string
  device: string
  counter: number
  at: number
  hash: string
  entry: string
  signature: string
}

/** An image lies in the object store as `images/DAY/HASH`, sealed with the day's key; `kept/HASH` once it is kept. */
export type ImagesTable = {
  day: number
  hash: string
  car_id: string
  kind: 'crop' | 'context'
  mime: string
  bytes: number
  received_at: number
  is_kept: Generated<boolean>
}

export type CarsTable = {
  id: string
  name: string
  state: 'enrolled' | 'revoked'
  certificate: string
  certificate_serial: string
  /** Given at its renewal; takes the place of the other once the car has used it. */
  renewed_certificate: string | null
  renewed_serial: string | null
  device_key: string
  enrolled_at: number
  enrolled_by: string
  revoked_at: number | null
  revoked_by: string | null
  revoked_why: string | null
  last_contact_at: number | null
  last_complete_at: number | null
  oldest_waiting_at: number | null
  waiting: number
  version: string | null
  policy: string | null
  /** The whole ContactReport. */
  report: Json<unknown> | null
  /** The newest head of the car's audit that was countersigned. */
  head_counter: number | null
  head_hash: string | null
}

export type EnrolmentCodesTable = {
  /** SHA-256 of the secret. */
  hash: string
  car_name: string
  issued_at: number
  expires_at: number
  issued_by: string
  used_at: number | null
  car_id: string | null
}

export type BatchesTable = {
  car_id: string
  batch: string
  at: number
  records: number
  refused: number
  bytes: number
  how: 'network' | 'package' | 'provider'
  /** `recordedAt` of the oldest read in it: how long that read waited in the car; null where it has none. */
  oldest_at: number | null
}

export type OrdersTable = {
  id: string
  car_id: string | null
  issued_at: number
  badge: string
  name: string
}
export type OrderStatesTable = {
  order_id: string
  car_id: string
  taken_at: number | null
  done_at: number | null
  waiting_at_start: number | null
}

/** Signed files for the cars; `car_id` null: for all. */
export type OutgoingTable = {
  id: string
  kind: 'roster' | 'training' | 'release' | 'policy' | 'order' | 'hot-list'
  car_id: string | null
  serial: number
  issued_at: number
  /** Of the bundle's text, and how many bytes it has. */
  sha256: string
  bytes: number
  /** The bundle's text, sealed, base64: a roster holds credentials. */
  text: string
  /** Name in the object store of a hot list's content. */
  content: string | null
  /** Of a hot list: its name, the whole file's hash and lines; of the file that it is a change to. */
  list_name: string | null
  list_sha256: string | null
  list_lines: number | null
  base_sha256: string | null
}

export const HOLD_KINDS = [
  'evidence',
  'anticipated-evidence',
  'legal-process',
  'discovery',
  'ongoing-investigation',
  'acted-on',
] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

export type HoldsTable = {
  id: string
  kind: HoldKind
  ground: string
  case_number: string
  placed_at: number
  placed_badge: string
  placed_name: string
  review_at: number
  lifted_at: number | null
  lifted_badge: string | null
  lifted_name: string | null
  lifted_why: string | null
  /** Parsons 427.5 ¶2 s2: a held file follows the retention schedule from here on; until then it stays. */
  schedule_until: number | null
}

export type HoldReviewsTable = {
  id: string
  hold_id: string
  at: number
  badge: string
  name: string
  words: string
  next_review_at: number
}

/** What a hold holds. `read_day` and `read_id` name the read; a hit is held with its read. */
export type HoldItemsTable = { hold_id: string; car_id: string; read_day: number; read_id: string }

export type RecordClass = 'reads' | 'hits' | 'context-images' | 'entered' | 'canvasses' | 'car-audit'

/** The certificate of a purge; never changed. */
export type PurgesTable = {
  id: string
  class: RecordClass
  /** The newest day that went. */
  through_day: number
  at: number
  rows: number
  images: number
  kept: number
  /** SHA-256 over the sorted ids and hashes of what went; nothing in it tells a plate. */
  digest: string
  policy: string
  badge: string
  name: string
  how: 'automatic' | 'reviewed' | 'approved'
}

/** What a purge would take, waiting for a look or an approval where the profile asks one. */
export type PurgeProposalsTable = {
  id: string
  class: RecordClass
  through_day: number
  proposed_at: number
  rows: number
  images: number
  kept: number
  state: 'waiting' | 'approved' | 'refused' | 'done'
  decided_at: number | null
  badge: string | null
  name: string | null
  words: string | null
}

/**
 * What a purge took out of the tables and must still take out of the object store and the vault; written in the purge's
 * own transaction, so that a crash leaves nothing behind.
 */
export type PurgeTasksTable = { id: Generated<number>; kind: 'object' | 'kept-key'; name: string }

/** The daily proof: nothing older than N without a hold. */
export type ProofsTable = {
  id: string
  at: number
  class: RecordClass
  cutoff_at: number
  oldest_at: number | null
  older_without_hold: number
  is_met: boolean
}

export type EvidenceTable = {
  id: string
  made_at: number
  badge: string
  name: string
  case_number: string
  hold_id: string | null
  target: 'portable-media' | 'evidence.com'
  items: number
  bytes: number
  sha256: string
  /** Name in the object store; null once it was removed. */
  object: string | null
  media_id: string | null
  booking_number: string | null
  receipt: string | null
  evidence_id: string | null
  upload_status: 'not-uploaded' | 'uploaded' | 'confirmed' | null
  booked_at: number | null
  booked_badge: string | null
}

export type CustodyTable = {
  id: string
  evidence_id: string
  at: number
  badge: string
  name: string
  step: string
  words: string
}

export type AgenciesTable = {
  id: string
  name: string
  ori: string | null
  state: string
  kind: 'law-enforcement' | 'prosecutor' | 'other'
  contacts: string
  verified_how: string | null
  verified_at: number | null
  verified_by: string | null
  added_at: number
  added_by: string
  removed_at: number | null
}

export type DeclarationsTable = {
  id: string
  agency_id: string
  signer: string
  signed_at: number
  valid_until: number | null
  document_sha256: string
  document_name: string
  object: string
  added_at: number
  added_by: string
  withdrawn_at: number | null
  withdrawn_why: string | null
}

export type ShareRequestsTable = {
  id: string
  agency_id: string
  person: string
  purpose: string
  legal_basis: string
  case_number: string
  /** The writing: name, hash and place of the document; null where the profile asks none. */
  writing_name: string | null
  writing_sha256: string | null
  writing_object: string | null
  requested_at: number
  entered_badge: string
  entered_name: string
  /** What is asked for: a RecordsQuery, JSON. */
  query: Json<unknown>
  state: 'waiting' | 'approved' | 'refused' | 'fulfilled' | 'withdrawn'
  decided_at: number | null
  decided_badge: string | null
  decided_name: string | null
  decided_words: string | null
  fulfilled_at: number | null
  /** Forwarded to the profile's administrator (Oak Brook 131.7 share (b)), and when it was seen there. */
  forwarded_at: number | null
  seen_at: number | null
  seen_badge: string | null
}

export type SharesTable = {
  id: string
  request_id: string
  made_at: number
  badge: string
  name: string
  items: number
  bytes: number
  sha256: string
  watermark: string
  expires_at: number
  /** Null once it has expired or was fetched and removed. */
  object: string | null
  fetched_at: number | null
}

/** Requests that are not from law enforcement; answered by the role that the profile names, and by nobody else. */
export type OtherRequestsTable = {
  id: string
  received_at: number
  from_whom: string
  words: string
  routed_to: string
  entered_badge: string
  entered_name: string
  answered_at: number | null
  answered_badge: string | null
  answered_name: string | null
  answer: string | null
}

export type NoticesTable = {
  id: string
  kind: string
  /** The same trouble of the same car is one notice. */
  subject: string
  car_id: string | null
  level: 'warning' | 'urgent'
  words: string
  raised_at: number
  cleared_at: number | null
  mailed_at: number | null
  seen_at: number | null
  seen_badge: string | null
}

/** Acts of a transaction on their way into the audit chain (docs/decisions/0016); empty but for moments. */
export type PendingActsTable = {
  sequence: Generated<number>
  id: string
  badge: string
  name: string
  action: string
  subject: string
  detail: string
  about: string
}

/** Counts only, for reports: searches by purpose, shares by recipient. No plate, no reason. */
export type SearchesTable = {
  id: string
  at: number
  badge: string
  purpose: string
  has_case: boolean
  results: number
}

/** Counts of a day that stay when its records are purged. `what`: a path such as "hits/alert/stolen-vehicle/confirmed". */
export type TalliesTable = { day: number; what: string; count: number }

export type RecordsDatabase = {
  reads: ReadsTable
  kept_reads: KeptReadsTable
  hits: HitsTable
  other_records: OtherRecordsTable
  car_audit: CarAuditTable
  images: ImagesTable
  cars: CarsTable
  enrolment_codes: EnrolmentCodesTable
  batches: BatchesTable
  orders: OrdersTable
  order_states: OrderStatesTable
  outgoing: OutgoingTable
  holds: HoldsTable
  hold_reviews: HoldReviewsTable
  hold_items: HoldItemsTable
  purges: PurgesTable
  purge_proposals: PurgeProposalsTable
  purge_tasks: PurgeTasksTable
  proofs: ProofsTable
  evidence: EvidenceTable
  custody: CustodyTable
  agencies: AgenciesTable
  declarations: DeclarationsTable
  share_requests: ShareRequestsTable
  shares: SharesTable
  other_requests: OtherRequestsTable
  notices: NoticesTable
  pending_acts: PendingActsTable
  searches: SearchesTable
  tallies: TalliesTable
}
