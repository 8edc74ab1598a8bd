import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { VERIFIED_WORDS } from '#renderer/records/words/kinds.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { Agency } from '#shared/records/sharing.ts'

const WAYS = ['ori', 'call-back', 'leads-message', 'in-person'] as const

export type AgencyTaskProps = {
  readonly department: Department
  readonly agency: Agency
  readonly onDone: () => void
  readonly onBack: () => void
}

/** How it was made sure that the agency is who it says. */
export function VerifyAgency({ department, agency, onDone, onBack }: AgencyTaskProps): ReactElement {
  const [how, setHow] = useState<(typeof WAYS)[number]>()
  const [words, setWords] = useState('')
  const action = useAction(department)
  function save(): void {
    if (how === undefined) return
    void action.run(
      (core, signal) => core.sharing.verifyAgency({ id: agency.id, how, words }, { signal }),
      onDone,
    )
  }
  return (
    <FormScreen
      title={`Verify ${agency.name}`}
      submit="It is verified"
      notDone="Not kept."
      action={action}
      missing={missingOf([how !== undefined, 'how'], [isSaid(words), saidIn('with whom and when')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <div className="wide-choices">
          <ChoiceRow
            legend="How"
            value={how}
            options={WAYS.map((one) => [one, VERIFIED_WORDS[one]])}
            onChange={setHow}
          />
        </div>
        <WordsField label="With whom and when" value={words} onChange={setWords} />
      </div>
    </FormScreen>
  )
}
