import { StateCode } from '#shared/domain/states.ts'
import { STATE_NAMES } from './state-names.ts'

/** A state as an officer types it: its code, or none, or why it is none. `hint` says what was understood. */
export type TypedState = {
  readonly code: StateCode | undefined
  readonly fault: string | undefined
  readonly hint: string
}

/** Reads the two letters of a state; none at all means: not known, or any. */
export function typedState(text: string, emptyHint: string): TypedState {
  const letters = text.trim().toUpperCase()
  if (letters === '') return { code: undefined, fault: undefined, hint: emptyHint }
  const code = StateCode.safeParse(letters)
  if (code.success) return { code: code.data, fault: undefined, hint: STATE_NAMES[code.data] }
  const fault = letters.length < 2 ? undefined : `"${letters}" is no US state`
  return { code: undefined, fault, hint: 'Two letters, IL for Illinois' }
}
