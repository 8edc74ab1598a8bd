import { useState, type ReactElement } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { AgencyTaskProps } from './verify-agency.tsx'

/** A declaration counts no more: the agency took it back, or it was broken. */
export function WithdrawDeclaration(props: AgencyTaskProps & { readonly id: string }): ReactElement {
  const { department, agency, id, onDone, onBack } = props
  const [why, setWhy] = useState('')
  const action = useAction(department)
  function save(): void {
    void action.run((core, signal) => core.sharing.withdrawDeclaration({ id, why }, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Withdraw a declaration of ${agency.name}`}
      submit="Withdraw it"
      notDone="Not withdrawn."
      action={action}
      missing={missingOf([isSaid(why), saidIn('why')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <Warning>Requests of this agency that wait cannot be approved without another one.</Warning>
        <WordsField value={why} onChange={setWhy} isFirst />
      </div>
    </FormScreen>
  )
}
