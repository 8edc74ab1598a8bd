// Which hit is before the officer. A prompt that is on the screen is never swapped for another; the
// next one comes when it has been answered: open hits first, the gravest first, then the oldest.
// Deferred hits come back only when the officer asks for them.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AnswerResult } from '#renderer/connection/car.ts'
import { SEVERITIES } from '#renderer/ui/severity.tsx'
import { severityOf } from '#renderer/patrol/words/severity-of.ts'
import type { Hit, HitAnswer } from '#shared/domain/hit.ts'
import type { HitId } from '#shared/domain/ids.ts'

export type PromptState = {
  readonly waiting: readonly Hit[]
  /** The hit on the screen. */
  readonly current: Hit | undefined
  /** Deferred hits still to be gone through, while the officer does so. */
  readonly review: readonly HitId[] | undefined
  readonly isSending: boolean
  /** Why the last answer was not taken, said on the prompt it belongs to. */
  readonly failure: string | undefined
  /** A hit that left the screen without the answer of this console. */
  readonly gone: string | undefined
}

export type Prompts = {
  readonly store: StoreApi<PromptState>
  /** The hits that wait, as the core has them now. */
  readonly take: (waiting: readonly Hit[]) => void
  readonly answer: (answer: HitAnswer) => Promise<void>
  /** Goes through the deferred hits, or stops doing so. */
  readonly toggleReview: () => void
  /** Puts a deferred hit back unanswered. An open one has to be answered. */
  readonly close: () => void
}

/** After a prompt has given way to the next, so long no answer is taken: it was meant for the first. */
const SWAP_GUARD_MS = 400

type PromptsOptions = {
  readonly answerHit: (id: HitId, answer: HitAnswer) => Promise<AnswerResult>
  readonly now: () => number
}

export function createPrompts({ answerHit, now }: PromptsOptions): Prompts {
  const store = createStore<PromptState>(() => ({
    waiting: [],
    current: undefined,
    review: undefined,
    isSending: false,
    failure: undefined,
    gone: undefined,
  }))
  let swappedAt = 0

  function settle(change: Partial<PromptState>): void {
    const before = store.getState()
    const after = withCurrent({ ...before, ...change })
    if (after.current?.id !== before.current?.id) {
      if (before.current !== undefined && after.current !== undefined) swappedAt = now()
      store.setState({ ...after, failure: undefined })
    } else {
      store.setState(after)
    }
  }

  function past(id: HitId): Partial<PromptState> {
    const { review } = store.getState()
    return { current: undefined, review: review?.filter((other) => other !== id) }
  }

  return {
    store,
    take(waiting) {
      settle({ waiting: [...waiting].toSorted(byUrgency) })
    },
    async answer(answer) {
      const { current, isSending } = store.getState()
      if (current === undefined || isSending || now() - swappedAt < SWAP_GUARD_MS) return
      const { id } = current
      store.setState({ isSending: true, failure: undefined, gone: undefined })
      const result = await answerHit(id, answer)
      store.setState({ isSending: false })
      if (result.kind === 'failed') {
        store.setState({ failure: result.why })
        return
      }
      if (result.kind === 'gone') store.setState({ gone: result.why })
      // Usually the core's list has moved on already; what is left is a deferred hit that stays deferred.
      if (store.getState().current?.id === id) settle(past(id))
    },
    toggleReview() {
      const { review, waiting } = store.getState()
      if (review !== undefined) settle({ review: undefined })
      else
        settle({
          review: waiting.filter(({ status }) => status === 'deferred').map(({ id }) => id),
          gone: undefined,
        })
    },
    close() {
      if (store.getState().current?.status === 'deferred') settle({ review: undefined })
    },
  }
}

/** How many more wait behind the prompt on the screen. */
export function moreWaiting({ waiting, current, review }: PromptState): readonly Hit[] {
  return waiting.filter(
    ({ id, status }) => id !== current?.id && (status === 'open' || (review?.includes(id) ?? false)),
  )
}

/** Keeps the hit that is on the screen as long as it may stay there, else takes the next. */
function withCurrent(state: PromptState): PromptState {
  const { waiting } = state
  const review = state.review?.filter((id) =>
    waiting.some((hit) => hit.id === id && hit.status === 'deferred'),
  )
  const isWanted = ({ id, status }: Hit): boolean => status === 'open' || (review?.includes(id) ?? false)
  const current =
    waiting.find((hit) => hit.id === state.current?.id && isWanted(hit)) ??
    waiting.find(({ status }) => status === 'open') ??
    waiting.find(isWanted)
  return { ...state, current, review: review?.length === 0 ? undefined : review }
}

function byUrgency(one: Hit, other: Hit): number {
  return weight(one) - weight(other) || one.sequence - other.sequence
}

function weight({ status, entry }: Hit): number {
  return (status === 'open' ? 0 : SEVERITIES.length) + SEVERITIES.indexOf(severityOf(entry.category))
}
