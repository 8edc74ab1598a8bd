import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'

type EnterOtherProps = {
  readonly department: Department
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Takes in a request of the press, a lawyer, a citizen. */
export function EnterOther({ department, onDone, onBack }: EnterOtherProps): ReactElement {
  const [fromWhom, setFromWhom] = useState('')
  const [words, setWords] = useState('')
  const action = useAction(department)
  function save(): void {
    const input = { fromWhom: fromWhom.trim(), words: words.trim() }
    void action.run((core, signal) => core.sharing.enterOther(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title="Enter another request"
      lead="It goes to the title that the policy names."
      submit="Enter it"
      notDone="Not entered."
      action={action}
      missing={missingOf(
        [fromWhom.trim().length >= 2, 'from whom'],
        [isSaid(words), saidIn('what is asked')],
      )}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <TextField label="From whom" isFirst value={fromWhom} mostCharacters={120} onChange={setFromWhom} />
        <WordsField label="What is asked" value={words} onChange={setWords} />
      </div>
    </FormScreen>
  )
}
