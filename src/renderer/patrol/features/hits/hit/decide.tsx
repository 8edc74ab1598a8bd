import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { ITEM_WORDS } from '#shared/domain/hit-machine.ts'
import type { Decision, StepInput } from '#shared/domain/hit-step.ts'
import { Answers, type Answer } from '../answers.tsx'
import { busyOf } from './busy.tsx'
import { contradictionsOf, leavableItem } from '../questions.ts'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'
import { SupervisorNotice } from './supervisor-notice.tsx'

/** What is done about the hit. What the policy refuses is shown with what is missing and the clause. */
export function Decide({ work }: { readonly work: HitWork }): ReactElement {
  const { progress, profile, draft } = work
  const busy = busyOf(draft)
  const rules = profile.verification.value
  function stepOf(decision: Decision): StepInput {
    return { kind: 'decided', decision, words: '', ...(busy === undefined ? {} : { busy }) }
  }
  const decide = (key: string, label: string, decision: Decision, detail: string): Answer => ({
    key,
    label,
    detail,
    refusal: work.refusal(stepOf(decision)),
    press() {
      void work.send(stepOf(decision))
    },
  })
  const isGuided = profile.busyOfficer.value.isGuided
  const hasOther = rules.scope === 'solely-on-alert'
  const toBusy = (): void => {
    work.go('busy')
  }
  const toOther = (): void => {
    work.go('other-grounds')
  }
  const untold = leavableItem(progress, rules)
  const toLeaveOut = (): void => {
    work.go('leave-out')
  }
  useKeys({
    '1': isGuided ? toBusy : undefined,
    '2': hasOther ? toOther : undefined,
    '3': untold === undefined ? undefined : toLeaveOut,
  })
  const against = contradictionsOf(progress)
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>What is done?</QuestionTitle>
        {against.length === 0 ? undefined : <p>Against it: {against.map(({ words }) => words).join(' ')}</p>}
        {busy === undefined ? undefined : (
          <p>
            On assignment: {busy.assignment}. Graver: the {busy.graver}.{' '}
            {busy.endangers ? 'Leaving it endangers somebody.' : 'Leaving it endangers nobody.'}
          </p>
        )}
        {progress.otherGrounds === undefined ? undefined : <p>Other grounds: {progress.otherGrounds}</p>}
        <div className="choices">
          {isGuided ? (
            <KeyButton keyName="1" label="I have another assignment" onPress={toBusy} />
          ) : undefined}
          {hasOther ? (
            <KeyButton
              keyName="2"
              label="Enforcement has other grounds"
              detail="not solely on this alert"
              onPress={toOther}
            />
          ) : undefined}
          {untold === undefined ? undefined : (
            <KeyButton
              keyName="3"
              label="Leave out what cannot be told"
              detail={ITEM_WORDS[untold]}
              onPress={toLeaveOut}
            />
          )}
          <SupervisorNotice work={work} />
        </div>
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          decide('F1', 'Stop', 'stop', 'enforcement'),
          decide('F2', 'Follow', 'follow', 'keep it in sight'),
          decide('F3', 'Hand off', 'hand-off', 'to Communications'),
          {
            key: 'F4',
            label: 'No action',
            detail: 'with the ground',
            press() {
              work.go('no-action')
            },
          },
        ]}
      />
    </>
  )
}
