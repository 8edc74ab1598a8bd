import type { ReactElement } from 'react'
import type { RecordsClient } from '#renderer/connection/department.ts'
import type { QueryDraft } from '#renderer/records/parts/records-query.ts'
import { SelectField, TextField } from '#renderer/ui/field.tsx'

/** The cars and cameras that a search may be narrowed to. */
export type Choices = Awaited<ReturnType<RecordsClient['records']['choices']>>

type NarrowFieldsProps = {
  readonly draft: QueryDraft
  readonly choices: Choices | undefined
  readonly onChange: (part: Partial<QueryDraft>) => void
}

const HITS = [
  ['any', 'With a hit or without'],
  ['yes', 'With a hit'],
  ['no', 'Without a hit'],
] as const

/** Which car, which camera, hit or not, and where. */
export function NarrowFields({ draft, choices, onChange }: NarrowFieldsProps): ReactElement {
  return (
    <>
      <div className="row narrow-fields">
        <SelectField
          label="Car"
          value={draft.car}
          options={[['', 'Any'], ...(choices?.cars ?? []).map(({ id, name }) => [id, name] as const)]}
          onChange={(car) => {
            onChange({ car })
          }}
        />
        <SelectField
          label="Camera"
          value={draft.camera}
          options={[['', 'Any'], ...(choices?.cameras ?? []).map(({ id, name }) => [id, name] as const)]}
          onChange={(camera) => {
            onChange({ camera })
          }}
        />
        <SelectField
          label="Hit"
          value={draft.hit}
          options={HITS}
          onChange={(hit) => {
            onChange({ hit })
          }}
        />
      </div>
      <TextField
        label="Area"
        value={draft.area}
        mostCharacters={80}
        hint="South, west, north, east in degrees; or draw it on the results. Empty: anywhere."
        onChange={(area) => {
          onChange({ area })
        }}
      />
    </>
  )
}
