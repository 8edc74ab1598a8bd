import type { ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { PlainButton, Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import type { Officer } from '#shared/domain/officer.ts'
import type { PolicyProposal, RuleDifference } from '#shared/domain/policy.ts'
import { askProposals } from './ask-proposals.ts'
import { Findings } from './findings.tsx'
import { clauseOr, DIRECTION_WORDS, PROPOSAL_WORDS, ruleTitle } from './policy-words.ts'
import { valueWords } from './value-words.ts'

type ProposalScreenProps = {
  readonly office: Office
  readonly me: Officer
  readonly mayPropose: boolean
  readonly mayApprove: boolean
  readonly id: string
  readonly onDecided: () => void
  readonly onBack: () => void
}

/** A proposal: what the check, the trial and the comparison found, and the decision of a second person. */
export function ProposalScreen(props: ProposalScreenProps): ReactElement {
  const { office, me, mayPropose, mayApprove, id, onDecided, onBack } = props
  const { value: proposals, why, ask } = useAsked(office, askProposals)
  const action = useAction(office)
  const proposal = proposals?.find((one) => one.id === id)
  if (proposal === undefined) {
    return (
      <Screen title="Proposal" onBack={onBack}>
        {proposals === undefined ? (
          <Unanswered why={why} onAgain={ask} />
        ) : (
          <p>This proposal is not there any more.</p>
        )}
      </Screen>
    )
  }
  const { stamp, by, state } = proposal
  const isOpen = state === 'proposed'
  const obstacle = obstacleOf(proposal, me, mayApprove)
  function decide(what: 'approve' | 'withdraw'): void {
    void action.run(
      (core, signal) => core.policy[what]({ id }, { signal }),
      () => {
        ask()
        onDecided()
      },
    )
  }
  return (
    <Screen
      title={`Proposal: ${stamp.id} ${stamp.version}`}
      lead={`${stamp.hash}, by ${by.name}, ${momentText(proposal.at)}`}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not decided." />}
      actions={
        isOpen ? (
          <>
            {mayApprove ? (
              // Not on Enter: the press that opens the proposal must not approve it when it comes twice.
              <PlainButton
                label="Approve it"
                isDisabled={action.isBusy || obstacle !== undefined}
                onPress={() => {
                  decide('approve')
                }}
              />
            ) : undefined}
            {mayPropose || mayApprove ? (
              <PlainButton
                label="Withdraw it"
                isDisabled={action.isBusy}
                onPress={() => {
                  decide('withdraw')
                }}
              />
            ) : undefined}
          </>
        ) : undefined
      }
    >
      <div className="stack">
        {isOpen && obstacle !== undefined ? <Warning>{obstacle}</Warning> : undefined}
        <ProposalFacts proposal={proposal} />
        <h3>Differences to what is in force</h3>
        <Differences differences={proposal.differences} />
        <h3>Findings of the check</h3>
        <Findings findings={proposal.findings} />
      </div>
    </Screen>
  )
}

/** Why this person cannot approve it, or undefined. */
function obstacleOf({ by, trial }: PolicyProposal, me: Officer, mayApprove: boolean): string | undefined {
  if (!mayApprove) return 'A manager or an approver decides on it.'
  if (by.badge === me.badge)
    return 'You proposed it: another person approves it (CJIS AC-5, separation of duties).'
  if (trial.failed.length > 0)
    return 'A case of the trial failed. It cannot come into force; correct the text and propose it again.'
  return undefined
}

function ProposalFacts({
  proposal: { agency, state, trial, decidedBy, decidedAt },
}: {
  readonly proposal: PolicyProposal
}): ReactElement {
  const [word, standing] = PROPOSAL_WORDS[state]
  const hasFailed = trial.failed.length > 0
  return (
    <FactList
      facts={[
        ['Agency', agency],
        [
          'State',
          <StateMark key="state" standing={standing}>
            {word}
          </StateMark>,
        ],
        ...(decidedBy === undefined || decidedAt === undefined
          ? []
          : [['Decided', `${decidedBy.name}, ${momentText(decidedAt)}`] as const]),
        [
          'Trial',
          <StateMark key="trial" standing={hasFailed ? 'stopped' : 'in-order'}>
            {trial.passed} cases passed, {trial.failed.length} failed
          </StateMark>,
        ],
        ...(hasFailed ? [['Failed', trial.failed.join('; ')] as const] : []),
      ]}
    />
  )
}

function Differences({ differences }: { readonly differences: readonly RuleDifference[] }): ReactElement {
  if (differences.length === 0) return <p className="dim">No rule differs.</p>
  return (
    <DataTable
      label="Differences"
      columns={['Rule', 'Direction', 'In force', 'Proposed', 'Clause']}
      rows={differences.map(({ key, words, before, after, direction }) => {
        const [shape, word] = DIRECTION_WORDS[direction]
        return {
          key,
          isMarked: direction === 'looser',
          cells: [
            <strong key="words">{ruleTitle(words)}</strong>,
            <span key="direction">
              <span aria-hidden="true">{shape}</span> {word}
            </span>,
            before === undefined ? 'not there' : valueWords(before.value),
            after === undefined ? 'not there' : valueWords(after.value),
            clauseOr(after?.clause ?? before?.clause),
          ],
        }
      })}
    />
  )
}
