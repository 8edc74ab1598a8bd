import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import type { HitDraft } from '../draft.ts'
import type { HitWork } from '../work.ts'

const LEAST_PROOF = 10
const MOST_DAYS = 365
const USUAL_DAYS = '30'

/** The exoneration as typed; undefined where the officer wants none. */
export function exonerationOf({ fields }: HitDraft): {
  readonly exoneration: { readonly proof: string; readonly days: number } | undefined
  readonly isIncomplete: boolean
} {
  if (fields['reject.remember'] !== 'yes') return { exoneration: undefined, isIncomplete: false }
  const proof = (fields['reject.proof'] ?? '').trim()
  const days = Number(fields['reject.days'] ?? USUAL_DAYS)
  const isComplete = proof.length >= LEAST_PROOF && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS
  return { exoneration: isComplete ? { proof, days } : undefined, isIncomplete: !isComplete }
}

/** "Remember: not the wanted vehicle", with its proof; a supervisor reviews it and it expires. */
export function Exonerate({ work }: { readonly work: HitWork }): ReactElement {
  const isOn = work.field('reject.remember') === 'yes'
  const toggle = (): void => {
    work.fill('reject.remember', isOn ? '' : 'yes')
  }
  useKeys({ F4: toggle })
  return (
    <>
      <KeyButton
        keyName="F4"
        label="Remember: this is not the wanted vehicle"
        detail={isOn ? 'on: the next alert says so, a supervisor reviews it' : 'off'}
        weight={isOn ? 'main' : 'plain'}
        isPressed={isOn}
        onPress={toggle}
      />
      {isOn ? (
        <div className="reject-proof">
          <TextField
            label="Proof"
            hint={`at least ${LEAST_PROOF} characters`}
            value={work.field('reject.proof')}
            isFirst
            onChange={(text) => {
              work.fill('reject.proof', text)
            }}
          />
          <TextField
            label="Days"
            hint={`1 to ${MOST_DAYS}`}
            value={work.draft.fields['reject.days'] ?? USUAL_DAYS}
            mostCharacters={3}
            onChange={(text) => {
              work.fill('reject.days', text)
            }}
          />
        </div>
      ) : undefined}
    </>
  )
}
