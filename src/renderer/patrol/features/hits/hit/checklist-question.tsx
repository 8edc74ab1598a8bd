import { useState, type ReactElement, type ReactNode } from 'react'
import type { Answer as Answered, CheckedItem, StepInput } from '#shared/domain/hit-step.ts'
import { Answers, type Answer } from '../answers.tsx'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'
import { SkipReason } from './skip-reason.tsx'

type ChecklistQuestionProps = {
  readonly work: HitWork
  readonly item: CheckedItem
  readonly title: string
  /** Labels of F1 (yes), F2 (no) and F3 (cannot tell). */
  readonly labels: Readonly<Record<Answered, string>>
  readonly step: (answer: Answered) => StepInput
  /** Replaces F1 to F3 while something else has to be done first. */
  readonly first?: readonly Answer[]
  readonly children: ReactNode
}

/** One item of the checklist: yes, no, cannot tell, or left out with a reason where the policy lets it. */
export function ChecklistQuestion(props: ChecklistQuestionProps): ReactElement {
  const { work, item, title, labels, step, first, children } = props
  const [isSkipping, setSkipping] = useState(false)
  if (isSkipping) {
    return (
      <SkipReason
        work={work}
        item={item}
        onBack={() => {
          setSkipping(false)
        }}
      />
    )
  }
  const answer = (key: string, given: Answered): Answer => ({
    key,
    label: labels[given],
    refusal: work.refusal(step(given)),
    press() {
      void work.send(step(given))
    },
  })
  const { verification } = work.profile
  // A policy that lets nothing be skipped says so on the key itself.
  const mayNot = verification.value.modal === 'shall'
  const refusal = work.refusal({ kind: 'skipped', item, reason: 'asked before' })
  const answers = first ?? [answer('F1', 'yes'), answer('F2', 'no'), answer('F3', 'cannot-tell')]
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>{title}</QuestionTitle>
        {children}
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          ...saidOnce(answers),
          {
            key: 'F4',
            label: 'Skip',
            weight: 'plain',
            detail: mayNot ? `not by ${verification.clause ?? 'this policy'}` : 'with a reason',
            isDisabled: mayNot,
            refusal: mayNot ? undefined : refusal,
            press() {
              setSkipping(true)
            },
          },
        ]}
      />
    </>
  )
}

/** One refusal for all answers is said once. */
function saidOnce([first, ...others]: readonly Answer[]): Answer[] {
  if (first === undefined) return []
  if (first.refusal === undefined) return [first, ...others]
  return [first, ...others.map(({ key, label, press }) => ({ key, label, press, isDisabled: true }))]
}
