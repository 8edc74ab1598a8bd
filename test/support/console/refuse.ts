import { ORPCError } from '@orpc/server'

/** What a procedure throws when policy or the order of things forbids the request. */
export function refuse(missing: string | string[], next: string, clause?: string) {
  const data = { missing: [missing].flat(), next, ...(clause === undefined ? {} : { clause }) }
  return new ORPCError('REFUSED', { defined: true, message: 'Not done.', data })
}
