import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
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
export function WorkField(props: WorkFieldProps): ReactElement {
  const { work, name, starting = '', maxLength = 400, ...rest } = props
  return (
    <TextField
      {...rest}
      mostCharacters={maxLength}
      value={fieldOf(work, name, starting)}
      onChange={(text) => {
        work.fill(name, text)
      }}
    />
  )
}
