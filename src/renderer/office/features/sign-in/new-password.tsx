import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Office } from '#renderer/connection/connection.ts'
import { TextField } from '#renderer/ui/field.tsx'

type NewPassword = {
  readonly password: string
  /** What the console can tell by itself; the core judges the rest. */
  readonly missing: readonly string[]
  readonly fields: ReactElement
  readonly forget: () => void
}

/** A new password, typed twice. */
export function useNewPassword(office: Office, isFirst: boolean): NewPassword {
  const rule = useStore(office.store, (state) => state.rules?.profile.password)
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const least = rule?.value.leastCharacters ?? 8
  const isDifferent = again !== '' && again !== password
  return {
    password,
    missing: [
      ...(password.length < least ? [`a password of at least ${least} characters`] : []),
      ...(again === password ? [] : ['the same password twice']),
    ],
    forget() {
      setPassword('')
      setAgain('')
    },
    fields: (
      <>
        <TextField
          label="New password"
          kind="password"
          isFirst={isFirst}
          value={password}
          mostCharacters={256}
          hint={`At least ${least} characters. Several words are easy to remember and hard to guess.`}
          onChange={setPassword}
        />
        <TextField
          label="New password again"
          kind="password"
          value={again}
          mostCharacters={256}
          fault={isDifferent ? 'Not the same yet.' : undefined}
          hint={
            rule?.clause === undefined
              ? 'Known passwords are refused.'
              : `Clause ${rule.clause}. Known passwords are refused.`
          }
          onChange={setAgain}
        />
      </>
    ),
  }
}
