import { useState, type ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'
import { useAction } from '#renderer/connection/use-action.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { PlainButton, Screen, SubmitButton } from '#renderer/ui/screen.tsx'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Trouble } from '#renderer/ui/trouble.tsx'
import { clockTime } from '#renderer/office/words/when.ts'
import { dueMark, leftWords, nextWords } from '#renderer/patrol/words/transfer-words.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { Mutes } from './mutes.tsx'
import { purposeWords } from './purpose-words.ts'
import { hitSubject } from './shift-words.ts'
import './shift.css'

type SignOffProps = {
  readonly car: Car
  readonly onQueue: () => void
  readonly onBack: () => void
}

/** The running shift: what is muted, what is still open, and its end. */
export function SignOff({ car, onQueue, onBack }: SignOffProps): ReactElement {
  const { shift, waiting = [], transfer } = useStore(car.store)
  const action = useAction(car)
  const [isLeaving, setIsLeaving] = useState(false)
  const mustSay = waiting.length > 0 && !isLeaving

  function signOff(): void {
    if (mustSay) setIsLeaving(true)
    else
      void action.run(
        (core, signal) => core.session.signOut({ leavesOpenHits: waiting.length > 0 }, { signal }),
        car.enter,
      )
  }

  return (
    <Screen
      title="Shift"
      lead={
        shift === null || shift === undefined
          ? undefined
          : `${shift.officer.name}, badge ${shift.officer.badge}, since ${clockTime(shift.startedAt)}, for ${purposeWords(shift)}`
      }
      onSubmit={signOff}
      onBack={onBack}
      trouble={<Trouble trouble={action.trouble} title="Not signed off." />}
      actions={
        <>
          <SubmitButton label={signOffWord(waiting, isLeaving)} isDisabled={action.isBusy} />
          {waiting.length === 0 ? undefined : (
            <KeyButton keyName="F10" label="Go to the open hits" onPress={onQueue} />
          )}
          {isLeaving && waiting.length > 0 ? (
            <PlainButton
              label="Do not sign off"
              onPress={() => {
                setIsLeaving(false)
              }}
            />
          ) : undefined}
        </>
      }
    >
      <div className="halves">
        <div className="stack">
          <h3>Open hits</h3>
          {waiting.length === 0 ? <p>None. Every hit of this shift is closed.</p> : undefined}
          {isLeaving && waiting.length > 0 ? (
            <p role="status">
              <strong>You leave {waiting.length === 1 ? 'this hit' : 'these hits'} open.</strong> Whoever
              starts the next shift finds them in the queue.
            </p>
          ) : undefined}
          <ul className="stack" aria-label="Open hits">
            {waiting.map((hit) => (
              <li key={hit.id} className="shift-hit" data-severity={hit.presentation.severity}>
                <SeverityShape severity={hit.presentation.severity} />
                {hitSubject(hit)}, {clockTime(hit.raisedAt)}, {hit.status}
              </li>
            ))}
          </ul>
          <h3>Transfer</h3>
          <TransferLeft transfer={transfer} />
        </div>
        <Mutes car={car} />
      </div>
    </Screen>
  )
}

function signOffWord(waiting: readonly Hit[], isLeaving: boolean): string {
  if (waiting.length === 0) return 'Sign off'
  return isLeaving ? 'Leave them and sign off' : `Sign off with ${waiting.length} open`
}

/** What of this shift, or of before, is still only in this car. */
function TransferLeft({ transfer }: { readonly transfer: TransferStatus | undefined }): ReactElement {
  if (transfer === undefined) return <p>Not known yet.</p>
  const { due, running } = transfer
  const mark = dueMark(due)
  return (
    <>
      <p>{leftWords(transfer)}</p>
      {due.level === 'fine' ? undefined : (
        <p>
          <StateMark standing={mark.standing}>
            {mark.word}
            {due.clause === undefined ? '' : ` (${due.clause})`}
          </StateMark>{' '}
          {nextWords(transfer)}
        </p>
      )}
      {running === undefined ? undefined : <p>It is being sent now; it goes on after you have signed off.</p>}
    </>
  )
}
