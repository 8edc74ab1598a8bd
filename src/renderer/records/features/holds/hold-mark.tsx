import type { ReactElement } from 'react'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import type { Hold } from '#shared/records/holds.ts'

/** How a hold stands: past its review it still holds. */
export function HoldMark({ hold }: { readonly hold: Hold }): ReactElement {
  if (hold.lifted !== undefined) return <StateMark standing="away">lifted</StateMark>
  if (hold.isReviewDue) return <StateMark standing="attention">holds, review due</StateMark>
  return <StateMark standing="in-order">holds</StateMark>
}
