import { z } from 'zod'
import { Instant } from '../domain/instant.ts'
import { PurposeStatement } from '../domain/purpose.ts'
import { Read } from '../domain/read.ts'
import { StateCode } from '../domain/states.ts'
import { act } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

export const ReadQuery = z.object({
  /** Whole, or a pattern as partial plates have it: "A?1 ?4*". Without one, all of the time. */
  plate: z.string().trim().max(40).optional(),
  state: StateCode.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  limit: z.int().min(1).max(200),
})
export type ReadQuery = z.infer<typeof ReadQuery>

export const search = {
  /** Stored reads of this car, from before the running shift too. Each search says why, and is kept. */
  reads: base
    .meta(act('reads.search', ['reads.search'], ['training', 'purpose']))
    .input(z.object({ statement: PurposeStatement, query: ReadQuery }))
    .errors(refused)
    .output(z.object({ rows: z.array(Read), looked: z.int(), isMore: z.boolean() })),
}
