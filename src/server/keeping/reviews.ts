// A hold never expires in silence: past its review date it is urged until somebody reviews or lifts it.
import type { Kysely } from 'kysely'
import type { Notices } from '#server/notices/index.ts'
import type { RecordsDatabase } from '#server/storage/schema.ts'

const KIND = 'hold-review'
const MOST = 500

export async function urgeReviews(
  db: Kysely<RecordsDatabase>,
  now: number,
  notices: Pick<Notices, 'raise' | 'clear'> | undefined,
): Promise<void> {
  if (notices === undefined) return
  const due = await db
    .selectFrom('holds')
    .select(['id', 'kind', 'case_number', 'review_at'])
    .where('lifted_at', 'is', null)
    .where('review_at', '<=', now)
    .orderBy('review_at')
    .limit(MOST)
    .execute()
  for (const { id, kind, case_number: caseNumber, review_at: at } of due) {
    const since = new Date(at).toISOString().slice(0, 10)
    const forCase = caseNumber === '' ? '' : ` for case ${caseNumber}`
    await notices.raise(KIND, id, {
      level: 'warning',
      words: `A hold (${kind}${forCase}) was to be reviewed by ${since}. It still holds; review or lift it.`,
    })
  }
  const raised = await db
    .selectFrom('notices')
    .select('subject')
    .where('kind', '=', KIND)
    .where('cleared_at', 'is', null)
    .execute()
  const standing = new Set(due.map(({ id }) => id))
  for (const { subject } of raised) if (!standing.has(subject)) await notices.clear(KIND, subject)
}
