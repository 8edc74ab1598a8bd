// The order of hits that wait, and what is said of those that are not on the screen.
import { bySeverity } from '#shared/domain/severity.ts'
import type { Hit } from '#shared/domain/hit.ts'

/** Hits whose prompt has not been answered come first, then the gravest, then the oldest. */
export function byUrgency(one: Hit, other: Hit): number {
  return (
    turn(one) - turn(other) ||
    bySeverity(one.presentation.severity, other.presentation.severity) ||
    one.sequence - other.sequence
  )
}

/** A prompt that was answered "not now" waits behind those that nobody has answered. */
function turn({ status, isDeferred }: Hit): number {
  return status === 'raised' && !isDeferred ? 0 : 1
}

/** Gravest first, then oldest: the order of the queue. */
export function byWeight(one: Hit, other: Hit): number {
  return bySeverity(one.presentation.severity, other.presentation.severity) || one.sequence - other.sequence
}

/** Whether a prompt has to come up for it by itself. */
export const isUnanswered = ({ status, isDeferred }: Hit): boolean => status === 'raised' && !isDeferred

/** "2 more waiting, 1 critical"; empty when nothing waits. */
export function waitingWords(others: readonly Hit[]): string {
  if (others.length === 0) return ''
  const critical = others.filter(({ presentation }) => presentation.severity === 'critical').length
  return [`${others.length} more waiting`, ...(critical === 0 ? [] : [`${critical} critical`])].join(', ')
}
