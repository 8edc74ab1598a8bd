import { useState, type ReactElement } from 'react'
import { useIsInFront } from '#renderer/ui/in-front.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { ExerciseAnswer } from '#shared/domain/exercise.ts'
import { REJECT_WORDS } from './training-words.ts'

/** Accept, or reject with a reason; the keys are those of a hit. */
export function ExerciseAnswers({
  isBusy,
  onAnswer,
}: {
  readonly isBusy: boolean
  readonly onAnswer: (answer: ExerciseAnswer) => void
}): ReactElement {
  const isInFront = useIsInFront()
  const [isRejecting, setIsRejecting] = useState(false)
  function accept(): void {
    onAnswer({ answer: 'accept' })
  }
  function reject(): void {
    setIsRejecting(true)
  }
  const reasons = REJECT_WORDS.map(
    ([reason], place) =>
      [
        String(place + 1),
        () => {
          onAnswer({ answer: 'reject', reason })
        },
      ] as const,
  )
  const keys = isRejecting
    ? {
        ...Object.fromEntries(reasons),
        F1: accept,
        F2: () => {
          setIsRejecting(false)
        },
      }
    : { F1: accept, F2: reject }
  // A hit that lies over the exercise has these keys.
  useKeys(isInFront ? keys : {})
  if (!isRejecting) {
    return (
      <>
        <KeyButton
          keyName="F1"
          label="Accept"
          detail="all of it agrees"
          onPress={accept}
          isDisabled={isBusy}
        />
        <KeyButton keyName="F2" label="Reject" detail="with a reason" onPress={reject} isDisabled={isBusy} />
      </>
    )
  }
  return (
    <div className="exercise-reasons" role="group" aria-label="Why it is rejected">
      {REJECT_WORDS.map(([reason, words], place) => (
        <KeyButton
          key={reason}
          keyName={String(place + 1)}
          label={words}
          isDisabled={isBusy}
          onPress={() => {
            onAnswer({ answer: 'reject', reason })
          }}
        />
      ))}
    </div>
  )
}
