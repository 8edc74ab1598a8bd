import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Office } from '#renderer/connection/connection.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { useChangePassword } from './change-password.tsx'
import './sign-in.css'

/** The password is past its age: it is changed before anything else. */
export function PasswordDue({
  office,
  onSignOut,
}: {
  readonly office: Office
  readonly onSignOut: () => void
}): ReactElement {
  const rule = useStore(office.store, (state) => state.rules?.profile.password)
  const change = useChangePassword(office, true)
  useKeys({ F2: onSignOut })
  return (
    <Screen
      title="Change your password"
      lead={
        rule === undefined
          ? undefined
          : `It is older than ${rule.value.mostAgeDays} days.${rule.clause === undefined ? '' : ` Clause ${rule.clause}.`}`
      }
      onSubmit={change.submit}
      onBack={undefined}
      trouble={<Trouble trouble={change.trouble} title="Not changed." />}
      actions={
        <>
          <SubmitButton label="Change it" isDisabled={change.isBusy} />
          <KeyButton keyName="F2" label="Sign out" onPress={onSignOut} />
        </>
      }
    >
      <div className="stack sign-in-column">{change.fields}</div>
    </Screen>
  )
}
