import { useLayoutEffect, useRef } from 'react'

/** What a key does; the names are those of KeyboardEvent.key. */
export type KeyActions = Readonly<Record<string, (() => void) | undefined>>

/**
 * Keys for the whole window, wherever the focus is, which stays there. Function keys work while
 * something is typed; all others are left to the field that is typed in. A key held down repeats only
 * what moves a selection, never an answer.
 * They are on before the screen is painted: a key is never lost in its first moment.
 */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  useLayoutEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const isFunctionKey = /^F\d+$/.test(event.key)
      if (!isFunctionKey && isTypedIn(event.target)) return
      const action = latest.current[event.key]
      if (action === undefined) return
      event.preventDefault()
      if (!(event.repeat && isFunctionKey)) action()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}

function isTypedIn(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
