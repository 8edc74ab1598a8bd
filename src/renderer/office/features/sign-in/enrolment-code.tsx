import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { EnrolmentCode } from '#shared/domain/account.ts'
import { Badge } from '#shared/domain/officer.ts'
import { grouped } from './grouped.ts'
import { NoticeText } from './notice-text.tsx'
import './sign-in.css'

/** The holder of a new account shows that it is his, by the code that the administrator gave him. */
export function EnrolmentCodeScreen({
  office,
  onBack,
}: {
  readonly office: Office
  readonly onBack: () => void
}): ReactElement {
  const [badge, setBadge] = useState('')
  const [typed, setTyped] = useState('')
  const action = useAction(office)
  function begin(): void {
    const code = EnrolmentCode.safeParse(grouped(typed))
    const missing = [
      ...(Badge.safeParse(badge.trim()).success ? [] : ['your badge number']),
      ...(code.success ? [] : ['the enrolment code, 16 letters and digits']),
    ]
    if (!code.success || missing.length > 0) {
      action.refuse({
        kind: 'refused',
        refusal: { missing, next: 'Your administrator has the code; it works once.' },
      })
      return
    }
    const input = { badge: badge.trim(), code: code.data }
    void action.run(async (core, signal) => {
      await core.session.acknowledgeNotice(undefined, { signal })
      return core.session.beginEnrolment(input, { signal })
    }, office.enter)
  }
  return (
    <Screen
      title="New account"
      lead="Your administrator has made the account and has the code for it. It works once."
      onSubmit={begin}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not begun." />}
      actions={<SubmitButton label="Next: password and second factor" isDisabled={action.isBusy} />}
    >
      <div className="halves">
        <div className="stack">
          <TextField label="Badge number" isFirst value={badge} mostCharacters={12} onChange={setBadge} />
          <TextField
            label="Enrolment code"
            isPlate
            value={typed}
            mostCharacters={24}
            hint="16 letters and digits; dashes and spaces may be left out."
            onChange={setTyped}
          />
        </div>
        <div className="stack">
          <NoticeText office={office} />
          <p>Going on acknowledges this notice.</p>
        </div>
      </div>
    </Screen>
  )
}
