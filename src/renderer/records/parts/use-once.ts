import { useEffect, useState } from 'react'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import type { Trouble } from '#renderer/connection/use-action.ts'

type Once<T> = {
  readonly value: T | undefined
  readonly trouble: Trouble | undefined
}

/**
 * Asks when the screen opens and not again by itself: each such look is an act that stands in the audit. `question`
 * must be stable.
 */
export function useOnce<T>(
  department: Department,
  question: (core: RecordsClient, signal: AbortSignal) => Promise<T>,
): Once<T> {
  const [told, setTold] = useState<{ question?: typeof question; value?: T; trouble?: Trouble }>({})
  useEffect(() => {
    let isNewest = true
    void department.call(question).then((outcome) => {
      if (!isNewest) return
      setTold(outcome.kind === 'done' ? { question, value: outcome.value } : { question, trouble: outcome })
    })
    return () => {
      isNewest = false
    }
  }, [department, question])
  // What was told of another question is not this one's answer.
  return told.question === question
    ? { value: told.value, trouble: told.trouble }
    : { value: undefined, trouble: undefined }
}
