import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { HitId } from '../domain/ids.ts'
import { open } from './access.ts'
import { base } from './base.ts'

/**
 * Hints that something changed; the tables are the truth. `number` rises by one with each event of the
 * core, so a gap means: ask again. At most ten a second reach one console; what happens in between is
 * told as one.
 */
export const ConsoleEvent = z.discriminatedUnion('kind', [
  /** First event of every subscription. */
  z.object({ kind: z.literal('hello'), number: z.int() }),
  z.object({
    kind: z.literal('changed'),
    number: z.int(),
    /** The newest read's sequence, when reads were added or refined. */
    newestRead: z.int().optional(),
    /** Hits raised since the last event. */
    raisedHits: z.array(HitId),
    /** Answered or shown hits, somewhere. */
    hitsChanged: z.boolean(),
    /** Camera, GPS, recogniser, storage or hot list status changed enough to show. */
    statusChanged: z.boolean(),
    /** The shift, the local list, partial plates, the canvass, suppressions or exonerations changed. */
    shiftChanged: z.boolean(),
    /** A session, an account, training, the policy or the state of the audit changed. */
    accessChanged: z.boolean(),
  }),
])
export type ConsoleEvent = z.infer<typeof ConsoleEvent>

export const events = {
  subscribe: base
    .meta(open('hints only: numbers and ids, and no ids of hits before somebody is signed in'))
    .output(eventIterator(ConsoleEvent)),
}
