import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'

/** Why something is changed or removed; kept with it for good. */
export function WhyField({
  label,
  value,
  isFirst = false,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly isFirst?: boolean
  readonly onChange: (words: string) => void
}): ReactElement {
  return (
    <TextField
      label={label}
      value={value}
      mostCharacters={400}
      isFirst={isFirst}
      hint="At least 10 characters. Nothing is overwritten: what was entered stays in the history."
      onChange={onChange}
    />
  )
}
