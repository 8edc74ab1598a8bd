import type { ReactElement } from 'react'
import { typedState } from '#renderer/office/words/typed-state.ts'
import { TextField } from '#renderer/ui/field.tsx'
import type { PlateAndTimeDraft } from './plate-and-time.ts'

type PlateAndTimeProps = {
  readonly draft: PlateAndTimeDraft
  readonly onChange: (part: Partial<PlateAndTimeDraft>) => void
}

/** A plate or a pattern, a state, a time: what most is looked for by. All of it may be left open. */
export function PlateAndTime({ draft, onChange }: PlateAndTimeProps): ReactElement {
  const state = typedState(draft.state, 'Empty: any')
  return (
    <>
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
    </>
  )
}
