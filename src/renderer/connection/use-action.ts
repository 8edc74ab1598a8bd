import { useState } from 'react'
import type { Connection, Outcome } from './connection.ts'

export type Trouble = Exclude<Outcome<never>, { kind: 'done' }>

export type Action<C> = {
  /** True while it is being done; a second press does nothing. */
  readonly isBusy: boolean
  /** Why the last one was not done; gone with the next. */
  readonly trouble: Trouble | undefined
  /** Does one thing and says whether it was done. */
  readonly run: <T>(
    question: (core: C, signal: AbortSignal) => Promise<T>,
    onDone?: (value: T) => void,
  ) => Promise<void>
  /** Says why something cannot even be asked for. */
  readonly refuse: (trouble: Trouble | undefined) => void
}

/** What a screen does over its connection, one thing at a time. */
export function useAction<C>(connection: Pick<Connection<C>, 'call'>): Action<C> {
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  return {
    isBusy,
    trouble,
    async run(question, onDone) {
      if (isBusy) return
      setIsBusy(true)
      setTrouble(undefined)
      const outcome = await connection.call(question)
      setIsBusy(false)
      if (outcome.kind === 'done') onDone?.(outcome.value)
      else setTrouble(outcome)
    },
    refuse: setTrouble,
  }
}
