import { useCallback, type ReactElement } from 'react'
import { day, moment } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { NotTold } from '#renderer/records/parts/not-told.tsx'
import { useOnce } from '#renderer/records/parts/use-once.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import type { RecordRow } from '#shared/records/records.ts'
import { keyOf } from './found.ts'

type WhyKeptPanelProps = {
  readonly department: Department
  readonly search: string
  readonly row: RecordRow
}

/** "Why is this still here?" and "when will this go?" */
export function WhyKeptPanel({ department, search, row }: WhyKeptPanelProps): ReactElement {
  const question = useCallback(
    (core: RecordsClient, signal: AbortSignal) => core.records.why({ search, key: keyOf(row) }, { signal }),
    [search, row],
  )
  const { value: why, trouble } = useOnce(department, question)
  if (why === undefined) return <NotTold trouble={trouble} />
  return (
    <div className="stack" role="region" aria-label="Why it is still here">
      <h3>Why is this still here?</h3>
      <p>{why.words}</p>
      <DataTable
        label="Clocks"
        columns={['Clock', 'Clause', 'Ends']}
        rows={why.clocks.map(({ words, clause, endsAt }) => ({
          key: words,
          cells: [
            words,
            clause ?? 'no clause: a default',
            endsAt === undefined ? 'not by itself' : moment(endsAt),
          ],
        }))}
      />
      {why.holds.length === 0 ? (
        <p className="dim">Nothing holds it.</p>
      ) : (
        <DataTable
          label="Holds on it"
          columns={['Case', 'Kind', 'Review']}
          rows={why.holds.map(({ id, kind, caseNumber, reviewAt }) => ({
            key: id,
            cells: [caseNumber, kind.replaceAll('-', ' '), day(reviewAt)],
          }))}
        />
      )}
      <h3>When will it go?</h3>
      <p>
        {why.goesAt === undefined ? (
          <StateMark standing="waiting">not while a hold or an approval stands before it</StateMark>
        ) : (
          <strong>{momentText(why.goesAt)}, if nothing changes.</strong>
        )}
      </p>
    </div>
  )
}
