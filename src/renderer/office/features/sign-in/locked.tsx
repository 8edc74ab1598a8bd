import { useState, type ReactElement, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { SessionState } from '#shared/domain/session.ts'
import { grouped } from './grouped.ts'
import './sign-in.css'

type LockedProps = {
  readonly office: Office
  readonly session: Extract<SessionState, { stage: 'locked' }>
  readonly alerts: ReactNode
  readonly onOther: () => void
}

/** Too many failures: an administrator releases the account, over the radio too. */
export function Locked({ office, session, alerts, onOther }: LockedProps): ReactElement {
  const { badge, challenge } = session
  const rule = useStore(office.store, (state) => state.rules?.profile.lockout)
  const { goesOn } = usePlaceWords()
  const [typed, setTyped] = useState('')
  const action = useAction(office)
  useKeys({ F2: onOther })
  function release(): void {
    const code = grouped(typed)
    if (code.length < 6) {
      const refusal = { missing: ['the release code'], next: 'Ask your administrator for it.' }
      action.refuse({ kind: 'refused', refusal })
      return
    }
    void action.run((core, signal) => core.session.release({ badge, code }, { signal }), office.enter)
  }
  return (
    <Screen
      title="The account is locked"
      lead={`Badge ${badge}`}
      onSubmit={release}
      onBack={undefined}
      trouble={<Trouble trouble={action.trouble} title="Not released." />}
      actions={
        <>
          <SubmitButton label="Release" isDisabled={action.isBusy} />
          <KeyButton keyName="F2" label="Another officer" onPress={onOther} />
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          {rule === undefined ? undefined : (
            <p>
              {rule.value.failures} sign-ins failed within {rule.value.withinMinutes} minutes.
              {rule.clause === undefined ? '' : ` Clause ${rule.clause}.`} An administrator releases it.
            </p>
          )}
          <h3>Read this to your administrator</h3>
          <p className="challenge" aria-label={`Challenge ${Array.from(challenge).join(' ')}`}>
            {challenge}
          </p>
          <p className="dim">{goesOn} So does everything that other officers may do.</p>
        </div>
        <div className="stack">
          <TextField
            label="Release code"
            isFirst
            isPlate
            value={typed}
            mostCharacters={40}
            hint="From your administrator, for this challenge only. It works once."
            onChange={setTyped}
          />
          {alerts}
        </div>
      </div>
    </Screen>
  )
}
