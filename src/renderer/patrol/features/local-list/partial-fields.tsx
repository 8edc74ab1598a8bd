import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { typedState } from '#renderer/patrol/words/typed-state.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { ReasonFields, VehicleFields } from './common-fields.tsx'
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
  const state = typedState(draft.state, 'Empty: any')
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
        <TextField
          label="State"
          isPlate
          width="tiny"
          value={draft.state}
          mostCharacters={2}
          fault={state.fault}
          hint={state.hint}
          onChange={(state) => {
            onChange({ state })
          }}
        />
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
