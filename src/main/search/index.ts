// Searches in the stored reads of this car. Nobody looks without a purpose that the profile accepts; the gate before
// the procedure holds it, and here the search is written down before it begins.
import type { Audit } from '#main/audit/index.ts'
import type { ReadQuery } from '#shared/contract/search.ts'
import type { By } from '#shared/domain/officer.ts'
import { compileFit, parsePattern } from '#shared/domain/partial-pattern.ts'
import { foldLookalikes, foldsAlike } from '#shared/domain/plate.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import { stateAnswered, type Read } from '#shared/domain/read.ts'
import { setImmediate } from 'node:timers/promises'
import { refuse } from '../refused.ts'

/** About 4 ms of the core's time; then it has its turn. */
const ROWS_A_STEP = 100

export type Found = { readonly rows: Read[]; readonly looked: number; readonly isMore: boolean }
export type Search = {
  reads(statement: PurposeStatement, query: ReadQuery, by: By): Promise<Found>
}

type Options = {
  readonly readsBefore: (sequence: number, limit: number) => readonly Read[]
  readonly audit: Audit
  /** What is looked for outside of a shift is of interest to the misuse radar. */
  readonly isOnShift: () => boolean
}

export function createSearch({ readsBefore, audit, isOnShift }: Options): Search {
  return {
    async reads(statement, query, by) {
      const fits = fitOf(query)
      const { reason, caseNumber, purpose, facts } = statement
      const { plate, from, to, state, limit } = query
      const isWhole = plate !== undefined && /^[A-Z0-9 ]+$/i.test(plate)
      const about = { reason, caseNumber, ...(isWhole ? { plate } : {}) }
      const asked = {
        purpose,
        facts,
        from: from ?? null,
        to: to ?? null,
        state: state ?? null,
        isPattern: !isWhole,
        isOnShift: isOnShift(),
      }
      audit(by, 'reads.search', 'reads', asked, about)
      const rows: Read[] = []
      let looked = 0
      let sequence = Number.MAX_SAFE_INTEGER
      for (;;) {
        const reads = readsBefore(sequence, ROWS_A_STEP)
        for (const read of reads) {
          looked += 1
          if (fits(read)) rows.push(read)
        }
        const last = reads.at(-1)
        if (last === undefined || reads.length < ROWS_A_STEP || rows.length > limit) break
        sequence = last.sequence
        await setImmediate()
      }
      const isMore = rows.length > limit
      const told = rows.slice(0, limit)
      // What was seen is part of who looked at what; plates of the reads stand in their own records.
      audit(
        by,
        'reads.found',
        'reads',
        { looked, found: told.length, reads: told.map(({ sequence }) => sequence) },
        about,
      )
      return { rows: told, looked, isMore }
    },
  }
}

/** Throws a refusal for a pattern that cannot be understood. */
function fitOf({ plate, state, from, to }: ReadQuery): (read: Read) => boolean {
  const fitsPlate = plateFit(plate)
  return (read) => {
    if (from !== undefined && read.capturedAt < from) return false
    if (to !== undefined && read.capturedAt > to) return false
    if (state !== undefined && stateAnswered(read.state) !== state) return false
    return fitsPlate(read)
  }
}

function plateFit(plate: string | undefined): (read: Read) => boolean {
  if (plate === undefined || plate === '') return () => true
  const wanted = plate.toUpperCase().replaceAll(' ', '')
  if (/^[A-Z0-9]{1,10}$/.test(wanted)) {
    return ({ plate: read, candidates }) =>
      foldsAlike(read, wanted) || candidates.some((one) => foldsAlike(one.plate, wanted))
  }
  const pattern = parsePattern(plate)
  if ('reason' in pattern)
    throw refuse(`a plate or a pattern: ${pattern.reason}`, 'Change what you look for.')
  const fit = compileFit(pattern)
  return ({ candidates }) =>
    candidates.some(({ plate: read }) => fit(read, foldLookalikes(read)) !== 'differ')
}
