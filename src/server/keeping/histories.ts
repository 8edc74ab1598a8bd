// Certificates and proofs as the console shows them, newest first.
import type { Kysely, Selectable } from 'kysely'
import type { ProofsTable, PurgesTable, RecordsDatabase } from '#server/storage/schema.ts'
import type { Proof, PurgeCertificate } from '#shared/records/retention.ts'

const MOST_SHOWN = 500

export async function certificates(db: Kysely<RecordsDatabase>): Promise<PurgeCertificate[]> {
  const rows = await db
    .selectFrom('purges')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map(toCertificate)
}

export async function proofs(db: Kysely<RecordsDatabase>): Promise<Proof[]> {
  const rows = await db
    .selectFrom('proofs')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('class')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map(toProof)
}

function toCertificate({
  through_day: throughDay,
  badge,
  name,
  ...row
}: Selectable<PurgesTable>): PurgeCertificate {
  return { ...row, throughDay, by: { badge, name } }
}

function toProof(row: Selectable<ProofsTable>): Proof {
  return {
    at: row.at,
    class: row.class,
    cutoffAt: row.cutoff_at,
    ...(row.oldest_at === null ? {} : { oldestAt: row.oldest_at }),
    olderWithoutHold: row.older_without_hold,
    isMet: row.is_met,
  }
}
