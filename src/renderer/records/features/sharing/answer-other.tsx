import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { OtherRequest } from '#shared/records/sharing.ts'

type AnswerOtherProps = {
  readonly department: Department
  readonly request: OtherRequest
  readonly onDone: () => void
  readonly onBack: () => void
}

/** What was answered, by the title that the policy names. */
export function AnswerOther({ department, request, onDone, onBack }: AnswerOtherProps): ReactElement {
  const [answer, setAnswer] = useState('')
  const action = useAction(department)
  function save(): void {
    const input = { id: request.id, answer: answer.trim() }
    void action.run((core, signal) => core.sharing.answerOther(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Answer ${request.fromWhom}`}
      lead={`Routed to: ${request.routedTo}.${request.clause === undefined ? '' : ` Clause ${request.clause}.`}`}
      submit="It is answered"
      notDone="Not kept."
      action={action}
      missing={missingOf([isSaid(answer), saidIn('the answer')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <FactList
          facts={[
            ['Asked', request.words],
            ['Received', momentText(request.receivedAt)],
          ]}
        />
        <WordsField label="Answer" value={answer} onChange={setAnswer} isFirst />
      </div>
    </FormScreen>
  )
}
