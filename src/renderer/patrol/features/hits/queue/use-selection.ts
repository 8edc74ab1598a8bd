import { useState } from 'react'
import { useKeys } from '#renderer/ui/use-keys.ts'

type Selection<T> = {
  readonly selected: T | undefined
  readonly select: (item: T) => void
}

/** One of the rows is selected; the arrows move the selection, and it stays on its row when others come. */
export function useSelection<T extends { readonly id: string }>(rows: readonly T[]): Selection<T> {
  const [id, setId] = useState<string>()
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === id),
  )
  function move(by: number): void {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next === undefined) return
    setId(next.id)
    document.querySelector(`[data-row="${next.id}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys({
    ArrowDown: () => {
      move(1)
    },
    ArrowUp: () => {
      move(-1)
    },
  })
  return {
    selected: rows[at],
    select({ id }) {
      setId(id)
    },
  }
}
