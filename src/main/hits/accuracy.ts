// What officers' answers say of the alerts: how many of each list were closed, and why they were rejected.
import type { AccuracyRow } from '#shared/contract/hits.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { RejectReason } from '#shared/domain/hit-step.ts'

export type ClosedHit = {
  readonly matches: readonly HotListMatch[]
  readonly rejection: RejectReason | undefined
}

/** One row a list, by name. A hit counts for the list of its gravest entry. */
export function accuracyOf(closed: readonly ClosedHit[]): AccuracyRow[] {
  const byList = Map.groupBy(closed, ({ matches }) => matches[0]?.entry.list ?? '')
  return [...byList]
    .map(([list, hits]): AccuracyRow => {
      const rejected: AccuracyRow['rejected'] = {}
      for (const { rejection } of hits) {
        if (rejection !== undefined) rejected[rejection] = (rejected[rejection] ?? 0) + 1
      }
      const stated = hits.map(({ matches }) => matches[0]?.odds.both ?? 0)
      const statedBoth = stated.reduce((sum, both) => sum + both, 0) / hits.length
      return { list, closed: hits.length, rejected, statedBoth }
    })
    .toSorted((one, other) => one.list.localeCompare(other.list))
}
