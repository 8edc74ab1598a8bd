import { useState, type ReactElement, type ReactNode } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { usePlace } from '#renderer/ui/place.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { Badge } from '#shared/domain/officer.ts'
import { NoticeText } from './notice-text.tsx'
import './sign-in.css'

type SignInProps = {
  readonly office: Office
  readonly alerts: ReactNode
  readonly onNewAccount: () => void
  /** Where another officer's session stands idle: back to it. */
  readonly onBack: (() => void) | undefined
  /** Why a full sign-in is asked again. */
  readonly why?: string
}

/** Badge number and password; the second factor comes after them. What was wrong is never told apart. */
export function SignIn({ office, alerts, onNewAccount, onBack, why }: SignInProps): ReactElement {
  const [badge, setBadge] = useState('')
  const [password, setPassword] = useState('')
  const place = usePlace()
  const action = useAction(office)
  // Where a session stands, the notice was not put before whoever signs in now.
  const isTakingOver = onBack !== undefined || why !== undefined
  useKeys({ F3: onNewAccount })

  function signIn(): void {
    const missing = [
      ...(Badge.safeParse(badge.trim()).success ? [] : ['your badge number']),
      ...(password === '' ? ['your password'] : []),
    ]
    if (missing.length > 0) {
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Fill it in and press Enter.' } })
      return
    }
    setPassword('')
    void action.run(async (core, signal) => {
      if (isTakingOver) await core.session.acknowledgeNotice(undefined, { signal })
      return core.session.signIn({ badge: badge.trim(), password }, { signal })
    }, office.enter)
  }

  return (
    <Screen
      title="Sign in"
      lead={
        why ??
        (place === 'car' ? 'Reading goes on while nobody is signed in.' : 'The records of the department.')
      }
      onSubmit={signIn}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not signed in." />}
      actions={
        <>
          <SubmitButton label="Sign in" isDisabled={action.isBusy} />
          <KeyButton
            keyName="F3"
            label="New account"
            detail="with an enrolment code"
            onPress={onNewAccount}
          />
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          <TextField label="Badge number" isFirst value={badge} mostCharacters={12} onChange={setBadge} />
          <TextField
            label="Password"
            kind="password"
            value={password}
            mostCharacters={256}
            onChange={setPassword}
          />
          <p className="dim">Accounts are personal. Nobody may use another person&apos;s.</p>
        </div>
        <div className="stack">
          {alerts}
          <NoticeText office={office} />
          {isTakingOver ? <p>Signing in acknowledges this notice.</p> : undefined}
        </div>
      </div>
    </Screen>
  )
}
