import { ORPCError } from '@orpc/server'
import type { Refusal } from '#shared/domain/hit-step.ts'

/** What a procedure throws when policy, a gate or the order of things forbids the request. */
export function refuse(missing: string | string[], next: string, clause?: string, gate?: Refusal['gate']) {
  const data: Refusal = {
    missing: [missing].flat(),
    next,
    ...(clause === undefined ? {} : { clause }),
    ...(gate === undefined ? {} : { gate }),
  }
  return new ORPCError('REFUSED', { defined: true, message: 'Not done.', data })
}
