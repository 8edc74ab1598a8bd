import { useId, type ReactElement, type ReactNode } from 'react'
import './field.css'

type FrameProps = {
  readonly label: string
  /** What is expected; stands under the field. */
  readonly hint?: ReactNode
  /** Why what stands there will not do. */
  readonly fault?: string | undefined
  readonly width?: 'tiny' | 'short' | 'full'
}

type TextFieldProps = FrameProps & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly mostCharacters?: number
  /** Set in the face of plates and in upper case. */
  readonly isPlate?: boolean
  /** password: not readable on the screen; digits: a number key pad where there is one; when: a day and a time. */
  readonly kind?: keyof typeof INPUT_TYPE
  /** Takes the focus when its screen opens, and at no other time. */
  readonly isFirst?: boolean
  /** What Enter does in it; without it Enter is the form's. */
  readonly onEnter?: () => void
}

const INPUT_TYPE = { words: 'text', password: 'password', digits: 'text', when: 'datetime-local' } as const

/** One line of text. */
export function TextField(props: TextFieldProps): ReactElement {
  const { value, onChange, onEnter, mostCharacters = 400, isPlate = false, isFirst = false } = props
  const { kind = 'words' } = props
  return (
    <Frame {...props}>
      {(described) => (
        <input
          type={INPUT_TYPE[kind]}
          inputMode={kind === 'digits' ? 'numeric' : 'text'}
          value={value}
          maxLength={mostCharacters}
          data-plate={isPlate}
          autoComplete="off"
          spellCheck={false}
          autoFocus={isFirst}
          {...described}
          onChange={(event) => {
            onChange(isPlate ? event.target.value.toUpperCase() : event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || onEnter === undefined) return
            event.preventDefault()
            onEnter()
          }}
        />
      )}
    </Frame>
  )
}

type SelectFieldProps<T extends string> = FrameProps & {
  readonly value: T
  readonly options: readonly (readonly [T, string])[]
  readonly onChange: (value: T) => void
}

/** One of many; the first letters typed choose it. */
export function SelectField<T extends string>(props: SelectFieldProps<T>): ReactElement {
  const { value, options, onChange } = props
  return (
    <Frame {...props}>
      {(described) => (
        <select
          value={value}
          {...described}
          onChange={(event) => {
            const chosen = options.find(([option]) => option === event.target.value)
            if (chosen !== undefined) onChange(chosen[0])
          }}
        >
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Frame>
  )
}

/** Named by the words alone: a list's own choices inside of its label are no part of its name. */
type Described = {
  readonly 'aria-labelledby': string
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string | undefined
}

function Frame({
  label,
  hint,
  fault,
  width = 'full',
  children,
}: FrameProps & { readonly children: (described: Described) => ReactElement }): ReactElement {
  const id = useId()
  const said = fault ?? hint
  return (
    <div className="field" data-width={width} data-fault={fault !== undefined}>
      <label>
        <span id={`${id}label`}>{label}</span>
        {children({
          'aria-labelledby': `${id}label`,
          'aria-invalid': fault !== undefined,
          'aria-describedby': said === undefined ? undefined : id,
        })}
      </label>
      {said === undefined ? undefined : (
        <p id={id} className={fault === undefined ? 'field-hint dim' : 'field-hint field-fault'}>
          {said}
        </p>
      )}
    </div>
  )
}

/** Yes or no, in one target. */
export function CheckField({
  label,
  isOn,
  onChange,
  isDisabled = false,
  isFirst = false,
  note,
}: {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly isDisabled?: boolean
  /** Takes the focus when its screen opens, and at no other time. */
  readonly isFirst?: boolean
  readonly note?: string
}): ReactElement {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        autoFocus={isFirst}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <span>
        {label}
        {note === undefined ? undefined : <span className="dim"> {note}</span>}
      </span>
    </label>
  )
}
