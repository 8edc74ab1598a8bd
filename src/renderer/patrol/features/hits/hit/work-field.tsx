import type { ReactElement } from 'react'
import { Field } from '../field.tsx'
import type { HitWork } from '../work.ts'

type WorkFieldProps = {
  readonly work: HitWork
  /** Under which the text is kept in the hit's draft. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** What stands in it before the officer types. */
  readonly starting?: string
  readonly maxLength?: number
  readonly isFirst?: boolean
  readonly onEnter?: () => void
}

/** What stands in a field of the hit: typed, or its starting words. */
export function fieldOf(work: HitWork, name: string, starting = ''): string {
  return work.draft.fields[name] ?? starting
}

/** A field whose text is kept with the hit for as long as it is open. */
export function WorkField({ work, name, starting = '', ...rest }: WorkFieldProps): ReactElement {
  return (
    <Field
      {...rest}
      value={fieldOf(work, name, starting)}
      onChange={(text) => {
        work.fill(name, text)
      }}
    />
  )
}
