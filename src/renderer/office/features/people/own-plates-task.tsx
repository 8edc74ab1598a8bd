import type { ReactElement } from 'react'
import { useState } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { normalisePlate, PlateText } from '#shared/domain/plate.ts'
import { TaskForm } from './task-form.tsx'
import type { TaskProps } from './task-screen.tsx'

const MOST = 20

/** Own and family plates; they replace what was there and are kept as keyed hashes only. */
export function OwnPlatesTask({ office, account, onDone, onBack }: TaskProps): ReactElement {
  const [text, setText] = useState('')
  const [words, setWords] = useState('')
  const action = useAction(office)
  const plates = platesIn(text)
  const isWrong = plates.length > MOST || plates.some((plate) => !PlateText.safeParse(plate).success)
  return (
    <TaskForm
      title={`Own plates of ${account.name}`}
      lead="The misuse radar tells when one of them is searched by him."
      submit={plates.length === 0 ? 'Keep none' : `Keep ${plates.length}`}
      action={action}
      words={words}
      onWords={setWords}
      fault={
        isWrong
          ? {
              kind: 'refused',
              refusal: {
                missing: [`at most ${MOST} plates of 1 to 10 letters and digits`],
                next: 'Part them by commas.',
              },
            }
          : undefined
      }
      onSave={() => {
        void action.run(
          (core, signal) => core.accounts.setOwnPlates({ id: account.id, plates, words }, { signal }),
          onDone,
        )
      }}
      onBack={onBack}
    >
      <Warning>
        Kept as keyed hashes only: nobody can read them back. What is typed here replaces all that was kept (
        {account.ownPlates}).
      </Warning>
      <TextField
        label="Plates"
        isFirst
        isPlate
        value={text}
        mostCharacters={260}
        hint="Parted by commas. Empty: none are kept."
        onChange={setText}
      />
    </TaskForm>
  )
}

/** The typed plates as they are compared, each once. */
function platesIn(text: string): string[] {
  const plates = text.split(',').map(normalisePlate)
  return [...new Set(plates)].filter((plate) => plate !== '')
}
