import type { ReactElement } from 'react'
import { TextField } from '#renderer/ui/field.tsx'
import type { Hit } from '#shared/domain/hit.ts'
import { RejectReason } from '#shared/domain/hit-step.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { Answers } from '../answers.tsx'
import { DeskScreen } from '../desk-screen.tsx'
import type { HitDesk } from '../desk.ts'
import { HitHead } from '../hit-head.tsx'
import { REASON_WORDS } from '../hit-words.ts'
import { Crop } from '../pictures.tsx'
import { Trouble } from '../trouble.tsx'
import { isPlain } from '../reject-reasons.ts'
import { useWork, type HitWork } from '../work.ts'
import { Exonerate, exonerationOf } from './exonerate.tsx'
import './reject.css'

type RejectProps = {
  readonly desk: HitDesk
  readonly hit: Hit
  readonly officer: Officer
  readonly profile: Profile
  readonly isLinked: boolean
}

/** Why a hit is rejected: one of seven reasons, which the accuracy of the list is counted by. */
export function Reject({ desk, hit, officer, profile, isLinked }: RejectProps): ReactElement {
  const work = useWork({ desk, hit, officer, profile })
  const reason = RejectReason.options.find((one) => one === work.draft.fields['reject.reason'])
  function back(): void {
    if (reason === undefined) desk.back()
    else leaveReason(work)
  }
  return (
    <DeskScreen label="Reject" className="reject" onEscape={back}>
      <HitHead work={{ ...work, back }} isRejecting />
      <div className="reject-body">
        <div className="reject-crop">
          <Crop read={hit.read} />
        </div>
        {reason === undefined ? <Reasons work={work} /> : <Chosen work={work} reason={reason} />}
      </div>
      <Trouble desk={desk} isLinked={isLinked} />
      {reason === undefined ? (
        <Answers
          key="choose"
          isSending={work.isSending}
          answers={[{ key: 'F3', label: 'Do not reject', press: back, weight: 'plain' }]}
        />
      ) : (
        <Send work={work} reason={reason} onBack={back} />
      )}
    </DeskScreen>
  )
}

function leaveReason({ draft, change }: HitWork): void {
  const { 'reject.reason': _, ...fields } = draft.fields
  change({ fields })
}

const DETAILS: Readonly<Record<RejectReason, string>> = {
  'wrong-character': 'the car has other characters',
  'wrong-state': 'the car has another state',
  'wrong-vehicle': 'another make, model, colour or type',
  'record-not-active': 'recovered, served or expired',
  'wrong-person': 'not the person of the record',
  test: 'a test of the equipment',
  other: 'with words',
}

function Reasons({ work }: { readonly work: HitWork }): ReactElement {
  const choose = (reason: RejectReason) => () => {
    if (isPlain(reason) && !wantsIncident(work)) void work.send({ kind: 'rejected', reason, words: '' })
    else work.fill('reject.reason', reason)
  }
  useKeys(Object.fromEntries(RejectReason.options.map((reason, at) => [String(at + 1), choose(reason)])))
  return (
    <div className="reject-reasons">
      <h3>Why is it not a match?</h3>
      <div className="reject-choices">
        {RejectReason.options.map((reason, at) => (
          <KeyButton
            key={reason}
            keyName={String(at + 1)}
            label={REASON_WORDS[reason]}
            detail={DETAILS[reason]}
            onPress={choose(reason)}
          />
        ))}
      </div>
    </div>
  )
}

/** After a stop the profile may want its number, however the hit then ends. */
const wantsIncident = ({ progress, profile }: HitWork): boolean =>
  progress.isEnforced && profile.incidentForEnforcement.value

function Chosen({ work, reason }: { readonly work: HitWork; readonly reason: RejectReason }): ReactElement {
  return (
    <div className="reject-reasons">
      <h3>Reject: {REASON_WORDS[reason].toLowerCase()}</h3>
      <TextField
        label="Words"
        hint={reason === 'other' ? 'needed: what is wrong' : 'optional'}
        value={work.field('reject.words')}
        isFirst={reason === 'other'}
        onChange={(text) => {
          work.fill('reject.words', text)
        }}
      />
      {wantsIncident(work) ? (
        <TextField
          label="Incident or event number"
          hint="of the stop that was made"
          value={work.field('reject.incident')}
          mostCharacters={40}
          onChange={(text) => {
            work.fill('reject.incident', text)
          }}
        />
      ) : undefined}
      <Exonerate work={work} />
    </div>
  )
}

function Send({
  work,
  reason,
  onBack,
}: {
  readonly work: HitWork
  readonly reason: RejectReason
  readonly onBack: () => void
}): ReactElement {
  const { exoneration, isIncomplete } = exonerationOf(work.draft)
  const step = {
    kind: 'rejected',
    reason,
    words: work.field('reject.words').trim(),
    ...(wantsIncident(work) ? { incident: work.field('reject.incident').trim() } : {}),
    ...(exoneration === undefined ? {} : { exoneration }),
  } as const
  return (
    <Answers
      key="send"
      isSending={work.isSending}
      answers={[
        {
          key: 'F1',
          label: 'Reject the hit',
          detail: isIncomplete ? 'the proof needs 10 characters, the days 1 to 365' : undefined,
          isDisabled: isIncomplete,
          refusal: work.refusal(step),
          press() {
            void work.send(step)
          },
        },
        { key: 'F2', label: 'Another reason', press: onBack },
      ]}
    />
  )
}
