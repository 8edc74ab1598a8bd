import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { usePlaceWords } from '#renderer/ui/place.ts'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { WordsField, wordsTrouble } from '#renderer/ui/words-field.tsx'

/** All entries into a file that anybody can check with a small program of its own. */
export function ExportAudit({
  office,
  onBack,
}: {
  readonly office: Office
  readonly onBack: () => void
}): ReactElement {
  const [reason, setReason] = useState('')
  const [done, setDone] = useState<{ readonly file: string; readonly entries: number }>()
  const { data } = usePlaceWords()
  const action = useAction(office)
  function save(): void {
    const trouble = wordsTrouble(reason, 'the reason')
    if (trouble !== undefined) {
      action.refuse(trouble)
      return
    }
    setDone(undefined)
    void action.run(
      (core, signal) => core.audit.export({ reason }, { signal }),
      (exported) => {
        setDone(exported)
        setReason('')
      },
    )
  }
  return (
    <Screen
      title="Export the audit"
      lead="It holds plates as pseudonyms only. The export is itself an entry."
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not exported." />}
      actions={<SubmitButton label="Export all entries" isDisabled={action.isBusy} />}
    >
      <div className="stack">
        <WordsField label="Reason" value={reason} onChange={setReason} isFirst />
        <div className="stack" role="status">
          {action.isBusy ? <p>Writing the file.</p> : undefined}
          {done === undefined ? undefined : (
            <>
              <p>
                <strong>
                  {done.file}: {new Intl.NumberFormat('en-US').format(done.entries)} entries
                </strong>
                , in the folder export beside {data}.
              </p>
              <p>Whoever takes it can check it without this program:</p>
              <p className="command">
                <code>npx lookout-audit verify {done.file}</code>
              </p>
            </>
          )}
        </div>
      </div>
    </Screen>
  )
}
