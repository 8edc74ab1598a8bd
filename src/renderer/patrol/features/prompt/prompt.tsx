import { useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Picture } from '#renderer/ui/picture.tsx'
import { playTone } from '#renderer/ui/tone.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { severityOf } from '#renderer/patrol/words/severity-of.ts'
import { clockTime } from '#renderer/patrol/words/when.ts'
import { whereRead } from '#renderer/patrol/words/where.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import { Comparison } from './comparison.tsx'
import { PromptHead } from './prompt-head.tsx'
import type { Prompts } from './prompt-store.ts'
import { usePainted } from './use-painted.ts'
import './prompt.css'

type PromptProps = {
  readonly prompts: Prompts
  readonly hotLists: readonly HotListStatus[]
  /** False while the core is lost: no answer can be saved. */
  readonly isLinked: boolean
  readonly onShown: (id: HitId) => void
}

/** The prompt over the console, if a hit is before the officer. It never takes the focus. */
export function Prompt(props: PromptProps): ReactElement | undefined {
  const current = useStore(props.prompts.store, (state) => state.current)
  return current === undefined ? undefined : <Card key={current.id} hit={current} {...props} />
}

function Card({
  hit,
  prompts,
  hotLists,
  isLinked,
  onShown,
}: PromptProps & { readonly hit: Hit }): ReactElement {
  const { isSending, failure } = useStore(prompts.store)
  const severity = severityOf(hit.entry.category)
  const answers = {
    F1: () => {
      void prompts.answer('accepted')
    },
    F2: () => {
      void prompts.answer('rejected')
    },
    F3: () => {
      void prompts.answer('deferred')
    },
  }
  useKeys({ ...answers, Escape: prompts.close })
  usePainted(hit.id, onShown)
  const isOpen = hit.status === 'open'
  useEffect(() => {
    if (isOpen) playTone(severity)
    // Once for each prompt: what changes on it later makes no sound.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the card is made anew for each hit
  }, [])

  return (
    <section className="prompt" role="alertdialog" aria-modal="false" aria-labelledby="prompt-title">
      <p className="heard-only" role="alert">
        Possible match, not verified: {hit.entry.category}
      </p>
      <PromptHead hit={hit} prompts={prompts} hotLists={hotLists} />
      <div className="prompt-body">
        <div className="prompt-picture">
          <div className="prompt-crop">
            <Picture src={mediaUrl(hit.read.cropHash)} label="The plate as it was read" isPixelated />
          </div>
          <p className="prompt-description">{hit.entry.description}</p>
          <p className="figures">
            {hit.read.cameraName}, {clockTime(hit.read.capturedAt)}, {whereRead(hit.read.location)}
          </p>
        </div>
        <Comparison hit={hit} />
      </div>
      <Trouble failure={failure} isLinked={isLinked} />
      <div className="prompt-answers">
        <KeyButton
          keyName="F1"
          label="Matches what I see"
          weight="main"
          onPress={answers.F1}
          isDisabled={isSending}
        />
        <KeyButton
          keyName="F2"
          label="Wrong plate or state"
          weight="main"
          onPress={answers.F2}
          isDisabled={isSending}
        />
        <KeyButton keyName="F3" label="Not now" weight="main" onPress={answers.F3} isDisabled={isSending} />
      </div>
    </section>
  )
}

/** Why answers are not saved just now; nothing when they are. */
function Trouble({
  failure,
  isLinked,
}: {
  readonly failure: string | undefined
  readonly isLinked: boolean
}): ReactElement | undefined {
  if (failure !== undefined) {
    return (
      <p className="prompt-trouble" role="alert">
        <strong>Your answer was not saved.</strong> {failure} The prompt stays: answer again.
      </p>
    )
  }
  return isLinked ? undefined : (
    <p className="prompt-trouble" role="status">
      <strong>Console lost the car&apos;s core.</strong> Reconnecting; no answer can be saved until then.
    </p>
  )
}
