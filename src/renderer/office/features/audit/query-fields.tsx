import type { ReactElement } from 'react'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { AuditOutcome } from '#shared/domain/audit.ts'
import { AREAS, queryDraft, type QueryDraft } from './query-draft.ts'

const OUTCOMES = [
  ['any', 'any outcome'],
  ...AuditOutcome.options.map((outcome) => [outcome, outcome] as const),
] as const

/** By whom, which plate, when, what, why, and with what outcome. */
export function QueryFields({ draft }: { readonly draft: QueryDraft }): ReactElement {
  return (
    <>
      <TextField
        label="Who"
        isFirst
        value={draft.who}
        mostCharacters={60}
        hint="Part of a name or badge number."
        onChange={(who) => {
          queryDraft.change({ who })
        }}
      />
      <TextField
        label="Plate"
        isPlate
        value={draft.plate}
        mostCharacters={12}
        hint="The whole plate: entries hold pseudonyms only."
        onChange={(plate) => {
          queryDraft.change({ plate })
        }}
      />
      <TextField
        label="From"
        value={draft.from}
        mostCharacters={16}
        hint="2026-11-22, or 2026-11-22 14:05."
        onChange={(from) => {
          queryDraft.change({ from })
        }}
      />
      <TextField
        label="To"
        value={draft.to}
        mostCharacters={16}
        hint="That day, or that minute, with all of it."
        onChange={(to) => {
          queryDraft.change({ to })
        }}
      />
      <SelectField
        label="What"
        value={draft.action}
        options={AREAS}
        onChange={(action) => {
          queryDraft.change({ action })
        }}
      />
      <TextField
        label="Reason or case"
        value={draft.words}
        mostCharacters={100}
        onChange={(words) => {
          queryDraft.change({ words })
        }}
      />
      <SelectField
        label="Outcome"
        value={draft.outcome}
        options={OUTCOMES}
        onChange={(outcome) => {
          queryDraft.change({ outcome })
        }}
      />
    </>
  )
}
