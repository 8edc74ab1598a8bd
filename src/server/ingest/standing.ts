// What the database has of records that are sent: nothing yet, an older revision, the same one, or a newer one.
import type { Fine } from './check-record.ts'

export type Standing = { readonly revision: number; readonly sha256: string; readonly day: number }

/** store: it is new or newer; have: it is there, or a newer one is. */
export type Verdict = 'store' | 'have' | { readonly why: string }

/** A record whose `recordedAt` changed lies on another day: retention would count from two dates. */
export function judge(fine: Fine, standing: readonly Standing[]): Verdict {
  const { envelope, day, sha256 } = fine
  if (standing.some((one) => one.day !== day)) return { why: 'it was sent before with another date' }
  const newest = standing.toSorted((a, b) => b.revision - a.revision)[0]
  if (newest === undefined || newest.revision < envelope.revision) return 'store'
  // An older revision is superseded: what the server has came from the same car later.
  if (newest.revision > envelope.revision) return 'have'
  return newest.sha256 === sha256 ? 'have' : { why: 'it was sent before with this revision and another body' }
}

/** Rows of the database by the record's id. */
export function byId<T extends { readonly id: string }>(rows: readonly T[]): (id: string) => T[] {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const same = found.get(row.id)
    if (same === undefined) found.set(row.id, [row])
    else same.push(row)
  }
  return (id) => found.get(id.toLowerCase()) ?? []
}
