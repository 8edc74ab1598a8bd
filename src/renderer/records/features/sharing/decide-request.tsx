import type { ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { DecideForm } from '#renderer/records/parts/decide-form.tsx'
import type { ShareRequest } from '#shared/records/sharing.ts'
import { Missing } from './missing-list.tsx'

type RequestTaskProps = {
  readonly department: Department
  readonly request: ShareRequest
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Approves a request or refuses it; an approval is refused while anything is missing. */
export function DecideRequest({ request, ...rest }: RequestTaskProps): ReactElement {
  return (
    <DecideForm
      {...rest}
      title={`Decide on the request of ${request.agency.name}`}
      lead={request.purpose}
      yes="Approve"
      no="Refuse"
      send={(core, decision, signal) => core.sharing.decide({ id: request.id, ...decision }, { signal })}
    >
      <Missing missing={request.missing} />
    </DecideForm>
  )
}
