import type { ReactElement } from 'react'
import './key-button.css'

type KeyButtonProps = {
  /** The key that does the same ("F1"); shown on the button. */
  readonly keyName: string
  readonly label: string
  readonly onPress: () => void
  readonly weight?: 'main' | 'plain'
  readonly isDisabled?: boolean
  /** Whether a choice is chosen; undefined for what is no choice. */
  readonly isPressed?: boolean
  /** A second, smaller line: what is missing where it is disabled, else what it does. */
  readonly detail?: string | undefined
}

/** A target of at least 64 px with the key that does the same. A press never takes the focus away. */
export function KeyButton({
  keyName,
  label,
  onPress,
  weight = 'plain',
  isDisabled = false,
  isPressed,
  detail,
}: KeyButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="key-button"
      data-weight={weight}
      aria-keyshortcuts={keyName}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onMouseDown={(event) => {
        event.preventDefault()
      }}
      onClick={onPress}
    >
      <kbd>{keyName}</kbd>
      <span>
        {label}
        {detail === undefined ? undefined : <small>{detail}</small>}
      </span>
    </button>
  )
}
