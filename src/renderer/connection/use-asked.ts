import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Connection, Outcome } from './connection.ts'

/** undefined while nobody has answered yet. */
export type Asked<T> = {
  readonly value: T | undefined
  readonly why: string | undefined
  readonly ask: () => void
}

type Question<C, T> = (core: C, signal: AbortSignal) => Promise<T>

/**
 * What is answered to a question, asked when the screen opens, again when something of it may have changed, and by
 * `ask`. The last answer stays while the next is on the way. `question` must be stable. Not asked while it is not
 * wanted: what would be refused is not asked for.
 */
export function useAsked<C, T>(
  connection: Connection<C>,
  question: Question<C, T>,
  isWanted = true,
): Asked<T> {
  const hints = useStore(connection.store, (state) => state.hints)
  const isCurrent = useStore(connection.store, (state) => state.isCurrent)
  const [asked, setAsked] = useState(0)
  const [outcome, setOutcome] = useState<{ value?: T; why?: string }>({})
  useEffect(() => {
    if (!isWanted || !isCurrent) return undefined
    let isNewest = true
    void connection.call(question).then((told: Outcome<T>) => {
      if (!isNewest) return
      if (told.kind === 'done') setOutcome({ value: told.value })
      else setOutcome((before) => ({ ...before, why: whyOf(told) }))
    })
    return () => {
      isNewest = false
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the rest says when to ask again
  }, [connection, question, isWanted, hints, isCurrent, asked])
  return {
    value: outcome.value,
    why: outcome.why,
    ask() {
      setAsked((before) => before + 1)
    },
  }
}

function whyOf(told: Exclude<Outcome<unknown>, { kind: 'done' }>): string {
  if (told.kind !== 'refused') return told.why
  const { missing, clause, next } = told.refusal
  return `Missing: ${missing.join('; ')}.${clause === undefined ? '' : ` Clause ${clause}.`} ${next}`
}
