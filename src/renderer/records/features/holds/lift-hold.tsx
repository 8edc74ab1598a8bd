import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { momentOf } from '#renderer/ui/moment-field.ts'
import { countWords } from '#renderer/records/words/figures.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { Hold } from '#shared/records/holds.ts'

type HoldTaskProps = {
  readonly department: Department
  readonly hold: Hold
  readonly onDone: () => void
  readonly onBack: () => void
}

/** Ends a hold; what was held follows its clocks again, or the second clock to the day that is given. */
export function LiftHold({ department, hold, onDone, onBack }: HoldTaskProps): ReactElement {
  const [why, setWhy] = useState('')
  const [until, setUntil] = useState('')
  const action = useAction(department)
  const scheduleUntil = momentOf(until)
  function save(): void {
    const input = { id: hold.id, why, ...(scheduleUntil === undefined ? {} : { scheduleUntil }) }
    void action.run((core, signal) => core.holds.lift(input, { signal }), onDone)
  }
  return (
    <FormScreen
      title={`Lift the hold of case ${hold.caseNumber}`}
      lead={`${countWords(hold.items, 'record')} under it`}
      submit="Lift the hold"
      notDone="Not lifted."
      action={action}
      missing={missingOf([isSaid(why), saidIn('why')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <Warning>
          What no other hold keeps follows its clock again. Where that is over already, it goes with the next
          purge.
        </Warning>
        <WordsField value={why} onChange={setWhy} isFirst />
        <TextField
          label="Keep until"
          kind="when"
          value={until}
          hint={
            hold.schedule === undefined
              ? 'The second clock. Empty: the clock of its class.'
              : `The second clock: ${hold.schedule}. Empty: as that schedule says.`
          }
          onChange={setUntil}
        />
      </div>
    </FormScreen>
  )
}
