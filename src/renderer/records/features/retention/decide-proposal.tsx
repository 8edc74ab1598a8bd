import type { ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { DecideForm } from '#renderer/records/parts/decide-form.tsx'
import { figure, utcDay } from '#renderer/records/words/figures.ts'
import { CLASS_WORDS } from '#renderer/records/words/kinds.ts'
import { FactList } from '#renderer/ui/fact-list.tsx'
import type { PurgeProposal } from '#shared/records/retention.ts'

type DecideProposalProps = {
  readonly department: Department
  readonly proposal: PurgeProposal
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Lets a purge go on, or stops it. */
export function DecideProposal({ proposal, ...rest }: DecideProposalProps): ReactElement {
  const { id, class: kind, throughDay, rows, images, kept } = proposal
  return (
    <DecideForm
      {...rest}
      title={`Purge of ${CLASS_WORDS[kind].toLowerCase()} through ${utcDay(throughDay)}`}
      lead="What goes cannot come back, from no backup either."
      yes="Let it go"
      no="Keep it"
      send={(core, decision, signal) => core.retention.decide({ id, ...decision }, { signal })}
    >
      <FactList
        facts={[
          ['Would go', `${figure(rows)} rows, ${figure(images)} pictures`],
          ['Stays under a hold', figure(kept)],
        ]}
      />
    </DecideForm>
  )
}
