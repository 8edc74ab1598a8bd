import { useCallback, useState, type ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { SelectField, TextField } from '#renderer/ui/field.tsx'
import { Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { dayText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { TRAINING_WORDS, TrainingKind, type TrainingRecord } from '#shared/domain/training.ts'
import { ItemTable } from './item-table.tsx'
import { FRESH_RECORD, toRecord, type RecordDraft } from './record-draft.ts'
import { dayOr } from './training-words.ts'

type PersonTrainingProps = {
  readonly office: Office
  readonly person: { readonly accountId: string; readonly badge: string; readonly name: string }
  readonly isSelf: boolean
  readonly onRecorded: () => void
  readonly onBack: () => void
}

/** One person's training, and a new record of it. */
export function PersonTraining(props: PersonTrainingProps): ReactElement {
  const { office, person, isSelf, onRecorded, onBack } = props
  const { accountId, badge, name } = person
  const question = useCallback(
    (core: OfficeClient, signal: AbortSignal) => core.training.of({ accountId }, { signal }),
    [accountId],
  )
  const { value: standing, why, ask } = useAsked(office, question)
  const [draft, setDraft] = useState(FRESH_RECORD)
  const [saved, setSaved] = useState<string>()
  const action = useAction(office)
  function save(): void {
    const ready = toRecord(draft, Date.now())
    if ('missing' in ready) {
      const next = 'Complete the form and press Enter.'
      action.refuse({ kind: 'refused', refusal: { missing: [...ready.missing], next } })
      return
    }
    void action.run(
      (core, signal) => core.training.record({ accountId, ...ready.record }, { signal }),
      () => {
        setSaved(`${TRAINING_WORDS[ready.record.kind]} is recorded. A record is never changed.`)
        setDraft(FRESH_RECORD)
        ask()
        onRecorded()
      },
    )
  }
  return (
    <Screen
      title={`Training of ${name}, ${badge}`}
      onSubmit={isSelf ? undefined : save}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not recorded." />}
      actions={isSelf ? undefined : <SubmitButton label="Record the training" isDisabled={action.isBusy} />}
    >
      <div className="halves record-halves">
        <div className="stack">
          {isSelf ? (
            <Warning>Nobody records his own training. Another keeper of records does it.</Warning>
          ) : (
            <RecordFields
              draft={draft}
              onChange={(part) => {
                setDraft({ ...draft, ...part })
                setSaved(undefined)
              }}
            />
          )}
          <p role="status">{saved === undefined ? undefined : <strong>{saved}</strong>}</p>
        </div>
        <div className="stack">
          {standing === undefined ? (
            <Unanswered why={why} onAgain={ask} />
          ) : (
            <>
              <ItemTable label={`What is asked of ${name}`} items={standing.items} />
              <h3>Records, newest first</h3>
              <Records records={standing.records} />
            </>
          )}
        </div>
      </div>
    </Screen>
  )
}

function RecordFields({
  draft,
  onChange,
}: {
  readonly draft: RecordDraft
  readonly onChange: (part: Partial<RecordDraft>) => void
}): ReactElement {
  return (
    <>
      <SelectField
        label="Training"
        value={draft.kind}
        options={TrainingKind.options.map((kind) => [kind, TRAINING_WORDS[kind]])}
        onChange={(kind) => {
          onChange({ kind })
        }}
      />
      <TextField
        label="Taken on"
        value={draft.taken}
        mostCharacters={10}
        hint="Year-month-day, such as 2026-11-22."
        onChange={(taken) => {
          onChange({ taken })
        }}
      />
      <TextField
        label="Certificate's own end"
        value={draft.ends}
        mostCharacters={10}
        hint="Empty where it has none; the policy's term counts as well."
        onChange={(ends) => {
          onChange({ ends })
        }}
      />
      <TextField
        label="Certificate"
        value={draft.certificate}
        mostCharacters={80}
        hint="Its number, or who held the training."
        onChange={(certificate) => {
          onChange({ certificate })
        }}
      />
    </>
  )
}

function Records({ records }: { readonly records: readonly TrainingRecord[] }): ReactElement {
  if (records.length === 0) return <p className="dim">None yet.</p>
  return (
    <DataTable
      label="Records"
      columns={['Training', 'Taken', 'Own end', 'Certificate', 'Recorded by']}
      rows={records
        .toSorted((one, other) => other.completedAt - one.completedAt)
        .map((record) => ({
          key: record.id,
          cells: [
            TRAINING_WORDS[record.kind],
            <span key="taken" className="training-day">
              {dayText(record.completedAt)}
            </span>,
            dayOr(record.expiresAt, '-'),
            record.score === undefined
              ? record.certificate
              : `${record.certificate}, ${record.score.right} of ${record.score.of}`,
            `${record.recordedBy.name}, ${dayText(record.recordedAt)}`,
          ],
        }))}
    />
  )
}
