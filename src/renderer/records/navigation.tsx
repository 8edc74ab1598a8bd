import type { KeyboardEvent, ReactElement, RefObject } from 'react'
import './navigation.css'

export type NavigationEntry = {
  readonly name: string
  readonly keyName: string
  readonly label: string
  /** What it is for, said on hovering and to who does not see it. */
  readonly detail: string
  readonly onPress: () => void
}

type NavigationProps = {
  readonly list: RefObject<HTMLUListElement | null>
  readonly entries: readonly NavigationEntry[]
  readonly open: string | undefined
}

/** All screens at the left; with the focus in it arrows walk, and each entry has a key. F9 and Esc lead here. */
export function Navigation({ list, entries, open }: NavigationProps): ReactElement {
  const focusable = entries.some(({ name }) => name === open) ? open : entries[0]?.name
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    const named = entries.find(({ keyName }) => keyName === event.key.toUpperCase())
    if (to === undefined && named === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (to === undefined) press(named)
    else buttons.at(to % buttons.length)?.focus()
  }
  return (
    <nav className="navigation" aria-label="Screens" data-keeps-focus>
      <ul ref={list} onKeyDown={onKeyDown}>
        {entries.map(({ name, keyName, label, detail, onPress }) => (
          <li key={name}>
            <button
              type="button"
              title={detail}
              aria-current={name === open ? 'page' : undefined}
              tabIndex={name === focusable ? 0 : -1}
              onClick={() => {
                press({ onPress })
              }}
            >
              <kbd>{keyName}</kbd>
              {label}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What is chosen takes the focus, which is kept here only while somebody chooses. */
function press(entry: Pick<NavigationEntry, 'onPress'> | undefined): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  entry?.onPress()
}

/** Puts the focus on the screen that is open, else on the first. */
export function focusNavigation(list: HTMLUListElement | null): void {
  const button =
    list?.querySelector<HTMLElement>('[aria-current]') ?? list?.querySelector<HTMLElement>('button')
  button?.focus()
}
