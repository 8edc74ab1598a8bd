// Agencies and requests as their rows have them.
import type { Kysely, Selectable } from 'kysely'
import { refuse } from '#main/refused.ts'
import type { AgenciesTable, DeclarationsTable, RecordsDatabase } from '#server/storage/schema.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { Agency, type Declaration } from '#shared/records/sharing.ts'

type Rows = Kysely<RecordsDatabase>

/** All agencies by name, or those of these ids. */
export async function loadAgencies(db: Rows, profile: Profile, ids?: readonly string[]): Promise<Agency[]> {
  if (ids?.length === 0) return []
  const agencies = await db
    .selectFrom('agencies')
    .selectAll()
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .$if(ids === undefined, (query) => query.where('removed_at', 'is', null))
    .orderBy('name')
    .execute()
  const declarations = await db
    .selectFrom('declarations')
    .selectAll()
    .$if(ids !== undefined, (query) => query.where('agency_id', 'in', ids ?? []))
    .orderBy('added_at', 'desc')
    .execute()
  return agencies.map((row) => agencyOf(row, declarations, profile))
}

export async function loadAgency(db: Rows, profile: Profile, id: string): Promise<Agency> {
  const [agency] = await loadAgencies(db, profile, [id])
  if (agency === undefined) throw refuse('this agency in the registry', 'Look at the registry again.')
  return agency
}

/**
 * Holds the agency's row until the transaction ends, so that a declaration is not withdrawn between the look at it and
 * what rests on it.
 */
export async function lockAgency(db: Rows, profile: Profile, id: string): Promise<Agency> {
  await db.selectFrom('agencies').select('id').where('id', '=', id).forUpdate().execute()
  return loadAgency(db, profile, id)
}

function agencyOf(
  row: Selectable<AgenciesTable>,
  declarations: readonly Selectable<DeclarationsTable>[],
  { state }: Profile,
): Agency {
  const { verified_how: how, verified_at: at, verified_by: by } = row
  return Agency.parse({
    id: row.id,
    name: row.name,
    ...(row.ori === null ? {} : { ori: row.ori }),
    state: row.state,
    kind: row.kind,
    contacts: row.contacts,
    ...(how === null || at === null || by === null ? {} : { verified: { how, at, by } }),
    declarations: declarations.filter(({ agency_id: id }) => id === row.id).map(declarationOf),
    isOutOfState: row.state !== state,
  })
}

function declarationOf(row: Selectable<DeclarationsTable>): Declaration {
  return {
    id: row.id,
    signer: row.signer,
    signedAt: row.signed_at,
    ...(row.valid_until === null ? {} : { validUntil: row.valid_until }),
    documentName: row.document_name,
    documentSha256: row.document_sha256,
    addedBy: row.added_by,
    addedAt: row.added_at,
    ...(row.withdrawn_at === null
      ? {}
      : { withdrawn: { at: row.withdrawn_at, why: row.withdrawn_why ?? '' } }),
  }
}
