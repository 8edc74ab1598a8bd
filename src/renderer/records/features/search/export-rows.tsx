import { useState, type ReactElement } from 'react'
import type { Department } from '#renderer/connection/department.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { FileReady } from '#renderer/records/parts/file-ready.tsx'
import { FormScreen } from '#renderer/records/parts/form-screen.tsx'
import { isSaid, missingOf, saidIn } from '#renderer/records/parts/missing.ts'
import { WordsField } from '#renderer/ui/words-field.tsx'
import type { FileToFetch } from '#shared/records/records.ts'

type ExportRowsProps = {
  readonly department: Department
  readonly search: string
  readonly onBack: () => void
}

/** All rows of the search as one marked file; for what, is asked apart from the search. */
export function ExportRows({ department, search, onBack }: ExportRowsProps): ReactElement {
  const [reason, setReason] = useState('')
  const [file, setFile] = useState<FileToFetch>()
  const action = useAction(department)
  function save(): void {
    void action.run(
      (core, signal) => core.records.export({ search, reason: reason.trim() }, { signal }),
      setFile,
    )
  }
  return (
    <FormScreen
      title="Export what was found"
      lead="At most 10,000 rows, marked with your name, the time and the reason."
      submit={action.isBusy ? 'Writing it' : 'Write the file'}
      notDone="Not exported."
      action={action}
      missing={missingOf([isSaid(reason), saidIn('the reason')])}
      onSave={save}
      onBack={onBack}
    >
      <div className="stack">
        <WordsField label="Reason" value={reason} onChange={setReason} isFirst />
        {file === undefined ? undefined : <FileReady file={file} />}
      </div>
    </FormScreen>
  )
}
