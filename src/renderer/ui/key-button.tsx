import type { ReactElement } from 'react'
import './key-button.css'

type KeyButtonProps = {
  /** The key that does the same ("F1"); shown on the button. */
  readonly keyName: string
  readonly label: string
  readonly onPress: () => void
  readonly weight?: 'main' | 'plain'
  readonly isDisabled?: boolean
}

/** A target of at least 64 px with the key that does the same. A press never takes the focus away. */
export function KeyButton({
  keyName,
  label,
  onPress,
  weight = 'plain',
  isDisabled = false,
}: KeyButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="key-button"
      data-weight={weight}
      aria-keyshortcuts={keyName}
      disabled={isDisabled}
      onMouseDown={(event) => {
        event.preventDefault()
      }}
      onClick={onPress}
    >
      <kbd>{keyName}</kbd>
      <span>{label}</span>
    </button>
  )
}
