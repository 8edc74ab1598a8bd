import type { ReactElement } from 'react'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { CheckField, TextField } from '#renderer/ui/field.tsx'
import { PlainButton } from '#renderer/ui/screen.tsx'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { CATEGORY_WORDS, type Category } from '#shared/domain/category.ts'
import { Presentation } from '#shared/domain/hot-list.ts'
import { SEVERITIES } from '#shared/domain/severity.ts'

type PresentationFieldsProps = {
  readonly category: Category
  readonly presentation: Presentation
  /** Set for this list; else it is the profile's. */
  readonly isOwn: boolean
  /** Undefined: back to the profile's. */
  readonly onChange: (presentation: Presentation | undefined) => void
}

const SOUNDS = Presentation.shape.sound.options

/** How the alerts of one category of a list look and sound. */
export function PresentationFields(props: PresentationFieldsProps): ReactElement {
  const { category, presentation, isOwn, onChange } = props
  return (
    <div className="stack" role="group" aria-label={`Alerts: ${CATEGORY_WORDS[category]}`}>
      <p>
        <strong>{CATEGORY_WORDS[category]}</strong>:{' '}
        {isOwn ? 'set for this list' : 'as the policy profile says'}
        {presentation.isCovert ? '. Covert: no officer alert, by decision of the profile' : ''}
      </p>
      <ChoiceRow
        legend="Severity"
        value={presentation.severity}
        options={SEVERITIES.map((severity) => [
          severity,
          <>
            {severity === 'silent' ? undefined : (
              <span className="severity-mark" data-severity={severity}>
                <SeverityShape severity={severity} />
              </span>
            )}
            {severity}
          </>,
        ])}
        hint="Silent: recorded, but no prompt and no sound."
        onChange={(severity) => {
          onChange({ ...presentation, severity })
        }}
      />
      <ChoiceRow
        legend="Sound"
        value={presentation.sound}
        options={SOUNDS.map((sound) => [sound, sound])}
        onChange={(sound) => {
          onChange({ ...presentation, sound })
        }}
      />
      <TextField
        label="Spoken before state and plate"
        value={presentation.spoken}
        mostCharacters={60}
        hint="Empty: nothing is said."
        onChange={(spoken) => {
          onChange({ ...presentation, spoken })
        }}
      />
      <CheckField
        label="Officers may mute its sound"
        isOn={presentation.mayMute}
        onChange={(mayMute) => {
          onChange({ ...presentation, mayMute })
        }}
      />
      {isOwn ? (
        <PlainButton
          label="As the profile says"
          onPress={() => {
            onChange(undefined)
          }}
        />
      ) : undefined}
    </div>
  )
}
