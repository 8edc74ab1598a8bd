import type { Office } from '#renderer/connection/connection.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Right } from '#shared/domain/rights.ts'

/** What every screen of the office is given: who answers, who looks, and what he may do. */
export type OfficeProps = {
  readonly office: Office
  readonly me: Officer
  readonly rights: readonly Right[]
  readonly onBack: () => void
}
