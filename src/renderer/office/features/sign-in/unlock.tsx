import type { ReactElement, ReactNode } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { usePlace } from '#renderer/ui/place.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { SessionState } from '#shared/domain/session.ts'
import { useSecondFactor } from './second-factor-form.tsx'
import { SignIn } from './sign-in.tsx'
import './sign-in.css'

type UnlockProps = {
  readonly office: Office
  readonly session: Extract<SessionState, { stage: 'alert-only' }>
  readonly alerts: ReactNode
  readonly onOther: () => void
  readonly onNewAccount: () => void
}

const WHY: Readonly<Record<UnlockProps['session']['why'], string>> = {
  idle: 'Nobody has touched the console for a while.',
  asked: 'The console was locked.',
  'twelve-hours': 'The sign-in is too old: password and second factor are asked again.',
}

/** In a car alert-only: critical alerts show and sound; everything else waits for the second factor. */
export function Unlock(props: UnlockProps): ReactElement {
  const { office, session, alerts, onNewAccount } = props
  return session.why === 'twelve-hours' ? (
    <SignIn
      office={office}
      alerts={alerts}
      onNewAccount={onNewAccount}
      onBack={undefined}
      why={WHY[session.why]}
    />
  ) : (
    <UnlockByFactor {...props} />
  )
}

function UnlockByFactor({ office, session, alerts, onOther }: UnlockProps): ReactElement {
  const factor = useSecondFactor({ office, methods: session.methods, recoveryKey: 'F4' })
  const isCar = usePlace() === 'car'
  useKeys({ F2: onOther })
  return (
    <Screen
      title={isCar ? 'Alert only: reading goes on' : 'Locked'}
      lead={WHY[session.why]}
      onSubmit={factor.submit}
      onBack={undefined}
      trouble={<Trouble trouble={factor.trouble} title="Not opened." />}
      actions={
        <>
          <SubmitButton label="Open again" isDisabled={factor.isBusy} />
          <KeyButton keyName="F2" label="Another officer" onPress={onOther} />
          {factor.buttons}
        </>
      }
    >
      <div className={isCar ? 'halves alert-halves' : 'halves'}>
        {alerts}
        <div className="stack">
          <p>
            <strong>{session.name}</strong>, badge {session.badge}
          </p>
          {factor.field}
          <p className="dim">
            {isCar
              ? 'Shut until then: reads, hits, search, entering plates, lists and everything about persons.'
              : 'Shut until then: everything.'}
          </p>
        </div>
      </div>
    </Screen>
  )
}
