import type { ReactElement, ReactNode } from 'react'
import type { RecordsClient } from '#renderer/connection/department.ts'
import type { Action } from '#renderer/connection/use-action.ts'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'

type FormScreenProps = {
  readonly title: string
  readonly lead?: ReactNode
  /** What Enter does. */
  readonly submit: string
  /** What is said where it was not done: "Not held." */
  readonly notDone: string
  readonly action: Action<RecordsClient>
  /** What still has to be filled in; named before anything is sent. */
  readonly missing: readonly string[]
  readonly onSave: () => void
  readonly onBack: () => void
  readonly buttons?: ReactNode
  readonly children: ReactNode
}

/** A form: what is asked, what is missing, and what came of it. */
export function FormScreen(props: FormScreenProps): ReactElement {
  const { title, lead, submit, notDone, action, missing, onSave, onBack, buttons, children } = props
  function save(): void {
    if (missing.length === 0) onSave()
    else
      action.refuse({
        kind: 'refused',
        refusal: { missing: [...missing], next: 'Fill it in and press Enter.' },
      })
  }
  return (
    <Screen
      title={title}
      lead={lead}
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title={notDone} />}
      actions={
        <>
          <SubmitButton label={submit} isDisabled={action.isBusy} />
          {buttons}
        </>
      }
    >
      {children}
    </Screen>
  )
}
