import type { ReactElement } from 'react'
import { Answers } from '../answers.tsx'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** The contract wants so much of the grounds. */
const LEAST = 10

/** Enforcement that does not rest on the alert alone: its own grounds, in words. */
export function OtherGrounds({ work }: { readonly work: HitWork }): ReactElement {
  const words = fieldOf(work, 'other-grounds').trim()
  async function record(): Promise<void> {
    const isTaken = await work.send({ kind: 'other-grounds', words })
    if (isTaken) work.go('decision')
  }
  function send(): void {
    if (words.length >= LEAST) void record()
  }
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>What are the other grounds?</QuestionTitle>
        <p>This policy asks for verification before enforcement that rests solely on the alert.</p>
        <WorkField
          work={work}
          name="other-grounds"
          label="Grounds"
          hint={`at least ${LEAST} characters; reported with the hit`}
          isFirst
          onEnter={send}
        />
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          { key: 'F1', label: 'Record the grounds', press: send, isDisabled: words.length < LEAST },
          { key: 'F2', label: 'Back to the decision', press: work.back },
        ]}
      />
    </>
  )
}
