// What of the records database a backup holds, and by which key each row of it is sealed: the one whose destruction takes
// the row out of the database takes it out of the backup too.
import type { RecordsDatabase } from '#server/storage/schema.ts'

export const KEY_CLASSES = ['reads', 'hits', 'images', 'other'] as const
export type KeyClass = (typeof KEY_CLASSES)[number]

/** day: by the key of its day, one that is kept by a key of its own; general: by the key of backups. */
export type BackupTable = {
  readonly name: keyof RecordsDatabase
  readonly cls?: KeyClass
  /** SQL: the row is kept past its day. */
  readonly isKept?: string
  /** SQL: the context of the key of a kept row, as the vault names it. */
  readonly context?: string
  /** A column with numbers that the database gives. */
  readonly serial?: string
}

/** The vault's form names the key of a body in its fifth byte; 255 is a key of its own. */
const BODY_IS_KEPT = 'get_byte(body, 4) = 255'

/** In an order in which rows can be put in again: what is referred to comes first. */
export const TABLES: readonly BackupTable[] = [
  { name: 'cars' },
  { name: 'enrolment_codes' },
  { name: 'orders' },
  { name: 'order_states' },
  { name: 'outgoing' },
  { name: 'batches' },
  { name: 'car_audit' },
  {
    name: 'reads',
    cls: 'reads',
    isKept: 'false',
    context: `'read/' || car_id || '/' || day || '/' || id`,
  },
  {
    name: 'kept_reads',
    cls: 'reads',
    isKept: 'true',
    context: `'read/' || car_id || '/' || day || '/' || id`,
  },
  {
    name: 'images',
    cls: 'images',
    isKept: 'is_kept',
    context: `'image/' || car_id || '/' || day || '/' || hash`,
  },
  { name: 'hits', cls: 'hits', isKept: BODY_IS_KEPT, context: `'hit/' || car_id || '/' || day || '/' || id` },
  {
    name: 'other_records',
    cls: 'other',
    isKept: BODY_IS_KEPT,
    context: `kind || '/' || car_id || '/' || day || '/' || id`,
  },
  { name: 'holds' },
  { name: 'hold_reviews' },
  { name: 'hold_items' },
  { name: 'purges' },
  { name: 'purge_proposals' },
  { name: 'purge_tasks', serial: 'id' },
  { name: 'proofs' },
  { name: 'evidence' },
  { name: 'custody' },
  { name: 'agencies' },
  { name: 'declarations' },
  { name: 'share_requests' },
  { name: 'shares' },
  { name: 'other_requests' },
  { name: 'notices' },
  { name: 'pending_acts', serial: 'sequence' },
  { name: 'searches' },
  { name: 'tallies' },
]

/** Every column that names an object of the store, beside images. */
export const OBJECT_COLUMNS: readonly { readonly table: string; readonly column: string }[] = [
  { table: 'outgoing', column: 'content' },
  { table: 'evidence', column: 'object' },
  { table: 'declarations', column: 'object' },
  { table: 'share_requests', column: 'writing_object' },
  { table: 'shares', column: 'object' },
]

/** The vault's name of the key by which everything is sealed that belongs to no day. */
export const BACKUP_CONTEXT = 'backup'
