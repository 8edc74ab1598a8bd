import { useId, type ReactElement } from 'react'
import './text-area.css'

/** Several lines of text; Enter makes a new line here. */
export function TextArea({
  label,
  value,
  mostCharacters,
  hint,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly mostCharacters: number
  readonly hint: string
  readonly onChange: (value: string) => void
}): ReactElement {
  const id = useId()
  return (
    <div className="text-area">
      <label>
        <span>{label}</span>
        <textarea
          value={value}
          maxLength={mostCharacters}
          rows={5}
          spellCheck={false}
          aria-describedby={id}
          onChange={(event) => {
            onChange(event.target.value)
          }}
        />
      </label>
      <p id={id} className="field-hint dim">
        {hint}
      </p>
    </div>
  )
}
