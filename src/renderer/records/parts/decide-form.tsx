import { useState, type ReactElement, type ReactNode } from 'react'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import { FormScreen } from './form-screen.tsx'
import { isSaid, missingOf, saidIn } from './missing.ts'

type Decision = { readonly isApproved: boolean; readonly words: string }

type DecideFormProps = {
  readonly department: Department
  readonly title: string
  readonly lead: string
  /** What the two answers are called. */
  readonly yes: string
  readonly no: string
  readonly send: (core: RecordsClient, decision: Decision, signal: AbortSignal) => Promise<unknown>
  readonly onDone: () => void
  readonly onBack: () => void
  /** What is decided on. */
  readonly children: ReactNode
}

/** One person's yes or no to what another proposed, with the reason. */
export function DecideForm(props: DecideFormProps): ReactElement {
  const { department, title, lead, yes, no, send, onDone, onBack, children } = props
  const [answer, setAnswer] = useState<'yes' | 'no'>()
  const [words, setWords] = useState('')
  const action = useAction(department)
  function save(): void {
    void action.run((core, signal) => send(core, { isApproved: answer === 'yes', words }, signal), onDone)
  }
  return (
    <FormScreen
      title={title}
      lead={lead}
      submit="Decide"
      notDone="Not decided."
      action={action}
      missing={missingOf([answer !== undefined, 'the decision'], [isSaid(words), saidIn('why')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        {children}
        <div className="wide-choices">
          <ChoiceRow
            legend="Decision"
            value={answer}
            options={[
              ['yes', yes],
              ['no', no],
            ]}
            onChange={setAnswer}
          />
        </div>
        <WordsField value={words} onChange={setWords} />
      </div>
    </FormScreen>
  )
}
