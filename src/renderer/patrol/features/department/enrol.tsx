import { useState, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { pemOf } from './pem.ts'

/** Trusts a department's key, once; the fingerprint is compared by a second way than the key came by. */
export function Enrol({
  car,
  onDone,
  onBack,
}: {
  readonly car: Car
  readonly onDone: () => void
  readonly onBack: () => void
}): ReactElement {
  const [key, setKey] = useState('')
  const [fingerprint, setFingerprint] = useState('')
  const action = useAction(car)
  function enrol(): void {
    const missing = [
      ...(key.trim() === '' ? ["the department's public key"] : []),
      ...(fingerprint.trim() === '' ? ['its fingerprint'] : []),
    ]
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Fill it in and press Enter.' } })
      return
    }
    const input = { publicKey: pemOf(key), fingerprint: fingerprint.trim() }
    void action.run((core, signal) => core.department.enrol(input, { signal }), onDone)
  }
  return (
    <Screen
      title="Enrol a department"
      onSubmit={enrol}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not enrolled." />}
      actions={<SubmitButton label="Trust this department" isDisabled={action.isBusy} />}
    >
      <div className="stack">
        <Warning>
          This is done once and not undone here. Whoever holds this key decides who may sign in. Have the
          fingerprint read out by the department; do not take it from where the key came from.
        </Warning>
        <TextField
          label="Public key"
          isFirst
          value={key}
          mostCharacters={400}
          hint="PEM, Ed25519: all of it, its first and last line too. Line ends may be lost in pasting."
          onChange={setKey}
        />
        <TextField
          label="Fingerprint"
          value={fingerprint}
          mostCharacters={40}
          hint="As the department reads it out."
          onChange={setFingerprint}
        />
      </div>
    </Screen>
  )
}
