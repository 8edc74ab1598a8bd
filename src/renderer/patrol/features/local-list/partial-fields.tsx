import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import type { Profile } from '#shared/domain/profile.ts'
import { ReasonFields, StateField, VehicleFields } from './common-fields.tsx'
import type { EntryDraft } from './entry-draft.ts'
import { patternWords } from './pattern-words.ts'

type PartialFieldsProps = {
  readonly draft: EntryDraft
  readonly onChange: (part: Partial<EntryDraft>) => void
  readonly profile: Profile
}

/** A partial plate, with what it means said while it is typed. */
export function PartialFields({ draft, onChange, profile }: PartialFieldsProps): ReactElement {
  const { words, fault } = patternWords(draft.plate)
  const { isIncidentRequired, mostDays } = profile.partialPlates.value
  return (
    <>
      <div className="row">
        <TextField
          label="Pattern"
          isPlate
          isFirst
          value={draft.plate}
          mostCharacters={40}
          hint={words ?? '? one unknown character, * any number of them, [AB] one of these'}
          fault={fault}
          onChange={(plate) => {
            onChange({ plate })
          }}
        />
        <StateField draft={draft} onChange={onChange} />
      </div>
      <ReasonFields
        draft={draft}
        onChange={onChange}
        reasonAtLeast={profile.localList.value.reasonAtLeast}
        isIncidentRequired={isIncidentRequired}
        mostDays={mostDays}
      />
      <VehicleFields draft={draft} onChange={onChange} />
    </>
  )
}
