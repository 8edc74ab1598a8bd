import { useState, type ReactElement, type ReactNode } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { SessionState } from '#shared/domain/session.ts'
import { Enrolling } from './enrolling.tsx'
import { EnrolmentCodeScreen } from './enrolment-code.tsx'
import { Locked } from './locked.tsx'
import { NoticeScreen } from './notice-screen.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SetUp } from './set-up.tsx'
import { SignIn } from './sign-in.tsx'
import { Unlock } from './unlock.tsx'

type SignInDeskProps = {
  readonly car: Car
  readonly session: Exclude<SessionState, { stage: 'signed-in' }>
  /** The critical alerts of a session that stands idle; nothing where there is none. */
  readonly alerts: ReactNode
}

/** The way to a signed-in officer: one screen for each stage that the core tells. */
export function SignInDesk(props: SignInDeskProps): ReactElement {
  const { session } = props
  // What is typed for one stage or one account never stands in the fields of the next.
  return <Desk key={`${session.stage} ${'badge' in session ? session.badge : ''}`} {...props} />
}

function Desk({ car, session, alerts }: SignInDeskProps): ReactElement {
  const [aside, setAside] = useState<'other-officer' | 'new-account'>()
  const back = (): void => {
    setAside(undefined)
  }
  const toOther = (): void => {
    setAside('other-officer')
  }
  const toNew = (): void => {
    setAside('new-account')
  }
  if (aside === 'new-account') return <EnrolmentCodeScreen car={car} onBack={back} />
  if (aside === 'other-officer')
    return <SignIn car={car} alerts={alerts} onNewAccount={toNew} onBack={back} />
  switch (session.stage) {
    case 'set-up':
      return <SetUp car={car} />
    case 'signed-out':
      return session.isNoticeAcknowledged ? (
        <SignIn car={car} alerts={alerts} onNewAccount={toNew} onBack={undefined} />
      ) : (
        <NoticeScreen car={car} />
      )
    case 'enrolling':
      return <Enrolling car={car} who={session} />
    case 'second-factor':
      return <SecondFactor car={car} session={session} alerts={alerts} onOther={toOther} />
    case 'locked':
      return <Locked car={car} session={session} alerts={alerts} onOther={toOther} />
    case 'alert-only':
    default:
      return <Unlock car={car} session={session} alerts={alerts} onOther={toOther} onNewAccount={toNew} />
  }
}
