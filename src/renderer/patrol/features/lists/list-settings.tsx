import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { CATEGORIES, CATEGORY_WORDS, type Category } from '#shared/domain/category.ts'
import type { InstalledList } from './installed-list.ts'
import { PresentationFields } from './presentation-fields.tsx'
import {
  draftOfSettings,
  presentationOf,
  toSettings,
  withPresentation,
  type SettingsDraft,
} from './settings-draft.ts'

type ListSettingsProps = {
  readonly car: Car
  readonly list: InstalledList | undefined
  readonly onSaved: () => void
  readonly onBack: () => void
}

/** Categories that alert at all: what is calibration or unsorted has no look of its own. */
const LOOKED_AT = CATEGORIES.filter((category) => category !== 'calibration')

/** When a list is too old, how much it may shrink, and how each of its categories looks and sounds. */
export function ListSettings({ car, list, onSaved, onBack }: ListSettingsProps): ReactElement {
  const profile = useStore(car.store, (state) => state.rules?.profile)
  const [changed, setChanged] = useState<SettingsDraft>()
  const [category, setCategory] = useState<Category>('stolen-vehicle')
  const action = useAction(car)
  if (list === undefined) {
    return (
      <Screen title="Settings" onBack={onBack}>
        <p>This list is not installed any more.</p>
      </Screen>
    )
  }
  const { name } = list.status
  const draft = changed ?? draftOfSettings(list.settings)
  const { presentation, isOwn } = presentationOf(draft, profile, category)

  function save(): void {
    const ready = toSettings(draft)
    if ('missing' in ready) {
      const next = 'Correct it and press Enter.'
      action.refuse({ kind: 'refused', refusal: { missing: [...ready.missing], next } })
      return
    }
    void action.run(
      (core, signal) => core.lists.configure({ name, settings: ready.settings }, { signal }),
      onSaved,
    )
  }

  return (
    <Screen
      title={`Settings of ${name}`}
      lead="They count for this car; each change is audited."
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} />}
      actions={<SubmitButton label="Save settings" isDisabled={action.isBusy} />}
    >
      <div className="halves list-halves">
        <div className="stack">
          <TextField
            label="Too old after (hours)"
            isFirst
            value={draft.hours}
            mostCharacters={7}
            hint="Then it warns at the start of a shift and on each alert."
            onChange={(hours) => {
              setChanged({ ...draft, hours })
            }}
          />
          <TextField
            label="May shrink by at most (%)"
            value={draft.shrinkPercent}
            mostCharacters={5}
            hint="A new version that lost more than this is refused, and the old one stays."
            onChange={(shrinkPercent) => {
              setChanged({ ...draft, shrinkPercent })
            }}
          />
          <SelectField
            label="Alerts of category"
            value={category}
            options={LOOKED_AT.map((one) => [
              one,
              draft.presentations[one] === undefined
                ? CATEGORY_WORDS[one]
                : `${CATEGORY_WORDS[one]} (set here)`,
            ])}
            onChange={setCategory}
          />
        </div>
        <PresentationFields
          category={category}
          presentation={presentation}
          isOwn={isOwn}
          onChange={(next) => {
            setChanged(withPresentation(draft, category, next))
          }}
        />
      </div>
    </Screen>
  )
}
