import type { ReactElement } from 'react'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { ReasonFields, StateField, VehicleFields } from './common-fields.tsx'
import type { EntryDraft } from './entry-draft.ts'

type EntryFieldsProps = {
  readonly draft: EntryDraft
  readonly onChange: (part: Partial<EntryDraft>) => void
  readonly rules: Profile['localList']['value']
}

/** A plate of interest: what must be said first, the vehicle last. */
export function EntryFields({ draft, onChange, rules }: EntryFieldsProps): ReactElement {
  return (
    <>
      <div className="row">
        <TextField
          label="Plate"
          isPlate
          isFirst
          value={draft.plate}
          mostCharacters={14}
          onChange={(plate) => {
            onChange({ plate })
          }}
        />
        <StateField draft={draft} onChange={onChange} />
        <SelectField
          label="Category"
          value={draft.category}
          options={rules.categories.map((category) => [category, CATEGORY_WORDS[category]])}
          onChange={(category) => {
            onChange({ category })
          }}
        />
      </div>
      <ReasonFields draft={draft} onChange={onChange} {...rules} />
      <VehicleFields draft={draft} onChange={onChange} />
    </>
  )
}
