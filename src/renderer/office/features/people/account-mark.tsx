import type { ReactElement } from 'react'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import type { AccountState } from '#shared/domain/account.ts'
import { STATE_WORDS } from './account-words.ts'

/** The state of an account in a word and a shape. */
export function AccountMark({ state }: { readonly state: AccountState }): ReactElement {
  const [word, standing] = STATE_WORDS[state]
  return <StateMark standing={standing}>{word}</StateMark>
}
