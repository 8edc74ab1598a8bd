import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { WordsField, wordsTrouble } from '#renderer/ui/words-field.tsx'
import { TRAINING_WORDS, TrainingKind } from '#shared/domain/training.ts'

/** A change of law, policy or technology after which everybody takes a training again. */
export function ChangeTraining({
  office,
  onBack,
}: {
  readonly office: Office
  readonly onBack: () => void
}): ReactElement {
  const [kind, setKind] = useState<TrainingKind>('policy')
  const [words, setWords] = useState('')
  const action = useAction(office)
  function save(): void {
    const trouble = wordsTrouble(words, 'what has changed')
    if (trouble !== undefined) {
      action.refuse(trouble)
      return
    }
    void action.run((core, signal) => core.training.change({ kind, words }, { signal }), onBack)
  }
  const { here } = usePlaceWords()
  return (
    <Screen
      title="Make a training due again"
      lead="When law, policy or technology have changed."
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not changed." />}
      actions={<SubmitButton label="Make it due for everybody" isDisabled={action.isBusy} />}
    >
      <div className="stack">
        <Warning>
          Whoever took it before this moment may not operate until it is recorded anew. That counts at once,
          in {here}.
        </Warning>
        <SelectField
          label="Training"
          value={kind}
          options={TrainingKind.options.map((one) => [one, TRAINING_WORDS[one]])}
          onChange={setKind}
        />
        <WordsField
          label="What has changed"
          hint="At least 10 characters; everybody reads it beside the training."
          value={words}
          isFirst
          onChange={setWords}
        />
      </div>
    </Screen>
  )
}
