import type { ReactElement } from 'react'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { typedState } from '#renderer/office/words/typed-state.ts'
import type { ListedVehicle } from '#shared/domain/hot-list.ts'
import { reasonFault } from '#shared/domain/reason.ts'
import { daysToChoose, type EntryDraft } from './entry-draft.ts'

type FieldsProps = {
  readonly draft: EntryDraft
  readonly onChange: (part: Partial<EntryDraft>) => void
}

/** The state, where it is known. */
export function StateField({ draft, onChange }: FieldsProps): ReactElement {
  const state = typedState(draft.state, 'Empty: any')
  return (
    <TextField
      label="State"
      isPlate
      width="tiny"
      value={draft.state}
      mostCharacters={2}
      fault={state.fault}
      hint={state.hint}
      onChange={(typed) => {
        onChange({ state: typed })
      }}
    />
  )
}

/** Why the plate is looked for, for which incident, and for how long. */
export function ReasonFields({
  draft,
  onChange,
  reasonAtLeast,
  isIncidentRequired,
  mostDays,
}: FieldsProps & {
  readonly reasonAtLeast: number
  readonly isIncidentRequired: boolean
  readonly mostDays: number
}): ReactElement {
  return (
    <>
      <div className="row">
        <TextField
          label="Reason"
          value={draft.reason}
          mostCharacters={400}
          hint={reasonHint(draft.reason, reasonAtLeast)}
          onChange={(reason) => {
            onChange({ reason })
          }}
        />
        <TextField
          label="Incident number"
          width="short"
          hint={isIncidentRequired ? 'Asked for by the policy.' : 'If there is one.'}
          value={draft.incident}
          mostCharacters={40}
          onChange={(incident) => {
            onChange({ incident })
          }}
        />
      </div>
      <ChoiceRow
        legend={`Expires after days, at most ${mostDays}`}
        value={String(draft.days)}
        options={daysToChoose(mostDays, draft.days).map((days) => [String(days), String(days)])}
        onChange={(days) => {
          onChange({ days: Number(days) })
        }}
      />
    </>
  )
}

/** What the reason still lacks, said while it is typed; the core refuses the same. */
function reasonHint(reason: string, atLeast: number): string {
  if (reason.trim() === '') return `Your own words, at least ${atLeast} characters.`
  const fault = reasonFault(reason, atLeast)
  return fault === undefined ? 'Kept with the plate.' : `Still needs ${fault}.`
}

const VEHICLE: readonly (readonly [keyof ListedVehicle, label: string, most: number])[] = [
  ['year', 'Year', 10],
  ['make', 'Make', 40],
  ['model', 'Model', 40],
  ['style', 'Type', 40],
  ['colour', 'Colour', 40],
]

/** What is known of the vehicle; all of it may be left out. */
export function VehicleFields({ draft, onChange }: FieldsProps): ReactElement {
  return (
    <div className="vehicle-fields" role="group" aria-label="Vehicle, if known">
      {VEHICLE.map(([field, label, most]) => (
        <TextField
          key={field}
          label={label}
          value={draft.vehicle[field] ?? ''}
          mostCharacters={most}
          onChange={(words) => {
            onChange({ vehicle: { ...draft.vehicle, [field]: words } })
          }}
        />
      ))}
    </div>
  )
}
