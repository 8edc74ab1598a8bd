import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { NoticeText } from './notice-text.tsx'
import './sign-in.css'

/** The notice that the policy puts before every sign-in; it stays until somebody acknowledges it. */
export function NoticeScreen({ office }: { readonly office: Office }): ReactElement {
  const rules = useStore(office.store, (state) => state.rules)
  const action = useAction(office)
  const isOff = action.isBusy || rules === undefined
  function acknowledge(): void {
    if (!isOff)
      void action.run((core, signal) => core.session.acknowledgeNotice(undefined, { signal }), office.enter)
  }
  useKeys({ F1: acknowledge })
  return (
    <Screen
      title="Notice"
      lead={
        rules === undefined
          ? 'The policy is not known yet.'
          : `${rules.profile.agency}, policy ${rules.profile.policy.number}`
      }
      onSubmit={acknowledge}
      onBack={undefined}
      trouble={<Trouble trouble={action.trouble} title="Not acknowledged." />}
      actions={
        <KeyButton
          keyName="F1"
          label="I acknowledge this"
          detail="Enter does the same"
          weight="main"
          onPress={acknowledge}
          isDisabled={isOff}
        />
      }
    >
      <div className="notice-page">
        <NoticeText office={office} />
      </div>
    </Screen>
  )
}
