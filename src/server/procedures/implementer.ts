// What the procedures of the records console start from: the contract, the parts, the gates that the car has too.
import { implement } from '@orpc/server'
import { gate, type GateContext, type OfficeParts } from '#main/procedures/office/index.ts'
import type { Evidence } from '#server/evidence/index.ts'
import type { Fleet } from '#server/fleet/index.ts'
import type { Holds, Retention } from '#server/keeping/index.ts'
import type { Reports } from '#server/reports/index.ts'
import type { RecordsSearch } from '#server/search/index.ts'
import type { Sharing } from '#server/sharing/index.ts'
import { recordsContract } from '#shared/records/index.ts'
import type { ServerStatus } from '#shared/records/server.ts'

export type ServerParts = OfficeParts & {
  readonly records: RecordsSearch
  readonly holds: Holds
  readonly retention: Retention
  readonly evidence: Evidence
  readonly sharing: Sharing
  readonly fleet: Fleet
  readonly reports: Reports
  readonly status: () => Promise<ServerStatus>
}

/** One browser's view of them. */
export type ServerContext = ServerParts &
  GateContext & {
    /** Of who sits there now, for the audit. */
    readonly sessionId: () => string | undefined
  }

export const procedures = implement(recordsContract).$context<ServerContext>().use(gate)
