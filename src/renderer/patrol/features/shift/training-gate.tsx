import type { ReactElement } from 'react'
import type { SignedIn } from '#renderer/connection/session.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { notValid, trainingLine } from './training-words.ts'
import './shift.css'

type TrainingGateProps = {
  readonly session: SignedIn
  readonly onTraining: (() => void) | undefined
  readonly onSignOut: () => void
}

/** In place of the start of a shift while a training is not valid. Nothing here leads past it. */
export function TrainingGate({ session, onTraining, onSignOut }: TrainingGateProps): ReactElement {
  const items = notValid(session.training)
  useKeys({ F2: onSignOut })
  return (
    <Screen
      title="No shift without valid training"
      lead={`${session.officer.name}, badge ${session.officer.badge}`}
      onSubmit={onTraining}
      onBack={undefined}
      actions={
        <>
          {onTraining === undefined ? undefined : <SubmitButton label="Go to my training" />}
          <KeyButton keyName="F2" label="Sign out" onPress={onSignOut} />
        </>
      }
    >
      <div className="stack">
        <ul className="stack" aria-label="Trainings that are not valid">
          {items.map((item) => (
            <li key={item.kind}>
              <Warning>
                <strong>{trainingLine(item)}.</strong>
                {item.clause === undefined ? '' : ` Clause ${item.clause}.`}
              </Warning>
            </li>
          ))}
        </ul>
        <p>
          Until then nobody operates with this account and no data are shown to it. There is no override, for
          nobody.
        </p>
        <p className="dim">
          Exercises can be done on this console. Other trainings are recorded by whoever keeps the training
          records of your agency.
        </p>
      </div>
    </Screen>
  )
}
