import { useState, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { SelectField } from '#renderer/ui/field.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { askChoices } from './ask-choices.ts'
import { Preview } from './preview.tsx'
import { edited } from './edited-template.ts'
import { TemplateFields } from './template-fields.tsx'
import { draftOfTemplate, toTemplate } from './template-draft.ts'
import { usePreview } from './use-preview.ts'
import { useDraft } from '#renderer/ui/draft.ts'

/** A template of one's own: a copy of another one, changed and tried on a file before it is saved. */
export function TemplateEditor({
  car,
  onBack,
}: {
  readonly car: Car
  readonly onBack: () => void
}): ReactElement {
  const choices = useAsked(car, askChoices)
  const { draft, file } = useDraft(edited)
  const action = useAction(car)
  const [savedName, setSavedName] = useState<string>()
  const templates = choices.value?.templates ?? []
  const files = choices.value?.files.map(({ name }) => name) ?? []
  const triedOn = files.includes(file) ? file : (files[0] ?? '')
  const made = draft === undefined ? undefined : toTemplate(draft)
  const template = made !== undefined && 'template' in made ? made.template : undefined
  const { preview, trouble } = usePreview(
    car,
    template === undefined || triedOn === '' ? undefined : { file: triedOn, template },
  )

  function save(): void {
    if (made === undefined) return
    setSavedName(undefined)
    if ('missing' in made) {
      const next = 'Correct it; the preview shows what it changes.'
      action.refuse({ kind: 'refused', refusal: { missing: [...made.missing], next } })
      return
    }
    void action.run(
      (core, signal) => core.lists.saveTemplate(made.template, { signal }),
      (saved) => {
        edited.change({ draft: draftOfTemplate({ ...saved, isShipped: false }) })
        setSavedName(saved.name)
        choices.ask()
      },
    )
  }

  return (
    <Screen
      title="Template of your own"
      lead="How the lines of a file are understood. Shipped templates stay as they are: a copy is changed."
      onSubmit={save}
      onBack={onBack}
      backWord="To the import"
      trouble={
        savedName === undefined ? (
          <Trouble trouble={action.trouble} />
        ) : (
          <p className="saved" role="status">
            <strong>{savedName} is saved</strong> and can be chosen for an import.
          </p>
        )
      }
      actions={<SubmitButton label="Save template" isDisabled={action.isBusy || draft === undefined} />}
    >
      {draft === undefined ? (
        <div className="stack">
          <h3>Start from</h3>
          {choices.value === undefined ? (
            <p className="dim">{choices.why ?? 'Asking for the templates.'}</p>
          ) : undefined}
          <ul className="category-list" aria-label="Templates">
            {templates.map((one) => (
              <li key={one.id}>
                <PlainButton
                  onPress={() => {
                    edited.change({ draft: draftOfTemplate(one) })
                  }}
                >
                  <span className="list-row">
                    <strong>{one.name}</strong>
                    <span>{one.isShipped ? 'shipped: a copy is made' : 'your own: it is changed'}</span>
                  </span>
                </PlainButton>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div className="halves">
          <TemplateFields
            draft={draft}
            onChange={(part) => {
              setSavedName(undefined)
              edited.change({ draft: { ...draft, ...part } })
            }}
            onStartAnew={edited.forget}
          />
          <div className="stack try-out">
            <SelectField
              label="Try it on"
              value={triedOn}
              options={triedOn === '' ? [['', 'no file in the folder']] : files.map((one) => [one, one])}
              onChange={(file) => {
                edited.change({ file })
              }}
            />
            {made !== undefined && 'missing' in made ? (
              <p className="field-hint field-fault">Not tried. Missing: {made.missing.join('; ')}.</p>
            ) : (
              <Preview preview={preview} trouble={trouble} before="Trying it on the file." />
            )}
          </div>
        </div>
      )}
    </Screen>
  )
}
