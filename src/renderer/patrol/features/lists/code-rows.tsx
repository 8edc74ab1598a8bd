import type { ReactElement } from 'react'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { PlainButton } from '#renderer/ui/screen.tsx'
import { CATEGORIES, CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { CodeDraft } from './template-draft.ts'

type CodeRowsProps = {
  readonly codes: readonly CodeDraft[]
  readonly onChange: (codes: readonly CodeDraft[]) => void
}

/** What the list's own letters or words for a category mean; letters are per source. */
export function CodeRows({ codes, onChange }: CodeRowsProps): ReactElement {
  function change(key: number, part: Partial<CodeDraft>): void {
    onChange(codes.map((code) => (code.key === key ? { ...code, ...part } : code)))
  }
  return (
    <div className="stack" role="group" aria-label="Codes">
      <h3>Category codes</h3>
      {codes.map(({ key, code, category }) => (
        <div key={key} className="code-row">
          <TextField
            label="Code"
            value={code}
            mostCharacters={80}
            onChange={(code) => {
              change(key, { code })
            }}
          />
          <SelectField
            label="Means"
            value={category}
            options={CATEGORIES.map((one) => [one, CATEGORY_WORDS[one]])}
            onChange={(category) => {
              change(key, { category })
            }}
          />
          <PlainButton
            label="Remove"
            onPress={() => {
              onChange(codes.filter((one) => one.key !== key))
            }}
          />
        </div>
      ))}
      <PlainButton
        label="Add a code"
        onPress={() => {
          const key = 1 + Math.max(-1, ...codes.map((one) => one.key))
          onChange([...codes, { key, code: '', category: 'unsorted' }])
        }}
      />
    </div>
  )
}
