import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { QrCode } from '#renderer/ui/qr-code.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Enrolment } from '#shared/domain/session.ts'
import { useNewPassword } from './new-password.tsx'
import { CODE_DIGITS, digitsOf } from './second-factor-form.tsx'
import './sign-in.css'

type EnrollingProps = { readonly office: Office; readonly who: By }

/** A password, then the second factor; the account counts once a code of it was typed. */
export function Enrolling({ office, who }: EnrollingProps): ReactElement {
  const [enrolment, setEnrolment] = useState<Enrolment>()
  return enrolment === undefined ? (
    <SetPassword office={office} who={who} onEnrolled={setEnrolment} />
  ) : (
    <ConfirmFactor office={office} enrolment={enrolment} />
  )
}

function SetPassword({
  office,
  who,
  onEnrolled,
}: EnrollingProps & { readonly onEnrolled: (enrolment: Enrolment) => void }): ReactElement {
  const action = useAction(office)
  const { password, missing, fields } = useNewPassword(office, true)
  function enrol(): void {
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing: [...missing], next: 'Type it and press Enter.' } })
      return
    }
    void action.run((core, signal) => core.session.enrol({ password }, { signal }), onEnrolled)
  }
  return (
    <Screen
      title="Set your password"
      lead={`${who.name}, badge ${who.badge}`}
      onSubmit={enrol}
      onBack={undefined}
      trouble={<Trouble trouble={action.trouble} title="Not taken." />}
      actions={<SubmitButton label="Next: second factor" isDisabled={action.isBusy} />}
    >
      <div className="stack sign-in-column">
        {fields}
        <p className="dim">There is no default password and no hint. Nobody else needs to know yours.</p>
      </div>
    </Screen>
  )
}

function print(): void {
  window.print()
}

function ConfirmFactor({
  office,
  enrolment,
}: {
  readonly office: Office
  readonly enrolment: Enrolment
}): ReactElement {
  const { badge, totpAddress, totpSecret, recoveryCodes } = enrolment
  const [code, setCode] = useState('')
  const { machine } = usePlaceWords()
  const action = useAction(office)
  function confirm(typed: string): void {
    setCode('')
    void action.run(
      (core, signal) => core.session.confirmEnrolment({ code: typed }, { signal }),
      office.enter,
    )
  }
  function submit(): void {
    if (code.length === CODE_DIGITS) confirm(code)
    else {
      const refusal = { missing: ['the six digits'], next: 'Read them from the authenticator.' }
      action.refuse({ kind: 'refused', refusal })
    }
  }
  useKeys({ F2: print })
  return (
    <Screen
      title="Set up your second factor"
      lead="Shown once. Nothing of it can be looked up later."
      onSubmit={submit}
      onBack={undefined}
      trouble={<Trouble trouble={action.trouble} title="Not confirmed." />}
      actions={
        <>
          <SubmitButton label="Confirm" isDisabled={action.isBusy} />
          <KeyButton keyName="F2" label="Print the recovery codes" onPress={print} />
        </>
      }
    >
      <div className="enrol-columns">
        <div className="stack">
          <h3>1. Scan with an authenticator</h3>
          <QrCode text={totpAddress} label="Address for an authenticator" />
        </div>
        <div className="stack">
          <h3>or type the secret</h3>
          <p className="typed-secret">{totpSecret.match(/.{1,4}/g)?.join(' ')}</p>
          <h3>3. The code it shows</h3>
          <TextField
            label="Code of six digits"
            isFirst
            isPlate
            kind="digits"
            value={code}
            mostCharacters={8}
            hint="Confirms that the authenticator works."
            onChange={(typed) => {
              const digits = digitsOf(typed)
              setCode(digits)
              if (digits.length === CODE_DIGITS && !action.isBusy) confirm(digits)
            }}
          />
        </div>
        <div className="stack recovery-codes">
          <h3>2. Keep your recovery codes</h3>
          <p className="dim">
            Badge {badge}. Each works once, when the authenticator is not at hand. Keep them away from{' '}
            {machine}.
          </p>
          <ol aria-label="Recovery codes">
            {recoveryCodes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ol>
        </div>
      </div>
    </Screen>
  )
}
