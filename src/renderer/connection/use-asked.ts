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
 * have changed, and by `ask`. The last answer stays while the next is on the way. `question` must be stable.
 */
export function useAsked<T>(car: Car, question: Question<T>): Asked<T> {
  const hints = useStore(car.store, (state) => state.shiftHints)
  const isLinked = useStore(car.store, (state) => state.link.kind === 'open')
  const versions = useStore(car.store, ({ status }) => versionsOf(status?.hotLists ?? []))
  const [asked, setAsked] = useState(0)
  const [outcome, setOutcome] = useState<{ value?: T; why?: string }>({})
  useEffect(() => {
    let isWanted = true
    void car.call(question).then((told: Outcome<T>) => {
      if (!isWanted) return
      if (told.kind === 'done') setOutcome({ value: told.value })
      else setOutcome((before) => ({ ...before, why: whyOf(told) }))
    })
    return () => {
      isWanted = false
    }
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the rest says when to ask again
  }, [car, question, hints, isLinked, versions, asked])
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
  return told.kind === 'refused'
    ? `Missing: ${told.refusal.missing.join('; ')}. ${told.refusal.next}`
    : told.why
}
