// Earlier reads, still inside their retention, that a newly entered plate fits. Asked for once, when it is entered,
// with the reason that was given for entering it.
import { setImmediate } from 'node:timers/promises'
import type { PastMatch } from '#shared/domain/local-list.ts'
import type { Read } from '#shared/domain/read.ts'

/** About 4 ms of the core's time; then it has its turn. */
const ROWS_A_STEP = 100
const MOST_FOUND = 200

type Fit = { readonly plate: string; readonly probability: number; readonly isFolded: boolean }

export type PastReads = {
  readonly found: PastMatch[]
  /** Reads that were looked at, and how many of them fit. */
  readonly looked: number
  readonly fitted: number
}

/** The newest 200 that fit, newest first. `fit` tells what of a read fits, if anything does. */
export async function searchPastReads(
  readsAfter: (sequence: number, limit: number) => readonly Read[],
  fit: (read: Read) => Fit | undefined,
): Promise<PastReads> {
  const found: PastMatch[] = []
  let looked = 0
  let fitted = 0
  let sequence = 0
  for (;;) {
    const reads = readsAfter(sequence, ROWS_A_STEP)
    for (const read of reads) {
      looked += 1
      const fits = fit(read)
      if (fits === undefined) continue
      fitted += 1
      found.push(toPastMatch(read, fits))
      if (found.length > MOST_FOUND) found.shift()
    }
    const last = reads.at(-1)
    if (last === undefined || reads.length < ROWS_A_STEP) break
    sequence = last.sequence
    await setImmediate()
  }
  return { found: found.toReversed(), looked, fitted }
}

function toPastMatch(read: Read, fit: Fit): PastMatch {
  const { id, sequence, capturedAt, cameraName, location, cropHash } = read
  return {
    ...fit,
    readId: id,
    sequence,
    capturedAt,
    cameraName,
    location,
    ...(cropHash === undefined ? {} : { cropHash }),
  }
}
