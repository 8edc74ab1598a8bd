import { useEffect, useLayoutEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { useIsInFront } from './in-front.ts'
import { KeyButton } from './key-button.tsx'
import './screen.css'

type ScreenProps = {
  readonly title: string
  /** What the screen is for, or what binds on it, in one line. */
  readonly lead?: ReactNode
  readonly children: ReactNode
  /** Why the last thing done was not done; stands above the actions, where it is seen. */
  readonly trouble?: ReactNode
  /** What may be done; stays in sight however long the screen is. */
  readonly actions?: ReactNode
  /** Enter in any field. */
  readonly onSubmit?: (() => void) | undefined
  /** Esc, from a field too. Undefined where there is nothing to go back to. */
  readonly onBack: (() => void) | undefined
  readonly backWord?: string
}

const CONTROLS = 'a, button, input, select, textarea'

/** A screen over the stage: what it is, what is on it, and what may be done in a row that never scrolls away. */
export function Screen(props: ScreenProps): ReactElement {
  const { title, lead, children, trouble, actions, onSubmit, onBack, backWord = 'Back' } = props
  const section = useRef<HTMLElement>(null)
  const isInFront = useIsInFront()
  useScreenKeys(isInFront, onSubmit, onBack)
  useEffect(() => {
    // The officer has opened the screen: Tab goes on from it, and it is read out. A field that is typed in has
    // the focus already, and under a hit nothing takes it; nor is it taken from where somebody chooses a screen.
    const active = document.activeElement
    const isElsewhere = section.current?.contains(active) === false
    const isChoosing = (active?.closest('[data-keeps-focus]') ?? null) !== null
    if (isInFront && isElsewhere && !isChoosing) section.current?.focus()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the screen opens
  }, [])
  return (
    <section ref={section} className="screen" aria-label={title} tabIndex={-1}>
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.()
        }}
      >
        <header>
          <h2>{title}</h2>
          {lead === undefined ? undefined : <p className="dim">{lead}</p>}
        </header>
        <div className="screen-body">{children}</div>
        <div className="screen-trouble">{trouble}</div>
        <footer>
          {actions}
          {onBack === undefined ? undefined : <KeyButton keyName="Esc" label={backWord} onPress={onBack} />}
        </footer>
      </form>
    </section>
  )
}

/**
 * Esc is no character: unlike other keys it works while something is typed. Enter in a field or on a button is
 * the browser's own; here it is the main action where neither has the focus.
 */
function useScreenKeys(
  isInFront: boolean,
  onSubmit: (() => void) | undefined,
  onBack: (() => void) | undefined,
): void {
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!isInFront || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
      const isOnControl = event.target instanceof Element && event.target.closest(CONTROLS) !== null
      const action = { Escape: onBack, Enter: isOnControl ? undefined : onSubmit }[event.key]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [isInFront, onSubmit, onBack])
}

/** The screen's main action: what Enter does. */
export function SubmitButton({
  label,
  isDisabled = false,
}: {
  readonly label: string
  readonly isDisabled?: boolean
}): ReactElement {
  return (
    <button
      type="submit"
      className="key-button"
      data-weight="main"
      aria-keyshortcuts="Enter"
      disabled={isDisabled}
    >
      <kbd>Enter</kbd>
      <span>{label}</span>
    </button>
  )
}

/** A target of at least 64 px that has no key of its own: it is reached by Tab. */
export function PlainButton({
  label,
  onPress,
  isOn,
  isDisabled = false,
  children,
}: {
  readonly label?: string
  readonly onPress: () => void
  /** For a button that stays pressed: whether it is. */
  readonly isOn?: boolean
  readonly isDisabled?: boolean
  readonly children?: ReactNode
}): ReactElement {
  return (
    <button
      type="button"
      className="key-button plain-button"
      aria-pressed={isOn}
      disabled={isDisabled}
      onClick={onPress}
    >
      {children ?? <span>{label}</span>}
    </button>
  )
}
