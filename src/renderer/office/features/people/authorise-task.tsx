import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { useAction } from '#renderer/connection/use-action.ts'
import { CheckField, TextField } from '#renderer/ui/field.tsx'
import { dayText, typedMoment } from '#renderer/ui/typed-moment.ts'
import type { Authorisation } from '#shared/domain/account.ts'
import { CHANNEL_WORDS, DataClass } from '#shared/domain/officer.ts'
import { TaskForm } from './task-form.tsx'
import type { TaskProps } from './task-screen.tsx'

type Row = { readonly dataClass: DataClass; readonly isOn: boolean; readonly until: string }

/** Which databases somebody may query himself, each until the end of its certificate. */
export function AuthoriseTask({ office, account, onDone, onBack }: TaskProps): ReactElement {
  const clause = useStore(office.store, (state) => state.rules?.profile.authorisation.clause)
  const [rows, setRows] = useState(() => DataClass.options.map((dataClass) => rowOf(dataClass, account)))
  const [words, setWords] = useState('')
  const action = useAction(office)
  const wrong = rows.find(({ isOn, until }) => isOn && until.trim() !== '' && endOf(until) === undefined)
  function change(row: Row, part: Partial<Row>): void {
    setRows(rows.map((one) => (one === row ? { ...row, ...part } : one)))
  }
  return (
    <TaskForm
      title={`Authorisations of ${account.name}`}
      lead={`Without one the fields stay hidden and Communications is asked.${clause === undefined ? '' : ` Clause ${clause}.`}`}
      submit="Set the authorisations"
      action={action}
      words={words}
      onWords={setWords}
      fault={
        wrong === undefined
          ? undefined
          : {
              kind: 'refused',
              refusal: {
                missing: [`a day such as 2026-11-22 for ${CHANNEL_WORDS[wrong.dataClass]}`],
                next: 'Correct it, or leave it empty.',
              },
            }
      }
      onSave={() => {
        const authorisations = rows.filter(({ isOn }) => isOn).map(authorisationOf)
        void action.run(
          (core, signal) => core.accounts.authorise({ id: account.id, authorisations, words }, { signal }),
          onDone,
        )
      }}
      onBack={onBack}
    >
      {rows.map((row) => (
        <div key={row.dataClass} className="authorisation">
          <CheckField
            label={CHANNEL_WORDS[row.dataClass]}
            isOn={row.isOn}
            onChange={(isOn) => {
              change(row, { isOn })
            }}
          />
          <TextField
            label={`${CHANNEL_WORDS[row.dataClass]} until`}
            hint="Year-month-day, the last day of its certificate. Empty: until it is taken back."
            value={row.until}
            mostCharacters={10}
            onChange={(until) => {
              change(row, { until })
            }}
          />
        </div>
      ))}
    </TaskForm>
  )
}

const endOf = (text: string): number | undefined => typedMoment(text, true)

function rowOf(dataClass: DataClass, { authorisations }: { authorisations: readonly Authorisation[] }): Row {
  const found = authorisations.find((one) => one.dataClass === dataClass)
  const until = found?.until === undefined ? '' : dayText(found.until)
  return { dataClass, isOn: found !== undefined, until }
}

function authorisationOf({ dataClass, until }: Row): Authorisation {
  const end = endOf(until)
  return end === undefined ? { dataClass } : { dataClass, until: end }
}
