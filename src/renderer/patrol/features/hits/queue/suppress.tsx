import { useState, type ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { Answers, refusalWords } from '../answers.tsx'
import type { HitDesk } from '../desk.ts'
import { EMPTY_DRAFT } from '../draft.ts'
import { firstMatch } from '../work.ts'

/** The contract wants so much of a reason. */
const LEAST_REASON = 10

type SuppressProps = {
  readonly desk: HitDesk
  readonly car: Car
  readonly hit: Hit
  readonly onDone: () => void
}

/** Quiets a plate for the rest of this shift, or until its list changes. The hit itself stays open. */
export function Suppress({ desk, car, hit, onDone }: SuppressProps): ReactElement {
  const { fields } = useStore(desk.store, ({ drafts }) => drafts[hit.id] ?? EMPTY_DRAFT)
  const reason = fields['suppress'] ?? ''
  const [trouble, setTrouble] = useState<string>()
  const [isSending, setSending] = useState(false)
  const isShort = reason.trim().length < LEAST_REASON
  async function send(): Promise<void> {
    if (isShort || isSending) return
    setSending(true)
    const outcome = await car.call((core, signal) =>
      core.hits.suppress({ id: hit.id, reason: reason.trim() }, { signal }),
    )
    setSending(false)
    if (outcome.kind === 'done') onDone()
    else setTrouble(outcome.kind === 'refused' ? refusalWords(outcome.refusal) : outcome.why)
  }
  const press = (): void => {
    void send()
  }
  return (
    <>
      <div
        className="queue-form"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onDone()
        }}
      >
        <p>
          New hits of {firstMatch(hit).entry.plate} stay quiet until the end of this shift or until the list
          changes. They are still recorded and counted. This hit stays open.
        </p>
        <TextField
          label="Reason"
          hint={`at least ${LEAST_REASON} characters`}
          value={reason}
          isFirst
          onChange={(text) => {
            desk.changeDraft(hit.id, { fields: { ...fields, suppress: text } })
          }}
          onEnter={press}
        />
        {trouble === undefined ? undefined : (
          <p className="desk-trouble" role="alert">
            <strong>Not suppressed.</strong> {trouble}
          </p>
        )}
      </div>
      <Answers
        isSending={isSending}
        answers={[
          { key: 'F1', label: 'Suppress', press, isDisabled: isShort },
          { key: 'F2', label: 'Do not suppress', press: onDone },
        ]}
      />
    </>
  )
}
