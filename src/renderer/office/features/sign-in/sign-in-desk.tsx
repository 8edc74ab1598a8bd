import { useState, type ReactElement, type ReactNode } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
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
  readonly office: Office
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

function Desk({ office, session, alerts }: SignInDeskProps): ReactElement {
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
  if (aside === 'new-account') return <EnrolmentCodeScreen office={office} onBack={back} />
  if (aside === 'other-officer')
    return <SignIn office={office} alerts={alerts} onNewAccount={toNew} onBack={back} />
  switch (session.stage) {
    case 'set-up':
      return <SetUp office={office} />
    case 'signed-out':
      return session.isNoticeAcknowledged ? (
        <SignIn office={office} alerts={alerts} onNewAccount={toNew} onBack={undefined} />
      ) : (
        <NoticeScreen office={office} />
      )
    case 'enrolling':
      return <Enrolling office={office} who={session} />
    case 'second-factor':
      return <SecondFactor office={office} session={session} alerts={alerts} onOther={toOther} />
    case 'locked':
      return <Locked office={office} session={session} alerts={alerts} onOther={toOther} />
    case 'alert-only':
    default:
      return (
        <Unlock office={office} session={session} alerts={alerts} onOther={toOther} onNewAccount={toNew} />
      )
  }
}
