import type { ReactElement } from 'react'
import './field.css'

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  /** Enter in the field; without it Enter does nothing. */
  readonly onEnter?: () => void
  readonly hint?: string
  readonly isFirst?: boolean
  readonly isPlate?: boolean
  readonly maxLength?: number
}

/** A line to type in. Function keys work in it; what is typed is kept in the hit's draft. */
export function Field({
  label,
  value,
  onChange,
  onEnter,
  hint,
  isFirst = false,
  isPlate = false,
  maxLength = 400,
}: FieldProps): ReactElement {
  return (
    <label className="desk-field" data-plate={isPlate}>
      <span>
        {label} {hint === undefined ? undefined : <small className="dim">{hint}</small>}
      </span>
      <input
        type="text"
        value={value}
        maxLength={maxLength}
        autoComplete="off"
        autoCapitalize={isPlate ? 'characters' : 'sentences'}
        spellCheck={!isPlate}
        // The officer has opened this screen himself; the prompt has no field.
        autoFocus={isFirst}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onEnter?.()
        }}
      />
    </label>
  )
}
