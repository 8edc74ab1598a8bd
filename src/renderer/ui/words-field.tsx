import type { ReactElement } from 'react'
import { TextField } from './field.tsx'

/** Fewer characters say nothing; the core refuses them too. */
const LEAST = 10

/** Why something is changed: asked with every change, kept in the audit. */
export function WordsField({
  value,
  onChange,
  label = 'Why',
  hint = 'At least 10 characters; kept in the audit with your name.',
  isFirst = false,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label?: string
  readonly hint?: string
  readonly isFirst?: boolean
}): ReactElement {
  return (
    <TextField
      label={label}
      hint={hint}
      value={value}
      mostCharacters={400}
      isFirst={isFirst}
      onChange={onChange}
    />
  )
}

type TooFew = {
  readonly kind: 'refused'
  readonly refusal: { readonly missing: string[]; readonly next: string }
}

/** Why the words will not do, or undefined. */
export function wordsTrouble(words: string, what = 'why'): TooFew | undefined {
  if (words.trim().length >= LEAST) return undefined
  const missing = [`${what}, in at least ${LEAST} characters`]
  return { kind: 'refused', refusal: { missing, next: 'Say it in words and press Enter.' } }
}
