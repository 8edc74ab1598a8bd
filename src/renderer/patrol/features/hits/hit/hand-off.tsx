import { useState, type ReactElement } from 'react'
import { Answers } from '../answers.tsx'
import { handOffText } from '../hand-off-text.ts'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** What the Communications Center needs, to copy or to read aloud; how it got there is recorded. */
export function HandOff({ work }: { readonly work: HitWork }): ReactElement {
  const [copied, setCopied] = useState<string>()
  const text = handOffText(work.hit, work.progress, work.profile.verification.value)
  function copy(): void {
    navigator.clipboard
      .writeText(text)
      .then(() => {
        setCopied('Copied. Paste it where you send it from.')
      })
      .catch(() => {
        setCopied('It could not be copied here: read it aloud.')
      })
  }
  const deliver = (delivery: 'sent' | 'read-aloud') => () => {
    const receivedBy = fieldOf(work, 'hand-off.receivedBy').trim()
    void work.send({ kind: 'handed-off', text, delivery, receivedBy })
  }
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>Hand it to the Communications Center</QuestionTitle>
        <p className="hand-off-text">{text}</p>
        <WorkField
          work={work}
          name="hand-off.receivedBy"
          label="Received by"
          hint="optional"
          maxLength={60}
        />
        <p role="status">{copied}</p>
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          { key: 'F1', label: 'Copy the text', press: copy },
          { key: 'F2', label: 'It was sent', press: deliver('sent') },
          { key: 'F3', label: 'It was read aloud', press: deliver('read-aloud') },
        ]}
      />
    </>
  )
}
