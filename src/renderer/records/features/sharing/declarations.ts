import type { Agency, Declaration } from '#shared/records/sharing.ts'

/** Declarations that count at a moment: neither withdrawn nor past their day. */
export const standingDeclarations = ({ declarations }: Agency, now: number): Declaration[] =>
  declarations.filter(
    ({ withdrawn, validUntil }) => withdrawn === undefined && (validUntil === undefined || validUntil > now),
  )
