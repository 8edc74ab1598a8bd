import { useState, type ReactElement } from 'react'
import type { Office } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { ChoiceRow } from '#renderer/ui/choice-row.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import { WordsField, wordsTrouble } from '#renderer/ui/words-field.tsx'
import type { RadarFinding } from '#shared/domain/audit.ts'
import { KIND_WORDS, VERDICT_WORDS, type Verdict } from './radar-words.ts'

const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ['explained', 'Explained'],
  ['followed-up', 'Followed up'],
]

/** One pattern with the entries that it rests on, and what somebody found out about it. */
export function FindingScreen({
  office,
  finding,
  isSelf,
  onJudged,
  onBack,
}: {
  readonly office: Office
  readonly finding: RadarFinding
  readonly isSelf: boolean
  readonly onJudged: () => void
  readonly onBack: () => void
}): ReactElement {
  const { id, kind, officer, words: seen, entries, firstAt, lastAt, verdict } = finding
  const [choice, setChoice] = useState<Verdict | undefined>(verdict?.verdict)
  const [words, setWords] = useState('')
  const action = useAction(office)
  function judge(): void {
    if (choice === undefined) {
      const refusal = { missing: ['a verdict'], next: 'Choose explained or followed up.' }
      action.refuse({ kind: 'refused', refusal })
      return
    }
    const trouble = wordsTrouble(words, 'what you found out')
    if (trouble !== undefined) {
      action.refuse(trouble)
      return
    }
    void action.run((core, signal) => core.audit.judge({ id, verdict: choice, words }, { signal }), onJudged)
  }
  return (
    <Screen
      title={KIND_WORDS[kind]}
      lead="A pattern, not a proof."
      onSubmit={isSelf ? undefined : judge}
      onBack={onBack}
      backWord="Back to the findings"
      trouble={<Trouble trouble={action.trouble} />}
      actions={isSelf ? undefined : <SubmitButton label="Keep the verdict" isDisabled={action.isBusy} />}
    >
      <div className="halves">
        <div className="stack">
          <FactList
            facts={[
              ['Who', `${officer.name}, ${officer.badge}`],
              ['Seen', seen],
              ['From', momentText(firstAt)],
              ['To', momentText(lastAt)],
              ['Entries', entries.join(', ')],
              ...(verdict === undefined
                ? []
                : [
                    [
                      'Verdict',
                      `${VERDICT_WORDS[verdict.verdict]}: ${verdict.words} (${verdict.by.name}, ${momentText(verdict.at)})`,
                    ] as const,
                  ]),
            ]}
          />
          <p className="dim">The entries stand in the audit under these numbers.</p>
        </div>
        <div className="stack">
          {isSelf ? (
            <Warning>This is about you. Nobody judges a finding about himself; another person does.</Warning>
          ) : (
            <>
              <ChoiceRow
                legend="What came of it"
                value={choice}
                options={VERDICTS}
                onChange={setChoice}
                hint="Explained: there was a good reason. Followed up: it went to who decides on it."
              />
              <WordsField label="What you found out" value={words} onChange={setWords} />
            </>
          )}
        </div>
      </div>
    </Screen>
  )
}
