import type { ListSettings } from '#shared/contract/lists.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { ImportReport } from '#shared/domain/import-template.ts'

/** A list of this car with its settings and, if this console's core made it, the last report. */
export type InstalledList = {
  readonly status: HotListStatus
  readonly settings: ListSettings
  readonly report?: ImportReport | undefined
}
