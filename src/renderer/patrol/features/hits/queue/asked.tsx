import type { ReactElement, ReactNode } from 'react'
import type { Outcome } from '#renderer/connection/connection.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { refusalWords } from '../answers.tsx'

type AskedProps<T> = {
  readonly answer: Outcome<T> | undefined
  readonly onAgain: () => void
  readonly children: (value: T) => ReactNode
}

/** What the core answered, or that it is being asked, or why it did not answer. */
export function Asked<T>({ answer, onAgain, children }: AskedProps<T>): ReactElement {
  useKeys({ F4: answer === undefined || answer.kind === 'done' ? undefined : onAgain })
  if (answer === undefined) {
    return (
      <div className="queue-list">
        <Empty title="Asking the car's core." />
      </div>
    )
  }
  if (answer.kind === 'done') return <>{children(answer.value)}</>
  return (
    <div className="queue-list">
      <Empty title="It could not be asked.">
        {answer.kind === 'refused' ? refusalWords(answer.refusal) : answer.why}
      </Empty>
      <KeyButton keyName="F4" label="Ask again" onPress={onAgain} />
    </div>
  )
}
