import type { ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import type { FleetCar } from '#shared/records/fleet.ts'

type OrderTransferProps = {
  readonly department: Department
  /** Undefined: every car. */
  readonly car: FleetCar | undefined
  readonly onDone: () => void
  readonly onBack: () => void
}

/** A signed order: the car obeys at its next contact, and both see how far it is. */
export function OrderTransfer({ department, car, onDone, onBack }: OrderTransferProps): ReactElement {
  const action = useAction(department)
  function save(): void {
    const input = car === undefined ? {} : { car: car.id }
    void action.run((core, signal) => core.fleet.order(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title={car === undefined ? 'Have every car transfer' : `Have ${car.name} transfer`}
      submit="Order it"
      notDone="Not ordered."
      action={action}
      missing={[]}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <p>
          {car === undefined ? 'Every car' : car.name} sends all that waits at its next contact. The order is
          signed, stands in the audit with your name, and is shown to who sits in the car.
        </p>
        <p className="dim">Nothing is deleted in a car before this server has signed for it.</p>
      </div>
    </FormScreen>
  )
}
