import type { ReactElement } from 'react'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { PlainButton } from '#renderer/ui/screen.tsx'
import { DateForm, FieldName } from '#shared/domain/import-template.ts'
import type { ColumnDraft, LayoutForm } from './template-draft.ts'

type ColumnRowsProps = {
  readonly form: LayoutForm
  readonly columns: readonly ColumnDraft[]
  readonly onChange: (columns: readonly ColumnDraft[]) => void
}

const NO_DATE = [['', 'no date']] as const
const DATE_FIELDS: ReadonlySet<FieldName> = new Set(['listedOn', 'expiresOn', 'born'])

/** Where in a line each field stands. */
export function ColumnRows({ form, columns, onChange }: ColumnRowsProps): ReactElement {
  const isDelimited = form === 'delimited'
  function change(key: number, part: Partial<ColumnDraft>): void {
    onChange(columns.map((column) => (column.key === key ? { ...column, ...part } : column)))
  }
  function add(): void {
    const key = 1 + Math.max(-1, ...columns.map((column) => column.key))
    onChange([...columns, { key, field: 'plate', from: '', to: '', date: '', kept: {} }])
  }
  return (
    <div className="stack" role="group" aria-label="Columns">
      <h3>Columns</h3>
      {columns.map(({ key, field, from, to, date }, place) => (
        <div key={key} className="column-row" role="group" aria-label={`Column ${place + 1}`}>
          <SelectField
            label="Field"
            value={field}
            options={FieldName.options.map((one) => [one, one])}
            onChange={(field) => {
              change(key, { field })
            }}
          />
          <TextField
            label={isDelimited ? 'Number' : 'From'}
            value={from}
            mostCharacters={4}
            onChange={(from) => {
              change(key, { from })
            }}
          />
          {isDelimited ? undefined : (
            <TextField
              label="To"
              value={to}
              mostCharacters={4}
              onChange={(to) => {
                change(key, { to })
              }}
            />
          )}
          {DATE_FIELDS.has(field) || date !== '' ? (
            <SelectField
              label="Date"
              value={date}
              options={[...NO_DATE, ...DateForm.options.map((one) => [one, one] as const)]}
              onChange={(date) => {
                change(key, { date })
              }}
            />
          ) : (
            <span />
          )}
          <PlainButton
            label="Remove"
            onPress={() => {
              onChange(columns.filter((column) => column.key !== key))
            }}
          />
        </div>
      ))}
      <PlainButton label="Add a column" onPress={add} />
    </div>
  )
}
