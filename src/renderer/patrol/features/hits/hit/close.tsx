import type { ReactElement } from 'react'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Answers } from '../answers.tsx'
import { DECISION_WORDS, QUESTION_WORDS } from '../hit-words.ts'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'
import { SupervisorNotice } from './supervisor-notice.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** The end of a hit: the incident or event number where the policy asks for it, and what is missing. */
export function Close({ work }: { readonly work: HitWork }): ReactElement {
  const { progress } = work
  const { decision, skipped, isHandedOff } = progress
  const step = { kind: 'closed', incident: fieldOf(work, 'incident').trim() } as const
  const refusal = work.refusal(step)
  function send(): void {
    if (refusal === undefined) void work.send(step)
  }
  const handOff = (): void => {
    work.go('hand-off')
  }
  useKeys({ F9: handOff })
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>
          Decided: {decision === undefined ? 'nothing yet' : DECISION_WORDS[decision].toLowerCase()}
        </QuestionTitle>
        <WorkField
          work={work}
          name="incident"
          label="Incident or event number"
          hint={decision === 'stop' ? 'needed after enforcement' : 'optional'}
          isFirst
          maxLength={40}
          onEnter={send}
        />
        {skipped.size === 0 ? undefined : (
          <ul>
            {[...skipped].map(([item, reason]) => (
              <li key={item}>
                Skipped and reported: {QUESTION_WORDS[item].toLowerCase()}, {reason}
              </li>
            ))}
          </ul>
        )}
        <div className="choices">
          <KeyButton
            keyName="F9"
            label={isHandedOff ? 'Tell Communications again' : 'Tell Communications'}
            onPress={handOff}
          />
          <SupervisorNotice work={work} />
        </div>
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          { key: 'F1', label: 'Close the hit', refusal, press: send },
          {
            key: 'F2',
            label: 'Decide again',
            press() {
              work.go('decision')
            },
          },
          { key: 'F3', label: 'Leave it open', press: work.back, detail: 'it stays in the queue' },
        ]}
      />
    </>
  )
}
