// Packages of evidence as their rows have them.
import type { Kysely, Selectable } from 'kysely'
import { refuse } from '#main/refused.ts'
import type { EvidenceTable, RecordsDatabase } from '#server/storage/schema.ts'
import type { EvidencePackage } from '#shared/records/evidence.ts'

type Rows = Kysely<RecordsDatabase>

const MOST_LISTED = 500

export async function loadPackages(db: Rows): Promise<EvidencePackage[]> {
  const rows = await db
    .selectFrom('evidence')
    .selectAll()
    .orderBy('made_at', 'desc')
    .limit(MOST_LISTED)
    .execute()
  return toPackages(db, rows)
}

export async function loadPackage(db: Rows, id: string): Promise<EvidencePackage> {
  const rows = await db.selectFrom('evidence').selectAll().where('id', '=', id).execute()
  const [found] = await toPackages(db, rows)
  if (found === undefined) throw refuse('this package of evidence', 'Look at the list again.')
  return found
}

async function toPackages(db: Rows, rows: readonly Selectable<EvidenceTable>[]): Promise<EvidencePackage[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const custody = await db
    .selectFrom('custody')
    .selectAll()
    .where('evidence_id', 'in', ids)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    madeAt: row.made_at,
    by: { badge: row.badge, name: row.name },
    caseNumber: row.case_number,
    ...(row.hold_id === null ? {} : { holdId: row.hold_id }),
    target: row.target,
    items: row.items,
    bytes: row.bytes,
    sha256: row.sha256,
    isHere: row.object !== null,
    ...bookedOf(row),
    custody: custody
      .filter((one) => one.evidence_id === row.id)
      .map(({ at, badge, name, step, words }) => ({ at, by: { badge, name }, step, words })),
  }))
}

/** Whether it has arrived where it goes: a media or booking number, or an upload that was confirmed. */
export function isBooked(row: Selectable<EvidenceTable>): boolean {
  return row.target === 'evidence.com'
    ? row.upload_status === 'confirmed'
    : (row.booking_number ?? row.media_id ?? row.receipt) !== null
}

function bookedOf(row: Selectable<EvidenceTable>): Pick<EvidencePackage, 'booked'> {
  if (row.booked_at === null || row.booked_badge === null) return {}
  return {
    booked: {
      at: row.booked_at,
      badge: row.booked_badge,
      ...(row.media_id === null ? {} : { mediaId: row.media_id }),
      ...(row.booking_number === null ? {} : { bookingNumber: row.booking_number }),
      ...(row.receipt === null ? {} : { receipt: row.receipt }),
      ...(row.evidence_id === null ? {} : { evidenceId: row.evidence_id }),
      ...(row.upload_status === null ? {} : { uploadStatus: row.upload_status }),
    },
  }
}
