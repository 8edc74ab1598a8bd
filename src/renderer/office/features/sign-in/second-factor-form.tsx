import { startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction, type Trouble } from '#renderer/connection/use-action.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { FactorMethod } from '#shared/domain/session.ts'
import { plainJson } from './plain-json.ts'

export const CODE_DIGITS = 6

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '').slice(0, CODE_DIGITS)

type SecondFactorForm = {
  readonly field: ReactElement
  readonly buttons: ReactElement
  readonly trouble: Trouble | undefined
  readonly isBusy: boolean
  readonly submit: () => void
}

type Options = {
  readonly office: Office
  readonly methods: readonly FactorMethod[]
  /** The key that changes between the authenticator's code and a recovery code. */
  readonly recoveryKey: string
}

/** The second factor: six digits that send themselves, a recovery code, or a security key. */
export function useSecondFactor({ office, methods, recoveryKey }: Options): SecondFactorForm {
  const [code, setCode] = useState('')
  const [isRecovery, setIsRecovery] = useState(!methods.includes('totp'))
  const action = useAction(office)
  const hasBoth = methods.includes('totp') && methods.includes('recovery')

  function send(typed: string): void {
    setCode('')
    const input = { method: isRecovery ? ('recovery' as const) : ('totp' as const), code: typed }
    void action.run((core, signal) => core.session.secondFactor(input, { signal }), office.enter)
  }
  function submit(): void {
    if (isRecovery ? code.trim().length >= CODE_DIGITS : code.length === CODE_DIGITS) send(code.trim())
    else {
      const missing = [isRecovery ? 'a recovery code' : 'the six digits of your authenticator']
      action.refuse({ kind: 'refused', refusal: { missing, next: 'Type it and press Enter.' } })
    }
  }
  function change(): void {
    setIsRecovery((before) => !before)
    setCode('')
    action.refuse(undefined)
  }
  function askKey(): void {
    void action.run(async (core, signal) => {
      const options = await core.session.keyOptions(undefined, { signal })
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the browser checks what it is given
      const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
      const response = plainJson(await startAuthentication({ optionsJSON }))
      return core.session.keyAnswer({ response }, { signal })
    }, office.enter)
  }
  const hasKey = methods.includes('security-key')
  useKeys({ [recoveryKey]: hasBoth ? change : undefined, F3: hasKey ? askKey : undefined })

  return {
    field: (
      <TextField
        key={String(isRecovery)}
        label={isRecovery ? 'Recovery code' : 'Code of six digits'}
        isFirst
        isPlate
        kind={isRecovery ? 'words' : 'digits'}
        value={code}
        mostCharacters={isRecovery ? 40 : 8}
        hint={isRecovery ? 'Each works once.' : 'From your authenticator; it is sent with the sixth digit.'}
        onChange={(typed) => {
          if (isRecovery) {
            setCode(typed)
            return
          }
          const digits = digitsOf(typed)
          setCode(digits)
          if (digits.length === CODE_DIGITS && !action.isBusy) send(digits)
        }}
      />
    ),
    buttons: (
      <>
        {hasBoth ? (
          <KeyButton
            keyName={recoveryKey}
            label={isRecovery ? 'Authenticator' : 'Recovery code'}
            onPress={change}
          />
        ) : undefined}
        {hasKey ? (
          <KeyButton keyName="F3" label="Security key" onPress={askKey} isDisabled={action.isBusy} />
        ) : undefined}
      </>
    ),
    trouble: action.trouble,
    isBusy: action.isBusy,
    submit,
  }
}
