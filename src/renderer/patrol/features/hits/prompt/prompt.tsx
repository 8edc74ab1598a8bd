import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { clockTime } from '#renderer/office/words/when.ts'
import { headingWords, whereRead } from '#renderer/office/words/where.ts'
import { CATEGORY_WORDS } from '#shared/domain/category.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import { Answers } from '../answers.tsx'
import type { HitDesk } from '../desk.ts'
import { Crop } from '../pictures.tsx'
import { Trouble } from '../trouble.tsx'
import { firstMatch } from '../work.ts'
import { PromptHead } from './prompt-head.tsx'
import { PromptPlates } from './prompt-plates.tsx'
import { Remarks } from './remarks.tsx'
import { usePainted } from './use-painted.ts'
import './prompt.css'

type PromptProps = {
  readonly desk: HitDesk
  readonly hit: Hit
  readonly profile: Profile
  readonly isLinked: boolean
}

/**
 * A possible match before the officer: what was listed, what was read and how often that is wrong. Person data
 * and cautions are not here; they are shown in the hit once it is opened. It never takes the focus.
 */
export function Prompt({ desk, hit, profile, isLinked }: PromptProps): ReactElement {
  const isSending = useStore(desk.store, (state) => state.isSending)
  const { entry } = firstMatch(hit)
  usePainted(hit.id, desk.shown)
  useKeys({ Escape: desk.backFromPrompt })
  const send = (step: StepInput) => () => {
    void desk.send(step)
  }
  const heading = headingWords(hit.read.location)
  return (
    <section
      className="desk-screen prompt"
      role="alertdialog"
      aria-modal="false"
      aria-labelledby="prompt-title"
      data-kind={entry.kind}
    >
      <p className="heard-only" role="alert">
        Possible match, not verified: {CATEGORY_WORDS[entry.category]}
      </p>
      <PromptHead hit={hit} desk={desk} profile={profile} />
      <div className="prompt-body">
        <div className="prompt-picture">
          <Crop read={hit.read} />
          <p className="figures">
            {hit.read.cameraName}, {clockTime(hit.read.capturedAt)}, {whereRead(hit.read.location)}
            {heading === undefined ? '' : `, heading ${heading}`}
          </p>
          <Remarks hit={hit} />
        </div>
        <PromptPlates hit={hit} />
      </div>
      <Trouble desk={desk} isLinked={isLinked} />
      <Answers
        isSending={isSending}
        answers={[
          { key: 'F1', label: 'Matches what I see', press: send({ kind: 'acknowledged' }) },
          { key: 'F2', label: 'Wrong plate or state', press: desk.openReject },
          { key: 'F3', label: 'Not now', press: send({ kind: 'deferred' }) },
        ]}
      />
    </section>
  )
}
