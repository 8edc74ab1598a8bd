import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { refusalWords } from './answers.tsx'
import type { HitDesk } from './desk.ts'
import './trouble.css'

/** Why the last answer was not taken, or why none can be saved just now; nothing when all is well. */
export function Trouble({
  desk,
  isLinked,
}: {
  readonly desk: HitDesk
  readonly isLinked: boolean
}): ReactElement | undefined {
  const { failure, refusal } = useStore(desk.store)
  if (failure !== undefined) {
    return (
      <p className="desk-trouble" role="alert">
        <strong>Your answer was not saved.</strong> {failure} Nothing is lost: answer again.
      </p>
    )
  }
  if (refusal !== undefined) {
    return (
      <p className="desk-trouble" role="alert">
        <strong>Not done.</strong> {refusalWords(refusal)}
      </p>
    )
  }
  return isLinked ? undefined : (
    <p className="desk-trouble" role="status">
      <strong>Console lost the car&apos;s core.</strong> Reconnecting; no answer can be saved until then.
    </p>
  )
}
