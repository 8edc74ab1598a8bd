import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { figure, utcDay } from '#renderer/records/words/figures.ts'
import { CLASS_WORDS } from '#renderer/records/words/kinds.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { PurgeProposal } from '#shared/records/retention.ts'

type DecideProposalProps = {
  readonly department: Department
  readonly proposal: PurgeProposal
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Lets a purge go on, or stops it. */
export function DecideProposal({ department, proposal, onDone, onBack }: DecideProposalProps): ReactElement {
  const [answer, setAnswer] = useState<'yes' | 'no'>()
  const [words, setWords] = useState('')
  const action = useAction(department)
  function save(): void {
    const input = { id: proposal.id, isApproved: answer === 'yes', words }
    void action.run((core, signal) => core.retention.decide(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Purge of ${CLASS_WORDS[proposal.class].toLowerCase()} through ${utcDay(proposal.throughDay)}`}
      lead="What goes cannot come back, from no backup either."
      submit="Decide"
      notDone="Not decided."
      action={action}
      missing={missingOf([answer !== undefined, 'the decision'], [isSaid(words), saidIn('why')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <FactList
          facts={[
            ['Would go', `${figure(proposal.rows)} rows, ${figure(proposal.images)} pictures`],
            ['Stays under a hold', figure(proposal.kept)],
          ]}
        />
        <div className="wide-choices">
          <ChoiceRow
            legend="Decision"
            value={answer}
            options={[
              ['yes', 'Let it go'],
              ['no', 'Keep it'],
            ]}
            onChange={setAnswer}
          />
        </div>
        <WordsField value={words} onChange={setWords} />
      </div>
    </FormScreen>
  )
}
