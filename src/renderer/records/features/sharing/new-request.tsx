import { useState, type ReactElement } from 'react'
import type { Department, RecordsClient } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { DocumentField } from '#renderer/records/parts/document-field.tsx'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { PlateAndTime } from '#renderer/office/purpose/plate-and-time-fields.tsx'
import { FRESH_QUERY, queryOf } from '#renderer/records/parts/records-query.ts'
import { createDraft, useDraft } from '#renderer/ui/draft.ts'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { Document } from '#shared/records/sharing.ts'

const askAgencies = (core: RecordsClient, signal: AbortSignal) => core.sharing.agencies(undefined, { signal })

const draft = createDraft({
  agency: '',
  person: '',
  purpose: '',
  legalBasis: '',
  caseNumber: '',
  query: FRESH_QUERY,
})

type NewRequestProps = {
  readonly department: Department
  readonly onDone: () => void
  readonly onBack: () => void
}

/** What another agency asks for, with its writing. Somebody else decides on it. */
export function NewRequest({ department, onDone, onBack }: NewRequestProps): ReactElement {
  const agencies = useAsked(department, askAgencies)
  const filled = useDraft(draft)
  const { agency, person, purpose, legalBasis, caseNumber, query } = filled
  const [writing, setWriting] = useState<Document>()
  const action = useAction(department)
  const ready = queryOf(query)
  function save(): void {
    if ('missing' in ready) return
    const input = {
      agency,
      person: person.trim(),
      purpose: purpose.trim(),
      legalBasis: legalBasis.trim(),
      caseNumber: caseNumber.trim(),
      ...(writing === undefined ? {} : { writing }),
      query: ready.query,
    }
    void action.run(
      (core, signal) => core.sharing.request(input, { signal }),
      () => {
        draft.forget()
        onDone()
      },
    )
  }
  return (
    <FormScreen
      title="Enter a request"
      lead="Whoever enters it does not decide on it."
      submit="Enter it"
      notDone="Not entered."
      action={action}
      missing={[
        ...missingOf(
          [agency !== '', 'the agency'],
          [person.trim().length >= 2, 'who asks there'],
          [isSaid(purpose), saidIn('the purpose')],
          [legalBasis.trim().length >= 3, 'the legal basis'],
        ),
        ...('missing' in ready ? ready.missing : []),
      ]}
      onSave={save}
      onBack={onBack}
    >
      <div className="halves">
        <div className="stack">
          <SelectField
            label="Agency"
            value={agency}
            options={[
              ['', agencies.value === undefined ? (agencies.why ?? 'Asking the server.') : 'Choose one'],
              ...(agencies.value ?? []).map(({ id, name, state }) => [id, `${name}, ${state}`] as const),
            ]}
            hint="It has to be in the registry first."
            onChange={(agency) => {
              draft.change({ agency })
            }}
          />
          <TextField
            label="Who asks there"
            value={person}
            mostCharacters={120}
            onChange={(person) => {
              draft.change({ person })
            }}
          />
          <WordsField
            label="Purpose"
            value={purpose}
            hint="In the words of the writing, at least 10 characters."
            onChange={(purpose) => {
              draft.change({ purpose })
            }}
          />
          <div className="row">
            <TextField
              label="Legal basis"
              value={legalBasis}
              mostCharacters={200}
              hint="Statute, warrant or subpoena."
              onChange={(legalBasis) => {
                draft.change({ legalBasis })
              }}
            />
            <TextField
              label="Case number"
              width="short"
              value={caseNumber}
              mostCharacters={40}
              hint="Of theirs."
              onChange={(caseNumber) => {
                draft.change({ caseNumber })
              }}
            />
          </div>
        </div>
        <div className="stack">
          <PlateAndTime
            draft={query}
            onChange={(part) => {
              draft.change({ query: { ...query, ...part } })
            }}
          />
          <DocumentField label="Writing" value={writing} onChange={setWriting} />
        </div>
      </div>
    </FormScreen>
  )
}
