import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { WordsField, wordsTrouble } from '#renderer/ui/words-field.tsx'
import { actionWords } from '#renderer/office/words/action-words.ts'
import type { LogReview } from '#shared/domain/audit.ts'
import { spanWords } from './review-words.ts'

/** One week of the audit by what was done, and its sign-off. */
export function ReviewScreen({
  office,
  review: { id, from, to, entries, byAction, signedOff },
  onSigned,
  onBack,
}: {
  readonly office: Office
  readonly review: LogReview
  readonly onSigned: () => void
  readonly onBack: () => void
}): ReactElement {
  const [words, setWords] = useState('')
  const action = useAction(office)
  function sign(): void {
    const trouble = wordsTrouble(words, 'what you looked at and found')
    if (trouble !== undefined) {
      action.refuse(trouble)
      return
    }
    void action.run((core, signal) => core.audit.signOff({ id, words }, { signal }), onSigned)
  }
  const isOpen = signedOff === undefined
  return (
    <Screen
      title={`Week of ${spanWords({ from, to })}`}
      lead={`${entries} entries. The audit screen shows each of them.`}
      onSubmit={isOpen ? sign : undefined}
      onBack={onBack}
      backWord="Back to the reviews"
      trouble={<Trouble trouble={action.trouble} title="Not signed off." />}
      actions={isOpen ? <SubmitButton label="Sign off" isDisabled={action.isBusy} /> : undefined}
    >
      <div className="halves">
        <div className="stack">
          <DataTable
            label="Entries of the week"
            columns={['What', 'Entries', 'Refused']}
            rows={byAction.map(({ action: name, count, refused }) => ({
              key: name,
              isMarked: refused > 0,
              cells: [actionWords(name), String(count), refused === 0 ? '-' : `▲ ${refused} refused`],
            }))}
          />
        </div>
        <div className="stack">
          {isOpen ? (
            <WordsField
              label="What you looked at and found"
              hint="At least 10 characters; it stays with your name."
              isFirst
              value={words}
              onChange={setWords}
            />
          ) : (
            <p>
              <strong>
                Signed off by {signedOff.by.name}, {momentText(signedOff.at)}:
              </strong>{' '}
              {signedOff.words}
            </p>
          )}
        </div>
      </div>
    </Screen>
  )
}
