import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { ITEM_WORDS } from '#shared/domain/hit-machine.ts'
import type { ChecklistItem } from '#shared/domain/profile.ts'
import { Answers } from '../answers.tsx'
import type { HitWork } from '../work.ts'
import { QuestionTitle } from './question-title.tsx'

/** A reason shorter than this is none; the contract wants three characters. */
const LEAST_REASON = 3

/** Why an item is left out: the reason is reported with the hit. */
export function SkipReason({
  work,
  item,
  onBack,
}: {
  readonly work: HitWork
  readonly item: ChecklistItem
  readonly onBack: () => void
}): ReactElement {
  const name = `skip.${item}`
  const reason = work.field(name).trim()
  function skip(): void {
    if (reason.length >= LEAST_REASON) void work.send({ kind: 'skipped', item, reason })
  }
  return (
    <>
      <div className="hit-question">
        <QuestionTitle work={work}>Why is it not practicable?</QuestionTitle>
        <p>Left out: {ITEM_WORDS[item]}.</p>
        <TextField
          label="Reason"
          hint="it is reported with the hit"
          value={work.field(name)}
          isFirst
          onChange={(text) => {
            work.fill(name, text)
          }}
          onEnter={skip}
        />
      </div>
      <Answers
        isSending={work.isSending}
        answers={[
          { key: 'F1', label: 'Skip it', press: skip, isDisabled: reason.length < LEAST_REASON },
          { key: 'F2', label: 'Check it after all', press: onBack },
        ]}
      />
    </>
  )
}
