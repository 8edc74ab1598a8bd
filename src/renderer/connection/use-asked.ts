import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Car, Outcome } from './car.ts'
import type { CoreClient } from './connect.ts'

/** undefined while the core has not answered yet. */
export type Asked<T> = {
  readonly value: T | undefined
  readonly why: string | undefined
  readonly ask: () => void
}

type Question<T> = (core: CoreClient, signal: AbortSignal) => Promise<T>

/**
 * What the core says to a question, asked when the screen opens, again when the shift's things or the hot lists
 * have changed, and by `ask`. The last answer stays while the next is on the way. `question` must be stable. Not
 * asked while it is not wanted: what the core would refuse is not asked for.
 */
export function useAsked<T>(car: Car, question: Question<T>, isWanted = true): Asked<T> {
  const hints = useStore(car.store, (state) => state.shiftHints)
  const isCurrent = useStore(car.store, (state) => state.isCurrent)
  const versions = useStore(car.store, ({ status }) => versionsOf(status?.hotLists ?? []))
  const [asked, setAsked] = useState(0)
  const [outcome, setOutcome] = useState<{ value?: T; why?: string }>({})
  useEffect(() => {
    if (!isWanted || !isCurrent) return undefined
    let isNewest = true
    void car.call(question).then((told: Outcome<T>) => {
      if (!isNewest) return
      if (told.kind === 'done') setOutcome({ value: told.value })
      else setOutcome((before) => ({ ...before, why: whyOf(told) }))
    })
    return () => {
      isNewest = false
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the rest says when to ask again
  }, [car, question, isWanted, hints, isCurrent, versions, asked])
  return {
    value: outcome.value,
    why: outcome.why,
    ask() {
      setAsked((before) => before + 1)
    },
  }
}

function versionsOf(lists: readonly { readonly name: string; readonly version: string }[]): string {
  return lists.map(({ name, version }) => `${name} ${version}`).join('\n')
}

function whyOf(told: Exclude<Outcome<unknown>, { kind: 'done' }>): string {
  if (told.kind !== 'refused') return told.why
  const { missing, clause, next } = told.refusal
  return `Missing: ${missing.join('; ')}.${clause === undefined ? '' : ` Clause ${clause}.`} ${next}`
}
