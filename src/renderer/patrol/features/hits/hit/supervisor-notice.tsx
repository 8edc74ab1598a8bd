import type { ReactElement } from 'react'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import { DECISION_WORDS } from '../hit-words.ts'
import type { HitWork } from '../work.ts'

/** One tap: the supervisor is told of the hit and of what is done. */
export function SupervisorNotice({ work }: { readonly work: HitWork }): ReactElement {
  const { progress, match, isSending } = work
  const { decision, isSupervisorTold, comparison } = progress
  function tell(): void {
    const plate = comparison?.seen.plate ?? `${match.entry.plate} (not compared)`
    const done = decision === undefined ? 'not decided yet' : DECISION_WORDS[decision].toLowerCase()
    // The officer stays where he is: the notice is beside the way, not on it.
    void work.desk.send({
      kind: 'supervisor-told',
      words: `${CATEGORY_WORDS[match.entry.category]}, ${plate}: ${done}`,
    })
  }
  const isOff = isSending || isSupervisorTold
  useKeys({ F7: isOff ? undefined : tell })
  return (
    <KeyButton
      keyName="F7"
      label={isSupervisorTold ? 'Supervisor was told' : 'Supervisor is told'}
      detail={isSupervisorTold ? 'recorded' : 'records the notice and its time'}
      onPress={tell}
      isDisabled={isOff}
    />
  )
}
