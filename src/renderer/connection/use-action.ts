import { useState } from 'react'
import type { Car, Outcome } from './car.ts'
import type { CoreClient } from './connect.ts'

export type Trouble = Exclude<Outcome<never>, { kind: 'done' }>

export type Action = {
  /** True while the core is busy with it; a second press does nothing. */
  readonly isBusy: boolean
  /** Why the last one was not done; gone with the next. */
  readonly trouble: Trouble | undefined
  /** Does one thing and says whether it was done. */
  readonly run: <T>(
    question: (core: CoreClient, signal: AbortSignal) => Promise<T>,
    onDone?: (value: T) => void,
  ) => Promise<void>
  /** Says why something cannot even be asked for. */
  readonly refuse: (trouble: Trouble | undefined) => void
}

/** What a screen does with the core, one thing at a time. */
export function useAction(car: Car): Action {
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  return {
    isBusy,
    trouble,
    async run(question, onDone) {
      if (isBusy) return
      setIsBusy(true)
      setTrouble(undefined)
      const outcome = await car.call(question)
      setIsBusy(false)
      if (outcome.kind === 'done') onDone?.(outcome.value)
      else setTrouble(outcome)
    },
    refuse: setTrouble,
  }
}
