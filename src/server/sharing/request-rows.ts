// Requests as their rows have them, and the approval that needs nobody.
import type { Kysely, Selectable, Transaction } from 'kysely'
import { PROGRAM } from '#main/audit/index.ts'
import { refuse } from '#main/refused.ts'
import type { RecordsDatabase, ShareRequestsTable, SharesTable } from '#server/storage/schema.ts'
import type { Agency, ShareRequest } from '#shared/records/sharing.ts'
import { loadAgencies, loadAgency } from './agency-rows.ts'
import type { SharingOptions } from './options.ts'
import { missingOf, type Missing } from './rules.ts'

type Rows = Kysely<RecordsDatabase>
export type RequestRow = Selectable<ShareRequestsTable>
type Context = Pick<SharingOptions, 'profile' | 'now'>

export async function requestRow(db: Rows, id: string): Promise<RequestRow> {
  const row = await db.selectFrom('share_requests').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw refuse('this request', 'Look at the list again.')
  return row
}

export async function loadRequest(db: Rows, context: Context, id: string): Promise<ShareRequest> {
  const [request] = await toRequests(db, context, [await requestRow(db, id)])
  if (request === undefined) throw refuse('this request', 'Look at the list again.')
  return request
}

export async function toRequests(
  db: Rows,
  { profile, now }: Context,
  rows: readonly RequestRow[],
): Promise<ShareRequest[]> {
  if (rows.length === 0) return []
  const agencies = await loadAgencies(db, profile, [...new Set(rows.map((row) => row.agency_id))])
  const byId = new Map(agencies.map((agency) => [agency.id, agency]))
  const shares = await db
    .selectFrom('shares')
    .selectAll()
    .where(
      'request_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const byRequest = new Map(shares.map((share) => [share.request_id, share]))
  return rows.flatMap((row) => {
    const agency = byId.get(row.agency_id)
    if (agency === undefined) return []
    const isOpen = row.state === 'waiting' || row.state === 'approved'
    return [
      {
        id: row.id,
        agency,
        person: row.person,
        purpose: row.purpose,
        legalBasis: row.legal_basis,
        caseNumber: row.case_number,
        ...(row.writing_name === null || row.writing_sha256 === null
          ? {}
          : { writing: { name: row.writing_name, sha256: row.writing_sha256 } }),
        requestedAt: row.requested_at,
        enteredBy: { badge: row.entered_badge, name: row.entered_name },
        state: row.state,
        missing: isOpen ? openMissing(row, agency, { profile, now }) : [],
        approvers: profile.sharing.value.approvers,
        ...decidedOf(row),
        ...shareOf(byRequest.get(row.id), now()),
        ...forwardedOf(row),
      },
    ]
  })
}

/** What stands before an open request as things are now. */
export function openMissing(row: RequestRow, agency: Agency, { profile, now }: Context): Missing[] {
  const missing = missingOf(agency, profile, now())
  const { approvers } = profile.sharing.value
  // Approved by itself under a policy that asked no approval; the one in force asks it.
  if (row.state === 'approved' && row.decided_badge === PROGRAM.badge && approvers.length > 0) {
    missing.push({
      words: `the approval of ${approvers.join(' or ')}: the policy has changed since`,
      ...(profile.sharing.clause === undefined ? {} : { clause: profile.sharing.clause }),
      next: 'Enter the request anew, and have it decided.',
    })
  }
  return missing
}

/**
 * Where the policy asks no approval (Schaumburg V.A.4), a request is approved as soon as nothing is missing. Answers
 * which ones of the agency are.
 */
export async function approveByItself(
  trx: Transaction<RecordsDatabase>,
  { profile, now }: Context,
  agencyId: string,
): Promise<string[]> {
  if (profile.sharing.value.approvers.length > 0) return []
  if (missingOf(await loadAgency(trx, profile, agencyId), profile, now()).length > 0) return []
  const { clause } = profile.sharing
  const approved = await trx
    .updateTable('share_requests')
    .set({
      state: 'approved',
      decided_at: now(),
      decided_badge: PROGRAM.badge,
      decided_name: PROGRAM.name,
      decided_words: `This policy asks no approval for a verified agency${clause === undefined ? '' : ` (${clause})`}.`,
    })
    .where('agency_id', '=', agencyId)
    .where('state', '=', 'waiting')
    .returning('id')
    .execute()
  return approved.map(({ id }) => id)
}

function decidedOf(row: RequestRow): Pick<ShareRequest, 'decided'> {
  const { decided_at: at, decided_badge: badge, decided_name: name, decided_words: words } = row
  if (at === null || badge === null || name === null) return {}
  return { decided: { by: { badge, name }, at, words: words ?? '' } }
}

function shareOf(row: Selectable<SharesTable> | undefined, now: number): Pick<ShareRequest, 'share'> {
  if (row === undefined) return {}
  return {
    share: {
      id: row.id,
      madeAt: row.made_at,
      items: row.items,
      bytes: row.bytes,
      sha256: row.sha256,
      watermark: row.watermark,
      expiresAt: row.expires_at,
      isHere: row.object !== null && row.expires_at > now,
      ...(row.fetched_at === null ? {} : { fetchedAt: row.fetched_at }),
    },
  }
}

function forwardedOf(row: RequestRow): Pick<ShareRequest, 'forwarded'> {
  const { forwarded_at: at, seen_at: seenAt, seen_badge: seenBy } = row
  if (at === null) return {}
  return { forwarded: { at, ...(seenAt === null || seenBy === null ? {} : { seenAt, seenBy }) } }
}
