// The certificate of a purge: how much went, a digest of what it was, under which policy, by whom. Nothing in it tells a
// plate; whoever has an old list of ids and hashes can check it against the digest.
import { createHash, randomUUID } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Act } from '#server/acts/index.ts'
import { dayOf } from '#server/storage/day.ts'
import type { RecordClass } from '#shared/records/retention.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Trx } from './held.ts'

/** One class, everything of it made before an instant. */
export type Purge = {
  readonly class: RecordClass
  readonly cutoffAt: number
  readonly by: By
  readonly how: 'automatic' | 'reviewed' | 'approved'
}

export type Sum = { readonly count: number; readonly digest: string }

/** One that went, as a line of the digest. */
export type Gone = { readonly car: string; readonly id: string; readonly sha: string }

export type Went = { readonly rows: Sum; readonly images: Sum; readonly kept: number }

export type Certificate = {
  readonly id: string
  readonly class: RecordClass
  readonly throughDay: number
  readonly rows: number
  readonly images: number
  readonly kept: number
  readonly digest: string
  readonly policy: string
  readonly how: Purge['how']
}

/** SHA-256 of nothing: what was not there. */
const NOTHING: Sum = { count: 0, digest: createHash('sha256').digest('hex') }

/**
 * Counts and digests `lines` (columns car, id and sha as text). The lines are put in 256 buckets by the last two digits
 * of sha, sorted by the bytes of car and id within each; the digest is that of the buckets' digests: PostgreSQL makes no text of more
 * than 1 GB, and a day of a state has more.
 */
export function sumOf(lines: RawBuilder<unknown>): RawBuilder<Sum> {
  return sql<Sum>`SELECT coalesce(sum(n), 0)::int AS count,
      encode(sha256(convert_to(coalesce(string_agg(part, '' ORDER BY bucket COLLATE "C"), ''), 'UTF8')), 'hex') AS digest
    FROM (SELECT right(sha, 2) AS bucket, count(*) AS n,
        encode(sha256(convert_to(string_agg(car || id || sha, '' ORDER BY car COLLATE "C", id COLLATE "C"), 'UTF8')), 'hex') AS part
      FROM (${lines}) AS lines GROUP BY 1) AS buckets`
}

/** Lines that a statement returned, as rows again. */
export function linesFrom(lines: readonly Gone[]): RawBuilder<unknown> {
  return sql`SELECT car, id, sha FROM json_to_recordset(${JSON.stringify(lines)}::json)
    AS x (car text, id text, sha text)`
}

/** What a statement that ends in sumOf gave. */
export async function sum(trx: Trx, statement: RawBuilder<Sum>): Promise<Sum> {
  const { rows } = await statement.execute(trx)
  return rows[0] ?? NOTHING
}

export async function certify(
  trx: Trx,
  { class: name, by, how }: Purge,
  throughDay: number,
  went: Partial<Went>,
  { policy, at }: { readonly policy: string; readonly at: number },
): Promise<Certificate> {
  const { rows = NOTHING, images = NOTHING, kept = 0 } = went
  const certificate: Certificate = {
    id: randomUUID(),
    class: name,
    throughDay,
    rows: rows.count,
    images: images.count,
    kept,
    digest: createHash('sha256').update(rows.digest).update(images.digest).digest('hex'),
    policy,
    how,
  }
  const { throughDay: through_day, ...row } = certificate
  await trx
    .insertInto('purges')
    .values({ ...row, through_day, at, badge: by.badge, name: by.name })
    .execute()
  return certificate
}

/** The audit's entry of a purge. */
export function purgeAct({ class: name, throughDay, ...detail }: Certificate): Act {
  return { action: 'retention.purge', subject: `${name} through ${dayWords(throughDay)}`, detail }
}

/** "2026-11-22". */
export const dayWords = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** The newest day of which everything is before an instant. */
export const lastWholeDay = (cutoffAt: number): number => dayOf(cutoffAt) - 1

/** The newest day that has something before an instant. */
export const lastDay = (cutoffAt: number): number => dayOf(cutoffAt - 1)
