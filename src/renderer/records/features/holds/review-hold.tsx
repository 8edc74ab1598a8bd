import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { daysAhead, momentOf } from '#renderer/ui/moment-field.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { Hold } from '#shared/records/holds.ts'

/** Days to the next review, as long as nobody says another day. */
const NEXT_DAYS = 90

type HoldTaskProps = {
  readonly department: Department
  readonly hold: Hold
  readonly onDone: () => void
  readonly onBack: () => void
}

/** The hold was looked at and goes on; the next review has a day. */
export function ReviewHold({ department, hold, onDone, onBack }: HoldTaskProps): ReactElement {
  const [words, setWords] = useState('')
  const [next, setNext] = useState(() => daysAhead(NEXT_DAYS))
  const action = useAction(department)
  const nextReviewAt = momentOf(next)
  function save(): void {
    if (nextReviewAt === undefined) return
    void action.run(
      (core, signal) => core.holds.review({ id: hold.id, words, nextReviewAt }, { signal }),
      onDone,
    )
  }
  return (
    <FormScreen
      title={`Review the hold of case ${hold.caseNumber}`}
      lead="Why the records are still needed. It goes on holding."
      submit="It goes on holding"
      notDone="Not reviewed."
      action={action}
      missing={missingOf(
        [isSaid(words), saidIn('what was found')],
        [nextReviewAt !== undefined, 'the day of the next review'],
      )}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <WordsField label="What was found" value={words} onChange={setWords} isFirst />
        <TextField label="Next review" kind="when" value={next} onChange={setNext} />
      </div>
    </FormScreen>
  )
}
