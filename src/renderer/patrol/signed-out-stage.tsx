import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { SignInDesk } from '#renderer/office/features/sign-in/sign-in-desk.tsx'
import { Empty } from '#renderer/ui/empty.tsx'
import type { SessionState } from '#shared/domain/session.ts'
import { AlertBoard } from './features/alert-only/alert-board.tsx'
import { useAlertSound } from './features/alert-only/use-alert-sound.ts'

type SignedOutStageProps = {
  readonly car: Car
  readonly session: SessionState | undefined
}

/** The stage while nobody may see data: the way in, and the alerts of a session that stands idle. */
export function SignedOutStage({ car, session }: SignedOutStageProps): ReactElement | undefined {
  const alerts = useStore(car.store, (state) => state.alerts)
  useAlertSound(alerts)
  if (session === undefined)
    return (
      <Empty title="It is not known who is signed in.">
        Nothing is shown until the car&apos;s core has answered.
      </Empty>
    )
  if (session.stage === 'signed-in') return undefined
  const isIdle = session.stage === 'alert-only'
  const board = isIdle || alerts.length > 0 ? <AlertBoard car={car} /> : undefined
  return <SignInDesk office={car} session={session} alerts={board} />
}
