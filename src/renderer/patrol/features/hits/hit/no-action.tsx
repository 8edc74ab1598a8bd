import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { NoActionGround, type StepInput } from '#shared/domain/hit-step.ts'
import { Answers } from '../answers.tsx'
import { GROUND_WORDS } from '../hit-words.ts'
import type { HitWork } from '../work.ts'
import { busyOf } from './busy.tsx'
import { QuestionTitle } from './question-title.tsx'
import { fieldOf, WorkField } from './work-field.tsx'

/** The ground on which nothing is done. */
export function NoAction({ work }: { readonly work: HitWork }): ReactElement {
  const { draft } = work
  const chosen = NoActionGround.options.find((ground) => ground === draft.fields['ground'])
  const busy = busyOf(draft)
  const step: StepInput = {
    kind: 'decided',
    decision: 'no-action',
    ...(chosen === undefined ? {} : { ground: chosen }),
    words: fieldOf(work, 'ground.words').trim(),
    ...(busy === undefined ? {} : { busy }),
  }
  const refusal = work.refusal(step)
  const choose = (ground: NoActionGround) => () => {
    work.fill('ground', ground)
  }
  function send(): void {
    if (refusal === undefined) void work.send(step)
  }
  useKeys(Object.fromEntries(NoActionGround.options.map((ground, at) => [String(at + 1), choose(ground)])))
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>On what ground is nothing done?</QuestionTitle>
        <div className="choices">
          {NoActionGround.options.map((ground, at) => (
            <KeyButton
              key={ground}
              keyName={String(at + 1)}
              label={GROUND_WORDS[ground]}
              weight={ground === chosen ? 'main' : 'plain'}
              isPressed={ground === chosen}
              onPress={choose(ground)}
            />
          ))}
        </div>
        <WorkField
          work={work}
          name="ground.words"
          label="Words"
          hint={chosen === 'other' ? 'needed for "other"' : 'optional'}
          onEnter={send}
        />
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          { key: 'F1', label: 'No action', refusal, press: send },
          { key: 'F2', label: 'Back to the decision', press: work.back },
        ]}
      />
    </>
  )
}
