import type { ReactElement } from 'react'
import { moment } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { figure } from '#renderer/records/words/figures.ts'
import { CLASS_WORDS } from '#renderer/records/words/kinds.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Empty } from '#renderer/ui/empty.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { Proof } from '#shared/records/retention.ts'

const askProofs = (core: RecordsClient, signal: AbortSignal): Promise<Proof[]> =>
  core.retention.proofs(undefined, { signal })

/** "Nothing older than its clock without a hold", as the daily look found it. */
export function Proofs({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const { value: proofs, why, ask } = useAsked(department, askProofs)
  return (
    <Screen
      title="Proofs"
      lead="Nothing older than its clock without a hold: looked at each day, in the rows themselves."
      onBack={onBack}
      backWord="Back to the clocks"
    >
      {proofs === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {proofs?.length === 0 ? (
        <Empty title="Nobody has looked yet.">The first daily run looks.</Empty>
      ) : undefined}
      {proofs === undefined || proofs.length === 0 ? undefined : (
        <DataTable
          label="Proofs"
          columns={['Looked at', 'Records', 'Nothing before', 'Oldest', 'Older without a hold', 'Met']}
          rows={proofs.map((proof) => ({
            key: `${proof.class} ${proof.at}`,
            isMarked: !proof.isMet,
            cells: [
              moment(proof.at),
              CLASS_WORDS[proof.class],
              moment(proof.cutoffAt),
              proof.oldestAt === undefined ? 'none' : moment(proof.oldestAt),
              figure(proof.olderWithoutHold),
              <StateMark key="met" standing={proof.isMet ? 'in-order' : 'attention'}>
                {proof.isMet ? 'met' : 'not met'}
              </StateMark>,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
