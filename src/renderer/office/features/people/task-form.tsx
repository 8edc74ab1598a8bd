import type { ReactElement, ReactNode } from 'react'
import type { OfficeClient } from '#renderer/connection/connection.ts'
import type { Action, Trouble as Refused } from '#renderer/connection/use-action.ts'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { WordsField, wordsTrouble } from '#renderer/ui/words-field.tsx'

type TaskFormProps = {
  readonly title: string
  readonly lead?: string | undefined
  readonly submit: string
  readonly action: Action<OfficeClient>
  readonly words: string
  readonly onWords: (words: string) => void
  /** What is wrong before the words are looked at. */
  readonly fault?: Refused | undefined
  readonly onSave: () => void
  readonly onBack: () => void
  readonly children?: ReactNode
}

/** The frame of a change to an account: what is changed, why, and what came of it. */
export function TaskForm(props: TaskFormProps): ReactElement {
  const { title, lead, submit, action, words, onWords, fault, onSave, onBack, children } = props
  return (
    <Screen
      title={title}
      lead={lead}
      onSubmit={() => {
        const trouble = fault ?? wordsTrouble(words)
        if (trouble === undefined) onSave()
        else action.refuse(trouble)
      }}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not changed." />}
      actions={<SubmitButton label={submit} isDisabled={action.isBusy} />}
    >
      <div className="stack">
        {children}
        <WordsField value={words} onChange={onWords} isFirst={children === undefined} />
      </div>
    </Screen>
  )
}
