import { useEffect } from 'react'

/** Calls `onPainted` when what was rendered for `id` is on the screen: after the second frame from now. */
export function usePainted<Id extends string>(id: Id, onPainted: (id: Id) => void): void {
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        onPainted(id)
      })
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [id, onPainted])
}
