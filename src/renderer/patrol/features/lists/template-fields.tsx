import type { ReactElement } from 'react'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { PlainButton } from '#renderer/ui/screen.tsx'
import { CATEGORIES, CATEGORY_WORDS } from '#shared/domain/category.ts'
import { ImportTemplate } from '#shared/domain/import-template.ts'
import { CodeRows } from './code-rows.tsx'
import { ColumnRows } from './column-rows.tsx'
import type { LayoutForm, TemplateDraft } from './template-draft.ts'

type TemplateFieldsProps = {
  readonly draft: TemplateDraft
  readonly onChange: (part: Partial<TemplateDraft>) => void
  readonly onStartAnew: () => void
}

const ENCODINGS = ImportTemplate.shape.encoding.options
const FORMS: readonly (readonly [LayoutForm, string])[] = [
  ['fixed', 'Fixed positions'],
  ['delimited', 'Separated columns'],
  ['tagged', 'Positions and tags'],
  ['pattern', 'Pattern'],
]

/** What a template is called, how its lines are cut, and what its codes mean. */
export function TemplateFields({ draft, onChange, onStartAnew }: TemplateFieldsProps): ReactElement {
  const further = draft.base.layouts.length - 1
  return (
    <div className="stack">
      <TextField
        label="Name"
        isFirst
        value={draft.name}
        mostCharacters={60}
        onChange={(name) => {
          onChange({ name })
        }}
      />
      <div className="row">
        <TextField
          label="Source"
          value={draft.source}
          mostCharacters={60}
          onChange={(source) => {
            onChange({ source })
          }}
        />
        <TextField
          label="Header lines"
          width="tiny"
          value={draft.headerLines}
          mostCharacters={2}
          onChange={(headerLines) => {
            onChange({ headerLines })
          }}
        />
      </div>
      <SelectField
        label="Encoding"
        value={draft.encoding}
        options={ENCODINGS.map((encoding) => [encoding, encoding])}
        onChange={(encoding) => {
          onChange({ encoding })
        }}
      />
      <ChoiceRow
        legend="Form of a line"
        value={draft.form}
        options={FORMS}
        hint={further === 0 ? undefined : `${further} more forms of lines are kept as they were copied.`}
        onChange={(form) => {
          onChange({ form })
        }}
      />
      <LayoutFields draft={draft} onChange={onChange} />
      <CodeRows
        codes={draft.codes}
        onChange={(codes) => {
          onChange({ codes })
        }}
      />
      <SelectField
        label="Category of lines without a code"
        value={draft.category}
        options={CATEGORIES.map((category) => [category, CATEGORY_WORDS[category]])}
        onChange={(category) => {
          onChange({ category })
        }}
      />
      <TextField
        label="Calibration lines (pattern)"
        value={draft.calibration}
        mostCharacters={400}
        hint="A regular expression; such lines are a self-test and never alert. Empty: there are none."
        onChange={(calibration) => {
          onChange({ calibration })
        }}
      />
      <PlainButton label="Start from another template" onPress={onStartAnew} />
    </div>
  )
}

function LayoutFields({ draft, onChange }: Omit<TemplateFieldsProps, 'onStartAnew'>): ReactElement {
  if (draft.form === 'pattern') {
    return (
      <TextField
        label="Pattern of a line"
        value={draft.pattern}
        mostCharacters={400}
        hint="A regular expression; a named group is a field: (?<plate>[A-Z0-9]+)"
        onChange={(pattern) => {
          onChange({ pattern })
        }}
      />
    )
  }
  return (
    <>
      {draft.form === 'delimited' ? (
        <TextField
          label="Separated by"
          width="tiny"
          value={draft.delimiter}
          mostCharacters={3}
          hint="One character, or Tab"
          onChange={(delimiter) => {
            onChange({ delimiter })
          }}
        />
      ) : undefined}
      <ColumnRows
        form={draft.form}
        columns={draft.columns}
        onChange={(columns) => {
          onChange({ columns })
        }}
      />
    </>
  )
}
