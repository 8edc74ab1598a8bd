import type { ReactElement } from 'react'
import { timeLeft } from '#renderer/office/words/when.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Answer } from '../answers.tsx'
import type { HitWork } from '../work.ts'
import { ChecklistQuestion } from './checklist-question.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** The entering agency's confirmation, asked for as urgent (10 minutes) or routine (1 hour); facts.md 3a-2. */
export function Confirmation({ work }: { readonly work: HitWork }): ReactElement {
  const { confirmation } = work.progress
  const { ori, recordNumber } = work.match.entry
  const ask = (key: string, urgency: 'urgent' | 'routine', label: string, detail: string): Answer => {
    const step = { kind: 'confirmation-requested', urgency } as const
    return {
      key,
      label,
      detail,
      refusal: work.refusal(step),
      press() {
        void work.send(step)
      },
    }
  }
  const asking = [
    ask('F1', 'urgent', 'Asked: urgent', 'answer in 10 minutes'),
    ask('F2', 'routine', 'Asked: routine', 'answer in 1 hour'),
  ]
  return (
    <ChecklistQuestion
      work={work}
      item="confirmation"
      title={
        confirmation === undefined
          ? 'Ask the entering agency to confirm the record'
          : 'Does the entering agency confirm it?'
      }
      labels={{ yes: 'Confirmed', no: 'Not confirmed', 'cannot-tell': 'No answer' }}
      step={(answer) => ({
        kind: 'checked',
        item: 'confirmation',
        answer,
        reference: fieldOf(work, 'confirmation.reference').trim(),
        words: fieldOf(work, 'confirmation.words').trim(),
      })}
      {...(confirmation === undefined ? { first: asking } : {})}
    >
      <p>
        Entering agency {ori ?? 'not named'}, record {recordNumber ?? 'without a number'}. A hit alone is no
        ground for an arrest: the agency says whether the record is active and meant.
      </p>
      {confirmation === undefined ? undefined : (
        <>
          <Timer {...confirmation} />
          <div className="hit-row">
            <WorkField work={work} name="confirmation.reference" label="Reference" maxLength={60} />
            <WorkField
              work={work}
              name="confirmation.words"
              label="Answer in words"
              hint="optional"
              maxLength={200}
            />
          </div>
        </>
      )}
    </ChecklistQuestion>
  )
}

function Timer({
  urgency,
  dueAt,
}: {
  readonly urgency: 'urgent' | 'routine'
  readonly dueAt: number
}): ReactElement {
  const now = useNow(500)
  const isOverdue = now > dueAt
  return (
    <p>
      {urgency}:{' '}
      <span className="timer" role="timer" data-overdue={isOverdue}>
        {timeLeft(dueAt, now)}
      </span>{' '}
      {isOverdue ? 'No answer came in time: ask again.' : 'until the answer is due.'}
    </p>
  )
}
