import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { Busy as Assignment } from '#shared/domain/hit-step.ts'
import { Answers } from '../answers.tsx'
import type { HitDraft } from '../draft.ts'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'
import { WorkField } from './work-field.tsx'

/** The contract wants so much of an assignment's words. */
const LEAST = 3

/** The officer's assignment as answered, once all three questions are; undefined for one who has none. */
export function busyOf({ fields }: HitDraft): Assignment | undefined {
  const assignment = (fields['busy.assignment'] ?? '').trim()
  const graver = fields['busy.graver']
  const endangers = fields['busy.endangers']
  if (assignment.length < LEAST || endangers === undefined) return undefined
  if (graver !== 'hit' && graver !== 'assignment') return undefined
  return { assignment, graver, endangers: endangers === 'yes' }
}

/** The officer who has another task weighs it against the hit (Oak Brook 131.6 (a)-(d)). */
export function Busy({ work }: { readonly work: HitWork }): ReactElement {
  const { draft } = work
  const choose = (name: string, value: string) => () => {
    work.fill(name, value)
  }
  const keys = {
    '1': choose('busy.graver', 'hit'),
    '2': choose('busy.graver', 'assignment'),
    '3': choose('busy.endangers', 'yes'),
    '4': choose('busy.endangers', 'no'),
  }
  useKeys(keys)
  const choice = (key: keyof typeof keys, label: string, name: string, value: string): ReactElement => (
    <KeyButton
      keyName={key}
      label={label}
      weight={draft.fields[name] === value ? 'main' : 'plain'}
      isPressed={draft.fields[name] === value}
      onPress={keys[key]}
    />
  )
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>Weigh your assignment against the hit</QuestionTitle>
        <WorkField work={work} name="busy.assignment" label="What are you assigned to?" />
        <p>Which is the graver? What would leaving the assignment do?</p>
        <div className="choices">
          {choice('1', 'The hit is graver', 'busy.graver', 'hit')}
          {choice('2', 'My assignment is graver', 'busy.graver', 'assignment')}
          {choice('3', 'Leaving would endanger somebody', 'busy.endangers', 'yes')}
          {choice('4', 'Leaving would endanger nobody', 'busy.endangers', 'no')}
        </div>
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          {
            key: 'F1',
            label: 'Go on to the decision',
            press: work.back,
            isDisabled: busyOf(draft) === undefined,
            detail: busyOf(draft) === undefined ? 'all three are needed' : undefined,
          },
          {
            key: 'F2',
            label: 'I have no assignment',
            press() {
              const fields = Object.entries(draft.fields).filter(([name]) => !name.startsWith('busy.'))
              work.change({ fields: Object.fromEntries(fields), at: 'decision' })
            },
          },
        ]}
      />
    </>
  )
}
