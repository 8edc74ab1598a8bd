import type { ReactElement } from 'react'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { oddsWrong } from '#renderer/office/words/odds.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { whereRead } from '#renderer/office/words/where.ts'
import type { Refusal } from '#shared/domain/hit-step.ts'
import type { PastMatch } from '#shared/domain/local-list.ts'

/** What was found among earlier reads, or why they were not looked at. */
export type Past = {
  readonly past: readonly PastMatch[]
  readonly pastRefusal: Refusal | undefined
}

/** Earlier reads that fit what was just added; none of them is verified. */
export function PastReads({ past, pastRefusal }: Past): ReactElement {
  if (pastRefusal !== undefined) {
    return (
      <p role="status">
        <strong>Earlier reads were not looked at.</strong> Missing: {pastRefusal.missing.join('; ')}.
        {pastRefusal.clause === undefined ? '' : ` Clause ${pastRefusal.clause}.`} Search them with F3.
      </p>
    )
  }
  if (past.length === 0) return <p>No earlier read kept in this car fits.</p>
  return (
    <>
      <h3>Earlier reads that may be this plate ({past.length})</h3>
      <p className="dim">Possible matches - not verified.</p>
      <DataTable
        label="Earlier reads that may be this plate"
        columns={['Read', 'When', 'Where', 'Odds']}
        rows={past.map((match) => ({
          key: match.readId,
          cells: [
            match.isFolded ? `${match.plate} (looks alike)` : match.plate,
            `${clockTime(match.capturedAt)} ${match.cameraName}`,
            whereRead(match.location),
            oddsWrong(match.probability),
          ],
        }))}
      />
    </>
  )
}
