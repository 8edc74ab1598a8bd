import { useId, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'
import './choice-row.css'

type ChoiceRowProps<T extends string> = {
  readonly legend: string
  readonly value: T | undefined
  readonly options: readonly (readonly [value: T, words: ReactNode])[]
  readonly onChange: (value: T) => void
  readonly hint?: ReactNode
}

/** One of a few, all in sight. The arrow keys choose, and so do the digits that stand on them. */
export function ChoiceRow<T extends string>({
  legend,
  value,
  options,
  onChange,
  hint,
}: ChoiceRowProps<T>): ReactElement {
  const name = useId()
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const chosen = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined
    if (chosen === undefined) return
    event.preventDefault()
    onChange(chosen[0])
  }
  return (
    <fieldset className="choice-row" onKeyDown={onKeyDown}>
      <legend>{legend}</legend>
      <div>
        {options.map(([option, words], place) => (
          <label key={option} className="choice" data-chosen={option === value}>
            <input
              type="radio"
              name={name}
              checked={option === value}
              onChange={() => {
                onChange(option)
              }}
            />
            {place < 9 ? <kbd>{place + 1}</kbd> : undefined}
            <span>{words}</span>
          </label>
        ))}
      </div>
      {hint === undefined ? undefined : <p className="field-hint dim">{hint}</p>}
    </fieldset>
  )
}
