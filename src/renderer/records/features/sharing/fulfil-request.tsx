import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { missingOf } from '#renderer/records/parts/missing.ts'
import {
  FRESH_RECEIVER,
  ReceiverFields,
  receiverMissing,
  receiverOf,
} from '#renderer/records/parts/receiver-fields.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import type { ShareRequest } from '#shared/records/sharing.ts'

const MOST_DAYS = 30

type RequestTaskProps = {
  readonly department: Department
  readonly request: ShareRequest
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Makes the package of an approved request: watermarked, sealed for its receiver, expiring. */
export function FulfilRequest({ department, request, onDone, onBack }: RequestTaskProps): ReactElement {
  const [draft, setDraft] = useState(FRESH_RECEIVER)
  const [typedDays, setTypedDays] = useState('14')
  const action = useAction(department)
  const receiver = receiverOf(draft)
  const days = Number(typedDays)
  const isDays = Number.isInteger(days) && days >= 1 && days <= MOST_DAYS
  function save(): void {
    if (receiver === undefined) return
    void action.run(
      (core, signal) => core.sharing.fulfil({ id: request.id, receiver, days }, { signal }),
      onDone,
    )
  }
  return (
    <FormScreen
      title={`Package for ${request.agency.name}`}
      lead={request.purpose}
      submit={action.isBusy ? 'Making it' : 'Make the package'}
      notDone="Not made."
      action={action}
      missing={missingOf(
        [receiver !== undefined, receiverMissing(draft)],
        [isDays, `days from 1 to ${MOST_DAYS}`],
      )}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <ReceiverFields draft={draft} onChange={setDraft} />
        <TextField
          label="Days until it expires"
          kind="digits"
          width="short"
          value={typedDays}
          mostCharacters={2}
          hint="Then it is removed here, and says so inside."
          onChange={setTypedDays}
        />
      </div>
    </FormScreen>
  )
}
