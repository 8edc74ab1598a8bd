import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FileReady } from '#renderer/records/parts/file-ready.tsx'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { EvidencePackage } from '#shared/records/evidence.ts'
import type { FileToFetch } from '#shared/records/records.ts'

type FetchPackageProps = {
  readonly department: Department
  readonly evidence: EvidencePackage
  readonly onFetched: () => void
  readonly onBack: () => void
}

/** Takes the sealed file out; whoever takes it says for what. */
export function FetchPackage({ department, evidence, onFetched, onBack }: FetchPackageProps): ReactElement {
  const [words, setWords] = useState('')
  const [file, setFile] = useState<FileToFetch>()
  const action = useAction(department)
  function save(): void {
    void action.run(
      (core, signal) => core.evidence.fetch({ id: evidence.id, words }, { signal }),
      (told) => {
        setFile(told)
        onFetched()
      },
    )
  }
  return (
    <FormScreen
      title={`Fetch evidence of case ${evidence.caseNumber}`}
      lead="Each fetch is a line of the chain of custody."
      submit="Fetch it"
      notDone="Not fetched."
      action={action}
      missing={missingOf([isSaid(words), saidIn('for what it is fetched')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <WordsField label="For what" value={words} onChange={setWords} isFirst />
        {file === undefined ? undefined : <FileReady file={file} />}
      </div>
    </FormScreen>
  )
}
