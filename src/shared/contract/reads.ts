import { z } from 'zod'
import { ReadId } from '../domain/ids.ts'
import { Read } from '../domain/read.ts'
import { base } from './base.ts'

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
    .meta({ access: 'console' })
    .input(
      z.object({
        anchor: z.int().nonnegative().optional(),
        offset: z.int().nonnegative(),
        limit: z.int().min(1).max(200),
      }),
    )
    .output(ReadPage),
  get: base
    .meta({ access: 'console' })
    .input(z.object({ id: ReadId }))
    .errors({ NOT_FOUND: { message: 'There is no such read; it may have been purged.' } })
    .output(Read),
}
