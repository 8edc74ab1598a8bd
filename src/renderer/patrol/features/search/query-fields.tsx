import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { typedState } from '#renderer/office/words/typed-state.ts'
import type { SearchDraft } from './search-draft.ts'

type QueryFieldsProps = {
  readonly draft: SearchDraft
  readonly onChange: (part: Partial<SearchDraft>) => void
}

/** What is looked for: a plate or a pattern, a state, a time. All of it may be left open. */
export function QueryFields({ draft, onChange }: QueryFieldsProps): ReactElement {
  const state = typedState(draft.state, 'Empty: any')
  return (
    <div className="stack">
      <div className="row">
        <TextField
          label="Plate or pattern"
          isPlate
          value={draft.plate}
          mostCharacters={40}
          hint="? is one character, * any number. Empty: all."
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
      <div className="row">
        <TextField
          label="From"
          kind="when"
          value={draft.from}
          hint="Empty: from the first."
          onChange={(from) => {
            onChange({ from })
          }}
        />
        <TextField
          label="To"
          kind="when"
          value={draft.to}
          hint="Empty: until now."
          onChange={(to) => {
            onChange({ to })
          }}
        />
      </div>
      <p className="dim">
        Searched are the reads kept in this car. What is found is a possible match, not verified.
      </p>
    </div>
  )
}
