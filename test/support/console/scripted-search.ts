// Stored reads of the scripted core, opened by the same purpose rules as in the car.
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { ReadQuery } from '#shared/contract/search.ts'
import { fitOf } from '#shared/domain/partial-pattern.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { purposeRefusal, type PurposeStatement } from '#shared/domain/purpose.ts'
import type { Read } from '#shared/domain/read.ts'
import { refuse } from './refuse.ts'

export function scriptedSearch({
  profile,
  kept,
}: {
  readonly profile: Profile
  readonly kept: () => readonly Read[]
}) {
  const os = implement(contract)
  const asked: { statement: PurposeStatement; query: ReadQuery }[] = []

  function fits(read: Read, { plate, state, from, to }: ReadQuery): boolean {
    if (plate !== undefined && fitOf(plate, read.plate) === 'differ') return false
    if (state !== undefined && read.state.code !== state) return false
    return (from === undefined || read.capturedAt >= from) && (to === undefined || read.capturedAt <= to)
  }

  return {
    asked,
    handlers: {
      reads: os.search.reads.handler(({ input: { statement, query } }) => {
        const refusal = purposeRefusal(statement, profile)
        if (refusal !== undefined) throw refuse(refusal.missing, refusal.next, refusal.clause, 'purpose')
        asked.push({ statement, query })
        const all = kept()
        const rows = all.filter((read) => fits(read, query))
        return { rows: rows.slice(0, query.limit), looked: all.length, isMore: rows.length > query.limit }
      }),
    },
  }
}
