import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction, type Trouble } from '#renderer/connection/use-action.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { useNewPassword } from './new-password.tsx'

type ChangePassword = {
  readonly fields: ReactElement
  readonly trouble: Trouble | undefined
  readonly isBusy: boolean
  /** The last change was taken. */
  readonly isDone: boolean
  readonly submit: () => void
}

/** The present password and a new one. */
export function useChangePassword(office: Office, isFirst: boolean): ChangePassword {
  const [current, setCurrent] = useState('')
  const [isDone, setIsDone] = useState(false)
  const next = useNewPassword(office, false)
  const action = useAction(office)
  return {
    isDone,
    trouble: action.trouble,
    isBusy: action.isBusy,
    submit() {
      const missing = [...(current === '' ? ['your present password'] : []), ...next.missing]
      setIsDone(false)
      if (missing.length > 0) {
        action.refuse({ kind: 'refused', refusal: { missing, next: 'Type it and press Enter.' } })
        return
      }
      void action.run(
        (core, signal) => core.session.changePassword({ current, next: next.password }, { signal }),
        (told) => {
          setCurrent('')
          next.forget()
          setIsDone(true)
          office.enter(told)
        },
      )
    },
    fields: (
      <>
        <TextField
          label="Present password"
          kind="password"
          isFirst={isFirst}
          value={current}
          mostCharacters={256}
          onChange={setCurrent}
        />
        {next.fields}
      </>
    ),
  }
}
