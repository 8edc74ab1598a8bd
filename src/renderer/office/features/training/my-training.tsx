import type { ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { dayText } from '#renderer/ui/typed-moment.ts'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import { Warning } from '#renderer/ui/warning.tsx'
import { TRAINING_WORDS, type TrainingChange, type TrainingRecord } from '#shared/domain/training.ts'
import { ItemTable } from './item-table.tsx'
import { standingWords } from './training-words.ts'
import type { TrainingView } from './training.tsx'

const askMine = async (core: OfficeClient, signal: AbortSignal) => {
  const [standing, changes] = await Promise.all([
    core.training.mine(undefined, { signal }),
    core.training.changes(undefined, { signal }),
  ])
  return { ...standing, changes }
}

/** What one's own training stands at, and the exercises. */
export function MyTraining({
  office,
  mayRecord,
  onOpen,
  onBack,
}: {
  readonly office: Office
  readonly mayRecord: boolean
  readonly onOpen: (view: TrainingView) => void
  readonly onBack: () => void
}): ReactElement {
  const { value: mine, why, ask } = useAsked(office, askMine)
  const missing = standingWords(mine?.items ?? [])
  return (
    <Screen
      title="Training"
      lead="All of it must be valid: without it nobody operates and no data are shown."
      onSubmit={() => {
        onOpen('exercise')
      }}
      onBack={onBack}
      actions={
        <>
          <SubmitButton label="Start the exercises" />
          {mayRecord ? (
            <>
              <PlainButton
                label="Everybody's training"
                onPress={() => {
                  onOpen('people')
                }}
              />
              <PlainButton
                label="Make a training due again"
                onPress={() => {
                  onOpen('change')
                }}
              />
            </>
          ) : undefined}
        </>
      }
    >
      {mine === undefined ? (
        <Unanswered why={why} onAgain={ask} />
      ) : (
        <div className="stack">
          {missing === undefined ? undefined : (
            <Warning>
              <strong>Not valid:</strong> {missing}. There is no override. Exercises you take here; the rest
              is recorded by who keeps the training records.
            </Warning>
          )}
          {mine.items.length === 0 ? (
            <Empty title="This policy asks no training." />
          ) : (
            <ItemTable label="My training" items={mine.items} />
          )}
          <Changes changes={mine.changes} />
          <LastExercise records={mine.records} />
        </div>
      )}
    </Screen>
  )
}

function Changes({ changes }: { readonly changes: readonly TrainingChange[] }): ReactElement | undefined {
  if (changes.length === 0) return undefined
  return (
    <section>
      <h3>What has changed</h3>
      <ul>
        {changes.map(({ id, kind, words, by, at }) => (
          <li key={id}>
            {dayText(at)}, {TRAINING_WORDS[kind]}: {words} ({by.name})
          </li>
        ))}
      </ul>
    </section>
  )
}

function LastExercise({
  records,
}: {
  readonly records: readonly TrainingRecord[]
}): ReactElement | undefined {
  const last = records
    .filter(({ score }) => score !== undefined)
    .toSorted((one, other) => other.completedAt - one.completedAt)[0]
  if (last?.score === undefined) return undefined
  const { right, of } = last.score
  return (
    <p>
      Exercises last passed on {dayText(last.completedAt)}: {right} of {of} right.
    </p>
  )
}
