import { useState, type ReactElement } from 'react'
import { useAction } from '#renderer/connection/use-action.ts'
import { TextField } from '#renderer/ui/field.tsx'
import { DutyHours } from '#shared/domain/account.ts'
import { TaskForm } from './task-form.tsx'
import type { TaskProps } from './task-screen.tsx'

/** When somebody is on duty: the radar tells of searches outside of it. */
export function DutyHoursTask({ office, account, onDone, onBack }: TaskProps): ReactElement {
  const [from, setFrom] = useState(account.dutyHours?.from ?? '')
  const [to, setTo] = useState(account.dutyHours?.to ?? '')
  const [words, setWords] = useState('')
  const action = useAction(office)
  const isNone = from.trim() === '' && to.trim() === ''
  const hours = DutyHours.safeParse({ from: from.trim(), to: to.trim() })
  return (
    <TaskForm
      title={`Duty hours of ${account.name}`}
      lead="They hold nothing up; the misuse radar tells of looks outside of them."
      submit="Set the hours"
      action={action}
      words={words}
      onWords={setWords}
      fault={
        isNone || hours.success
          ? undefined
          : {
              kind: 'refused',
              refusal: { missing: ['both times, such as 06:00'], next: 'Correct them, or empty both.' },
            }
      }
      onSave={() => {
        const dutyHours = hours.success ? hours.data : null
        void action.run(
          (core, signal) => core.accounts.setDutyHours({ id: account.id, dutyHours, words }, { signal }),
          onDone,
        )
      }}
      onBack={onBack}
    >
      <div className="row">
        <TextField
          label="From"
          width="short"
          isFirst
          value={from}
          mostCharacters={5}
          hint="24 hours, local time"
          onChange={setFrom}
        />
        <TextField
          label="To"
          width="short"
          value={to}
          mostCharacters={5}
          hint="may lie after midnight"
          onChange={setTo}
        />
      </div>
      <p className="dim">Both empty: no hours are kept, and the radar does not look at them.</p>
    </TaskForm>
  )
}
