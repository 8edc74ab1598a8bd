import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { WordsField, wordsTrouble } from '#renderer/ui/words-field.tsx'
import type { AuditPart } from '#shared/domain/audit.ts'
import { PART_VERDICTS, PART_WORDS, type PartVerdict } from './review-words.ts'

/** The finding on one part of the regular audit. */
export function PartScreen({
  office,
  auditId,
  part: { part, figures, finding },
  onFound,
  onBack,
}: {
  readonly office: Office
  readonly auditId: string
  readonly part: AuditPart
  readonly onFound: () => void
  readonly onBack: () => void
}): ReactElement {
  const [verdict, setVerdict] = useState<PartVerdict | undefined>(finding?.verdict)
  const [words, setWords] = useState(finding?.words ?? '')
  const action = useAction(office)
  function save(): void {
    if (verdict === undefined) {
      const refusal = { missing: ['whether it is in order'], next: 'Choose one of the two.' }
      action.refuse({ kind: 'refused', refusal })
      return
    }
    const trouble = wordsTrouble(words, 'what you found')
    if (trouble !== undefined) {
      action.refuse(trouble)
      return
    }
    void action.run(
      (core, signal) => core.audit.find({ id: auditId, part, verdict, words }, { signal }),
      onFound,
    )
  }
  return (
    <Screen
      title={`Finding: ${PART_WORDS[part]}`}
      onSubmit={save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} />}
      actions={<SubmitButton label="Keep the finding" isDisabled={action.isBusy} />}
    >
      <div className="halves">
        <FactList facts={figures.map(({ words: name, value }) => [name, value] as const)} />
        <div className="stack">
          <ChoiceRow legend="Finding" value={verdict} options={PART_VERDICTS} onChange={setVerdict} />
          <WordsField
            label="What you found"
            hint="At least 10 characters; it stays in the report with your name."
            value={words}
            onChange={setWords}
          />
        </div>
      </div>
    </Screen>
  )
}
