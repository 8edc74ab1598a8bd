import { useEffect, type ReactElement } from 'react'
import { useStore } from 'zustand'
import { KeyButton } from '#renderer/ui/key-button.tsx'
import { Picture } from '#renderer/ui/picture.tsx'
import { SeverityShape } from '#renderer/ui/severity.tsx'
import { playTone } from '#renderer/ui/tone.ts'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { mediaUrl } from '#renderer/patrol/words/media-url.ts'
import { severityOf } from '#renderer/patrol/words/severity-of.ts'
import { clockTime, span } from '#renderer/patrol/words/when.ts'
import { whereRead } from '#renderer/patrol/words/where.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import { Comparison } from './comparison.tsx'
import { moreWaiting, type Prompts } from './prompt-store.ts'
import { usePainted } from './use-painted.ts'
import './prompt.css'

type PromptProps = {
  readonly prompts: Prompts
  readonly hotLists: readonly HotListStatus[]
  readonly onShown: (id: HitId) => void
}

/** The prompt over the console, if a hit is before the officer. It never takes the focus. */
export function Prompt({ prompts, hotLists, onShown }: PromptProps): ReactElement | undefined {
  const current = useStore(prompts.store, (state) => state.current)
  return current === undefined ? undefined : (
    <Card key={current.id} hit={current} prompts={prompts} hotLists={hotLists} onShown={onShown} />
  )
}

function Card({ hit, prompts, hotLists, onShown }: PromptProps & { readonly hit: Hit }): ReactElement {
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
      <PromptHead hit={hit} prompts={prompts} hotLists={hotLists} />
      <div className="prompt-body">
        <div className="prompt-crop">
          <Picture src={mediaUrl(hit.read.cropHash)} label="The plate as it was read" isPixelated />
        </div>
        <Comparison hit={hit} />
      </div>
      <p className="prompt-facts">
        <strong>{hit.entry.description}</strong>
        <span className="figures">
          {hit.read.cameraName}, {clockTime(hit.read.capturedAt)}, {whereRead(hit.read.location)}
        </span>
      </p>
      {failure === undefined ? undefined : (
        <p className="prompt-failure" role="alert">
          <strong>Your answer was not saved.</strong> {failure} Answer again when it is back.
        </p>
      )}
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

function PromptHead({
  hit,
  prompts,
  hotLists,
}: Omit<PromptProps, 'onShown'> & { readonly hit: Hit }): ReactElement {
  const state = useStore(prompts.store)
  const now = useNow(10_000)
  const severity = severityOf(hit.entry.category)
  const list = hotLists.find(({ name }) => name === hit.entry.listName)
  const age = list === undefined ? 'no longer loaded' : `${span(now - list.writtenAt)} old`
  return (
    <header data-severity={severity} data-open={hit.status === 'open'}>
      <SeverityShape severity={severity} />
      <h2 id="prompt-title">
        <span className="prompt-category">{hit.entry.category}</span>
        <span>Possible match - not verified</span>
      </h2>
      <p className="prompt-list figures">
        <span>
          {severity} · list {hit.entry.listName}, {age}
        </span>
        <strong>{waitingWords(moreWaiting(state), hit)}</strong>
      </p>
    </header>
  )
}

/** "2 more waiting, 1 of them critical"; a deferred prompt says that it is one. */
function waitingWords(more: readonly Hit[], { status }: Hit): string {
  const critical = more.filter(({ entry }) => severityOf(entry.category) === 'critical').length
  const count = more.length === 0 ? '' : `${more.length} more waiting`
  const gravest = critical === 0 ? '' : `${critical} critical`
  return [status === 'deferred' ? 'put off before' : '', count, gravest]
    .filter((part) => part !== '')
    .join(', ')
}
