import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { PolicyProposal } from '#shared/domain/policy.ts'
import { askProposals } from './ask-proposals.ts'
import { PROPOSAL_WORDS } from './policy-words.ts'

/** What was proposed, and what came of it. */
export function Proposals({
  office,
  mayPropose,
  onOpen,
  onPropose,
  onBack,
}: {
  readonly office: Office
  readonly mayPropose: boolean
  readonly onOpen: (id: string) => void
  readonly onPropose: () => void
  readonly onBack: () => void
}): ReactElement {
  const { value: proposals, why, ask } = useAsked(office, askProposals)
  const [picked, setPicked] = useState<string>()
  const chosen = proposals?.find(({ id }) => id === picked) ?? proposals?.[0]
  return (
    <Screen
      title="Proposed policies"
      lead="One person proposes, another approves. In force from the next start of a shift."
      onSubmit={() => {
        if (chosen !== undefined) onOpen(chosen.id)
      }}
      onBack={onBack}
      actions={
        <>
          {chosen === undefined ? undefined : <SubmitButton label="Open the proposal" />}
          {mayPropose ? <PlainButton label="Propose a text" onPress={onPropose} /> : undefined}
        </>
      }
    >
      {proposals === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {proposals?.length === 0 ? <Empty title="Nothing is proposed." /> : undefined}
      {proposals === undefined || proposals.length === 0 ? undefined : (
        <PickTable
          label="Proposals"
          columns={['Policy', 'Proposed', 'Findings', 'Trial', 'State']}
          picked={chosen?.id}
          onPick={setPicked}
          onOpen={onOpen}
          rows={proposals.map((proposal) => ({ id: proposal.id, cells: cellsOf(proposal) }))}
        />
      )}
    </Screen>
  )
}

function cellsOf({
  stamp,
  agency,
  by,
  at,
  findings,
  trial,
  state,
  decidedBy,
}: PolicyProposal): ReactElement[] {
  const [word, standing] = PROPOSAL_WORDS[state]
  return [
    <>
      <strong>
        {stamp.id} {stamp.version}
      </strong>
      <small>{agency}</small>
    </>,
    <>
      {by.name}
      <small>{momentText(at)}</small>
    </>,
    <>{findings.length === 0 ? 'none' : findings.length}</>,
    <StateMark key="trial" standing={trial.failed.length === 0 ? 'in-order' : 'stopped'}>
      {trial.failed.length === 0 ? `${trial.passed} passed` : `${trial.failed.length} failed`}
    </StateMark>,
    <>
      <StateMark standing={standing}>{word}</StateMark>
      {decidedBy === undefined ? undefined : <small>{decidedBy.name}</small>}
    </>,
  ]
}
