import { useState, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { EnrolmentTicket } from '#shared/transfer/wire.ts'

/** Joins this car to a department server by the one-time code that the server shows. */
export function Join({
  car,
  onJoined,
  onBack,
}: {
  readonly car: Car
  readonly onJoined: () => void
  readonly onBack: () => void
}): ReactElement {
  const [typed, setTyped] = useState('')
  const action = useAction(car)
  function join(): void {
    const ticket = EnrolmentTicket.safeParse(typed).data
    if (ticket === undefined) {
      const missing = ['the one-time code, whole: it begins with lookout-enrol:']
      action.refuse({
        kind: 'refused',
        refusal: { missing, next: 'Copy it from the server and press Enter.' },
      })
      return
    }
    void action.run((core, signal) => core.transfer.enrol({ ticket }, { signal }), onJoined)
  }
  return (
    <Screen
      title="Join a department"
      onSubmit={join}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not joined." />}
      actions={<SubmitButton label={action.isBusy ? 'Joining' : 'Join'} isDisabled={action.isBusy} />}
    >
      <div className="stack">
        <Warning>
          This is done once. From then on records go to this server, and nothing is deleted here before the
          server has signed for it.
        </Warning>
        <TextField
          label="One-time code"
          isFirst
          value={typed}
          mostCharacters={400}
          hint="The server shows it under Cars, for a day. It names the server and is used up by joining."
          onChange={setTyped}
        />
      </div>
    </Screen>
  )
}
