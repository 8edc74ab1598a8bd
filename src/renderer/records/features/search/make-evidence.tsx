import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import {
  FRESH_RECEIVER,
  ReceiverFields,
  receiverMissing,
  receiverOf,
} from '#renderer/records/parts/receiver-fields.tsx'
import { bytesWords, countWords } from '#renderer/records/words/figures.ts'
import { TARGET_WORDS } from '#renderer/records/words/kinds.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { TextField } from '#renderer/ui/field.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { EvidencePackage } from '#shared/records/evidence.ts'
import type { RecordRow } from '#shared/records/records.ts'
import { keyOf } from './found.ts'

type MakeEvidenceProps = {
  readonly department: Department
  readonly search: string
  readonly rows: readonly RecordRow[]
  readonly caseNumber: string
  readonly onBack: () => void
}

/** Makes one sealed package of records with all that proves them. */
export function MakeEvidence(props: MakeEvidenceProps): ReactElement {
  const { department, search, rows, onBack } = props
  const [caseNumber, setCaseNumber] = useState(props.caseNumber)
  const [words, setWords] = useState('')
  const [draft, setDraft] = useState(FRESH_RECEIVER)
  const [made, setMade] = useState<EvidencePackage>()
  const action = useAction(department)
  const receiver = receiverOf(draft)
  if (made !== undefined)
    return (
      <Screen title={`Evidence of case ${made.caseNumber}`} onBack={onBack} backWord="Back to the rows">
        <Empty title={`The package is made: ${countWords(made.items, 'record')}, ${bytesWords(made.bytes)}.`}>
          It goes to {TARGET_WORDS[made.target]}. Fetch and book it under Evidence; each step is a line of its
          custody.
        </Empty>
      </Screen>
    )
  function save(): void {
    if (receiver === undefined) return
    const input = { search, records: rows.map(keyOf), caseNumber: caseNumber.trim(), words, receiver }
    void action.run((core, signal) => core.evidence.make(input, { signal }), setMade)
  }
  return (
    <FormScreen
      title={`Evidence of ${countWords(rows.length, 'record')}`}
      lead="Images, records, audit extract, hashes, signature, report and custody form, sealed."
      submit={action.isBusy ? 'Making it' : 'Make the package'}
      notDone="Not made."
      action={action}
      missing={missingOf(
        [caseNumber.trim().length >= 3, 'the case number'],
        [isSaid(words), saidIn('what it is evidence of')],
        [receiver !== undefined, receiverMissing(draft)],
      )}
      onSave={save}
      onBack={onBack}
    >
      <div className="halves">
        <div className="stack">
          <TextField
            label="Case number"
            isFirst
            value={caseNumber}
            mostCharacters={40}
            onChange={setCaseNumber}
          />
          <WordsField label="What it is evidence of" value={words} onChange={setWords} />
        </div>
        <ReceiverFields draft={draft} onChange={setDraft} />
      </div>
    </FormScreen>
  )
}
