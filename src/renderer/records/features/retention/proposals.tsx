import { useState, type ReactElement } from 'react'
import { moment, unbroken } from '#renderer/records/parts/when.tsx'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { figure, utcDay } from '#renderer/records/words/figures.ts'
import { CLASS_WORDS, PROPOSAL_WORDS } from '#renderer/records/words/kinds.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PickTable } from '#renderer/ui/pick-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'

import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { PurgeProposal } from '#shared/records/retention.ts'
import { DecideProposal } from './decide-proposal.tsx'

const askProposals = (core: RecordsClient, signal: AbortSignal): Promise<PurgeProposal[]> =>
  core.retention.proposals(undefined, { signal })

/** Purges that the profile lets nobody do alone. */
export function Proposals({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const { value: proposals, why, ask } = useAsked(department, askProposals)
  const [picked, setPicked] = useState<string>()
  const [isOpen, setIsOpen] = useState(false)
  const chosen = proposals?.find(({ id }) => id === picked) ?? proposals?.[0]
  const isWaiting = chosen?.state === 'waiting'
  function open(): void {
    if (isWaiting) setIsOpen(true)
  }
  function close(): void {
    setIsOpen(false)
  }
  if (isOpen && chosen !== undefined)
    return (
      <DecideProposal
        department={department}
        proposal={chosen}
        onDone={() => {
          ask()
          close()
        }}
        onBack={close}
      />
    )
  return (
    <Screen
      title="Purges to decide"
      lead="Nothing of these goes before somebody has decided."
      onSubmit={open}
      onBack={onBack}
      actions={isWaiting ? <SubmitButton label="Decide" /> : undefined}
    >
      {proposals === undefined ? <Unanswered why={why} onAgain={ask} /> : undefined}
      {proposals?.length === 0 ? (
        <Empty title="Nothing to decide.">
          The daily run proposes what this policy lets nobody do alone.
        </Empty>
      ) : undefined}
      {proposals === undefined || proposals.length === 0 ? undefined : (
        <PickTable
          label="Proposals"
          columns={['Records', 'Through', 'Would go', 'Stays', 'Proposed', 'State']}
          picked={chosen?.id}
          onPick={setPicked}
          onOpen={(id) => {
            setPicked(id)
            if (proposals.find((one) => one.id === id)?.state === 'waiting') setIsOpen(true)
          }}
          rows={proposals.map((one) => ({
            id: one.id,
            cells: [
              <strong key="class">{CLASS_WORDS[one.class]}</strong>,
              unbroken(utcDay(one.throughDay)),
              <>
                {figure(one.rows)} rows
                <small>{figure(one.images)} pictures</small>
              </>,
              figure(one.kept),
              moment(one.proposedAt),
              <>
                <StateMark standing={PROPOSAL_WORDS[one.state][1]}>{PROPOSAL_WORDS[one.state][0]}</StateMark>
                {one.decided === undefined ? undefined : (
                  <small>
                    {one.decided.by.name}: {one.decided.words}
                  </small>
                )}
              </>,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
