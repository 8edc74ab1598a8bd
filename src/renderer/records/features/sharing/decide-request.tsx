import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { ShareRequest } from '#shared/records/sharing.ts'
import { Missing } from './missing-list.tsx'

type RequestTaskProps = {
  readonly department: Department
  readonly request: ShareRequest
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Approves a request or refuses it; an approval is refused while anything is missing. */
export function DecideRequest({ department, request, onDone, onBack }: RequestTaskProps): ReactElement {
  const [answer, setAnswer] = useState<'yes' | 'no'>()
  const [words, setWords] = useState('')
  const action = useAction(department)
  function save(): void {
    const input = { id: request.id, isApproved: answer === 'yes', words }
    void action.run((core, signal) => core.sharing.decide(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Decide on the request of ${request.agency.name}`}
      lead={request.purpose}
      submit="Decide"
      notDone="Not decided."
      action={action}
      missing={missingOf([answer !== undefined, 'the decision'], [isSaid(words), saidIn('why')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <Missing missing={request.missing} />
        <div className="wide-choices">
          <ChoiceRow
            legend="Decision"
            value={answer}
            options={[
              ['yes', 'Approve'],
              ['no', 'Refuse'],
            ]}
            onChange={setAnswer}
          />
        </div>
        <WordsField value={words} onChange={setWords} />
      </div>
    </FormScreen>
  )
}
