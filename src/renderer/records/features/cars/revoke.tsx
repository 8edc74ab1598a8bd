import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { figure } from '#renderer/records/words/figures.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { FleetCar } from '#shared/records/fleet.ts'

type RevokeProps = {
  readonly department: Department
  readonly car: FleetCar
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Takes a car's certificate away: stolen, sold, or somebody has had his hands in it. */
export function Revoke({ department, car, onDone, onBack }: RevokeProps): ReactElement {
  const [why, setWhy] = useState('')
  const action = useAction(department)
  function save(): void {
    void action.run((core, signal) => core.fleet.revoke({ id: car.id, why }, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Revoke ${car.name}`}
      submit="Revoke the car"
      notDone="Not revoked."
      action={action}
      missing={missingOf([isSaid(why), saidIn('why')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <Warning>
          It is let in no more, at once. {figure(car.transfer.waiting)} records that wait in it come here only
          when it is enrolled anew.
        </Warning>
        <WordsField value={why} onChange={setWhy} isFirst />
      </div>
    </FormScreen>
  )
}
