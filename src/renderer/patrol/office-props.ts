import type { Car } from '#renderer/connection/car.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Right } from '#shared/domain/rights.ts'

/** What every screen of the office is given: the core, who looks, and what he may do. */
export type OfficeProps = {
  readonly car: Car
  readonly me: Officer
  readonly rights: readonly Right[]
  readonly onBack: () => void
}
