import { useState, type ReactElement } from 'react'
import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import type { Office } from '#renderer/connection/connection.ts'
import type { SignedIn } from '#renderer/connection/session.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { usePlace } from '#renderer/ui/place.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { clockTime } from '#renderer/office/words/when.ts'
import { useChangePassword } from './change-password.tsx'
import { plainJson } from './plain-json.ts'
import './sign-in.css'

type MySignInProps = {
  readonly office: Office
  readonly session: SignedIn
  readonly onLock: () => void
  readonly onBack: () => void
}

/** One's own password and security keys, and the way out of the console. */
export function MySignIn({ office, session, onLock, onBack }: MySignInProps): ReactElement {
  const { officer, endsAt, canUseSecurityKeys } = session
  const change = useChangePassword(office, true)
  const place = usePlace()
  return (
    <Screen
      title="My sign-in"
      lead={`${officer.name}, badge ${officer.badge}; full sign-in again at ${clockTime(endsAt)}`}
      onSubmit={change.submit}
      onBack={onBack}
      trouble={<Trouble trouble={change.trouble} title="Not changed." />}
      actions={
        <>
          <SubmitButton label="Change the password" isDisabled={change.isBusy} />
          <PlainButton label={place === 'car' ? 'Lock now: alert only' : 'Lock now'} onPress={onLock} />
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          {change.fields}
          {change.isDone ? (
            <p role="status">
              <strong>The password is changed.</strong>
            </p>
          ) : undefined}
        </div>
        <div className="stack">
          <h3>Security key</h3>
          {canUseSecurityKeys ? (
            <RegisterKey office={office} />
          ) : (
            <p className="dim">This window cannot use security keys. The authenticator works everywhere.</p>
          )}
        </div>
      </div>
    </Screen>
  )
}

function RegisterKey({ office }: { readonly office: Office }): ReactElement {
  const [name, setName] = useState('')
  const [kept, setKept] = useState<string>()
  const action = useAction(office)
  function register(): void {
    const words = name.trim()
    if (words === '') {
      const refusal = { missing: ['a name for the key'], next: 'Say what is written on it, or where it is.' }
      action.refuse({ kind: 'refused', refusal })
      return
    }
    void action.run(
      async (core, signal) => {
        const options = await core.session.keyRegistration(undefined, { signal })
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the browser checks what it is given
        const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
        const response = plainJson(await startRegistration({ optionsJSON }))
        return core.session.registerKey({ name: words, response }, { signal })
      },
      (told) => {
        setKept(words)
        setName('')
        office.enter(told)
      },
    )
  }
  return (
    <>
      <TextField
        label="Name of the key"
        value={name}
        mostCharacters={40}
        hint="Then touch the key when it blinks."
        onChange={setName}
        onEnter={register}
      />
      <PlainButton label="Register the key" onPress={register} isDisabled={action.isBusy} />
      {kept === undefined ? undefined : (
        <p role="status">
          <strong>{kept} is registered.</strong>
        </p>
      )}
      <Trouble trouble={action.trouble} title="Not registered." />
    </>
  )
}
