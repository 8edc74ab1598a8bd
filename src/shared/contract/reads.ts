import { z } from 'zod'
import { ReadId } from '../domain/ids.ts'
import { PlateText } from '../domain/plate.ts'
import { Read } from '../domain/read.ts'
import { StateCode } from '../domain/states.ts'
import { act, view } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

/** A window of the reel, newest first, counted from `anchor` so that new reads do not move it. */
export const ReadPage = z.object({
  /** The highest read sequence the window counts from. */
  anchor: z.int().nonnegative(),
  /** Reads at or below the anchor. */
  total: z.int().nonnegative(),
  rows: z.array(Read),
})
export type ReadPage = z.infer<typeof ReadPage>

export const reads = {
  /** Without an anchor the newest read is the anchor. */
  page: base
    .meta(view('reads.live', ['operate'], ['training', 'shift']))
    .input(
      z.object({
        anchor: z.int().nonnegative().optional(),
        offset: z.int().nonnegative(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(ReadPage),
  get: base
    .meta(view('read.view', ['operate'], ['training', 'shift']))
    .input(z.object({ id: ReadId }))
    .errors({ NOT_FOUND: { message: 'There is no such read; it may have been purged.' } })
    .output(Read),
  /** A plate that the cameras missed, typed by the officer; it takes the same way as every read. */
  capture: base
    .meta(act('read.by-hand', ['operate']))
    .input(z.object({ plate: PlateText, state: StateCode.optional(), words: z.string().trim().max(400) }))
    .errors(refused)
    .output(Read),
  /** What a read should have said, as a new read that names the old one; the old one stays. */
  correct: base
    .meta(act('read.correct', ['operate']))
    .input(
      z.object({
        id: ReadId,
        plate: PlateText,
        state: StateCode.optional(),
        words: z.string().trim().max(400),
      }),
    )
    .errors(refused)
    .output(Read),
}
