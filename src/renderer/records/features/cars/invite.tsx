import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { missingOf } from '#renderer/records/parts/missing.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { QrCode } from '#renderer/ui/qr-code.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import './cars.css'

type Ticket = { readonly ticket: string; readonly expiresAt: number }

/** Makes the one-time ticket by which a new car joins. */
export function Invite({
  department,
  onBack,
}: {
  readonly department: Department
  readonly onBack: () => void
}): ReactElement {
  const [name, setName] = useState('')
  const [made, setMade] = useState<Ticket>()
  const action = useAction(department)
  if (made !== undefined) return <TicketShown name={name} made={made} onBack={onBack} />
  function save(): void {
    void action.run((core, signal) => core.fleet.invite({ name: name.trim() }, { signal }), setMade)
  }
  return (
    <FormScreen
      title="Enrol a car"
      lead="The car makes its own key; this server certifies it by a ticket that works once."
      submit="Make the ticket"
      notDone="No ticket."
      action={action}
      missing={missingOf([name.trim() !== '', 'the name of the car'])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <TextField
          label="Name of the car"
          isFirst
          value={name}
          mostCharacters={60}
          hint="As everybody calls it, such as Squad 14."
          onChange={setName}
        />
      </div>
    </FormScreen>
  )
}

type TicketShownProps = { readonly name: string; readonly made: Ticket; readonly onBack: () => void }

function TicketShown({ name, made, onBack }: TicketShownProps): ReactElement {
  return (
    <Screen
      title={`Ticket for ${name.trim()}`}
      lead={`Shown once. It works once, until ${momentText(made.expiresAt)}.`}
      onBack={onBack}
      backWord="I have it"
    >
      <div className="ticket">
        <QrCode text={made.ticket} label={`Enrolment ticket for ${name.trim()}`} />
        <div className="stack">
          <p>In the car: Menu, Transfer, Join a department. Scan the code, or type the ticket.</p>
          <code role="group" aria-label="Enrolment ticket">
            {made.ticket}
          </code>
          <Warning>
            Whoever has it before the car does can join in its name. Send it over no open channel.
          </Warning>
        </div>
      </div>
    </Screen>
  )
}
