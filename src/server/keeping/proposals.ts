// Purges that wait for a look or an approval, where the policy asks one (Schaumburg IV.C s1b, Alsip 709.4 ¶2 s2).
import { randomUUID } from 'node:crypto'
import type { Kysely, Selectable } from 'kysely'
import { PROGRAM } from '#main/audit/index.ts'
import { refuse } from '#main/refused.ts'
import type { PurgeProposalsTable, RecordsDatabase } from '#server/storage/schema.ts'
import type { By } from '#shared/domain/officer.ts'
import type { PurgeProposal } from '#shared/records/retention.ts'
import { lastWholeDay, dayWords } from './certificates.ts'
import type { Clock } from './clocks.ts'
import type { Keeper } from './keeper.ts'
import type { DaySurvey } from './survey.ts'

/** What was refused is not proposed again at once. */
const AGAIN_MS = 7 * 86_400_000
const MOST_SHOWN = 200

/** Proposes what is past the clock, unless a proposal of the class waits or was refused within a week. */
export async function propose(
  { db, acts, now }: Keeper,
  clock: Clock,
  cutoffAt: number,
  found: readonly DaySurvey[],
): Promise<void> {
  const count = (of: 'rows' | 'images' | 'kept') => found.reduce((sum, day) => sum + day[of], 0)
  if (count('rows') + count('images') === 0) return
  const before = await db.kysely
    .selectFrom('purge_proposals')
    .select(['state', 'decided_at'])
    .where('class', '=', clock.class)
    .where('state', 'in', ['waiting', 'approved', 'refused'])
    .execute()
  if (before.some(({ state, decided_at: at }) => state !== 'refused' || (at ?? 0) > now() - AGAIN_MS)) return
  const id = randomUUID()
  const day = lastWholeDay(cutoffAt)
  const detail = { rows: count('rows'), images: count('images'), kept: count('kept') }
  await acts.run(
    PROGRAM,
    {
      action: 'retention.propose',
      subject: `${clock.class} through ${dayWords(day)}`,
      detail: { id, ...detail },
    },
    async (trx) => {
      await trx
        .insertInto('purge_proposals')
        .values({
          id,
          class: clock.class,
          through_day: day,
          proposed_at: now(),
          ...detail,
          state: 'waiting',
          decided_at: null,
          badge: null,
          name: null,
          words: null,
        })
        .execute()
    },
  )
}

type Decision = { readonly id: string; readonly isApproved: boolean; readonly words: string }

export async function decide(
  { acts, now }: Pick<Keeper, 'acts' | 'now'>,
  { id, isApproved, words }: Decision,
  by: By,
): Promise<void> {
  const state = isApproved ? 'approved' : 'refused'
  await acts.run(
    by,
    (subject: string) => ({
      action: 'retention.decide',
      subject,
      detail: { id, state },
      about: { reason: words },
    }),
    async (trx) => {
      const found = await trx
        .selectFrom('purge_proposals')
        .select(['class', 'through_day', 'state'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (found?.state !== 'waiting') {
        throw refuse(
          'a purge that waits for a decision',
          'Look at the list again: it was decided, or is not there.',
        )
      }
      await trx
        .updateTable('purge_proposals')
        .set({ state, decided_at: now(), badge: by.badge, name: by.name, words })
        .where('id', '=', id)
        .execute()
      return `${found.class} through ${dayWords(found.through_day)}`
    },
  )
}

/** Those that were approved and are not done, oldest decision first. */
export function approved(db: Kysely<RecordsDatabase>) {
  return db
    .selectFrom('purge_proposals')
    .selectAll()
    .where('state', '=', 'approved')
    .orderBy('decided_at')
    .execute()
}

export async function markDone(db: Kysely<RecordsDatabase>, id: string): Promise<void> {
  await db.updateTable('purge_proposals').set({ state: 'done' }).where('id', '=', id).execute()
}

/** Waiting first, then the newest. */
export async function listProposals(db: Kysely<RecordsDatabase>): Promise<PurgeProposal[]> {
  const rows = await db
    .selectFrom('purge_proposals')
    .selectAll()
    .orderBy((eb) => eb('state', '<>', 'waiting'))
    .orderBy('proposed_at', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map(toProposal)
}

function toProposal(row: Selectable<PurgeProposalsTable>): PurgeProposal {
  const { id, rows, images, kept, state, decided_at: at, badge, name, words } = row
  return {
    id,
    class: row.class,
    throughDay: row.through_day,
    proposedAt: row.proposed_at,
    rows,
    images,
    kept,
    state,
    ...(at === null || badge === null || name === null || words === null
      ? {}
      : { decided: { by: { badge, name }, at, words } }),
  }
}
