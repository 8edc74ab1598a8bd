import type { ReactElement, ReactNode } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import type { SessionState } from '#shared/domain/session.ts'
import { useSecondFactor } from './second-factor-form.tsx'
import './sign-in.css'

type SecondFactorProps = {
  readonly office: Office
  readonly session: Extract<SessionState, { stage: 'second-factor' }>
  readonly alerts: ReactNode
  readonly onOther: () => void
}

/** The second half of a sign-in. */
export function SecondFactor({ office, session, alerts, onOther }: SecondFactorProps): ReactElement {
  const factor = useSecondFactor({ office, methods: session.methods, recoveryKey: 'F2' })
  return (
    <Screen
      title="Second factor"
      lead={`${session.name}, badge ${session.badge}`}
      onSubmit={factor.submit}
      onBack={onOther}
      backWord="Another officer"
      trouble={<Trouble trouble={factor.trouble} title="Not signed in." />}
      actions={
        <>
          <SubmitButton label="Sign in" isDisabled={factor.isBusy} />
          {factor.buttons}
        </>
      }
    >
      <div className="halves">
        <div className="stack">{factor.field}</div>
        <div className="stack">{alerts}</div>
      </div>
    </Screen>
  )
}
