import type { ReactElement } from 'react'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import type { Account } from '#shared/domain/account.ts'
import { CodeGroups } from './code-groups.tsx'

/** The enrolment code, once: after this screen nobody can show it again. */
export function CodeShown({
  account,
  code,
  onBack,
}: {
  readonly account: Account
  readonly code: string
  readonly onBack: () => void
}): ReactElement {
  return (
    <Screen
      title={`Enrolment code of ${account.name}, ${account.badge}`}
      onSubmit={onBack}
      onBack={onBack}
      actions={<SubmitButton label="It is handed over" />}
    >
      <div className="stack">
        <Warning>
          <strong>Shown once.</strong> Hand it to its holder himself. He types it at his first sign-in, then
          sets a password and a second factor of his own.
        </Warning>
        <CodeGroups label="Enrolment code" code={code} />
      </div>
    </Screen>
  )
}
