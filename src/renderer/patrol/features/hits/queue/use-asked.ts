import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { Outcome } from '#renderer/connection/connection.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'

/** What the core answers, asked again whenever the hits or the shift's lists change; undefined until it has. */
export function useAsked<T>(
  car: Car,
  question: (core: CoreClient, signal: AbortSignal) => Promise<T>,
): { readonly answer: Outcome<T> | undefined; readonly ask: () => void } {
  const { waiting, hints } = useStore(car.store)
  const [answer, setAnswer] = useState<Outcome<T>>()
  const ask = useCallback(() => {
    void car.call(question).then(setAnswer)
  }, [car, question])
  useEffect(ask, [ask, waiting, hints])
  return { answer, ask }
}
