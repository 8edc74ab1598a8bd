import type { ReactElement } from 'react'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import type { Profile } from '#shared/domain/profile.ts'
import { SEARCH_PURPOSE_WORDS, statementOf, type StatementDraft } from './statement.ts'

type StatementFieldsProps = {
  readonly draft: StatementDraft
  readonly onChange: (part: Partial<StatementDraft>) => void
  readonly profile: Profile
}

/** Why stored reads are looked at, as the profile asks it. */
export function StatementFields({ draft, onChange, profile }: StatementFieldsProps): ReactElement {
  const { kinds, leastCharacters, isReasonRequired, isCaseRequired, areFactsRequired } = profile.search.value
  return (
    <div className="stack">
      <div className="wide-choices">
        <ChoiceRow
          legend="Purpose"
          value={statementOf(draft, profile).purpose}
          options={kinds.map((kind) => [kind, SEARCH_PURPOSE_WORDS[kind]])}
          onChange={(purpose) => {
            onChange({ purpose })
          }}
        />
      </div>
      <div className="row">
        <TextField
          label="Reason"
          isFirst
          value={draft.reason}
          mostCharacters={400}
          hint={
            isReasonRequired
              ? `Of this case, at least ${leastCharacters} characters.`
              : 'If there is one to tell.'
          }
          onChange={(reason) => {
            onChange({ reason })
          }}
        />
        <TextField
          label="Case number"
          width="short"
          value={draft.caseNumber}
          mostCharacters={40}
          hint={isCaseRequired ? 'Asked for by the policy.' : 'If there is one.'}
          onChange={(caseNumber) => {
            onChange({ caseNumber })
          }}
        />
      </div>
      {areFactsRequired ? (
        <TextField
          label="Articulable facts"
          value={draft.facts}
          mostCharacters={600}
          hint="What ties the data to this case."
          onChange={(facts) => {
            onChange({ facts })
          }}
        />
      ) : undefined}
    </div>
  )
}
