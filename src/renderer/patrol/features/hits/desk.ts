// Which hit is before the officer, and in which screen. What is on the screen is never swapped for another
// hit; the next prompt comes when the officer is through: unanswered hits first, the gravest first.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Car } from '#renderer/connection/car.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import type { HitId } from '#shared/domain/ids.ts'
import { viewsAfter, withScreen, type HitDeskState, type View } from './desk-state.ts'
import { EMPTY_DRAFT, type HitDraft } from './draft.ts'
import { byUrgency } from './waiting.ts'

/**
 * While `store.screen` is not 'none', F1 to F6, Enter, Escape, digits and letters belong to the desk's screen;
 * only F8 (theme) and F10 (queue) are the console's own.
 */
export type HitDesk = {
  readonly store: StoreApi<HitDeskState>
  /** The hits that wait, as the core has them now. */
  readonly take: (waiting: readonly Hit[]) => void
  /** Opens the queue over whatever hit is up, or leaves it. */
  readonly toggleQueue: () => void
  /** Opens a hit where it stands: its prompt while that is unanswered, else its checklist. */
  readonly open: (hit: Hit) => void
  readonly openReject: () => void
  readonly explain: (hit: Hit) => void
  /** One screen back. */
  readonly back: () => void
  /** Puts a prompt that was asked for back; one that is unanswered has to be answered. */
  readonly backFromPrompt: () => void
  /** Sends one step of the hit that is up; true when it was taken. */
  readonly send: (step: StepInput) => Promise<boolean>
  readonly shown: (id: HitId) => void
  readonly changeDraft: (id: HitId, change: Partial<HitDraft>) => void
  /** Forgets every hit and all that was said of it: nobody is signed in any more. */
  readonly forget: () => void
}

type DeskOptions = {
  readonly car: Pick<Car, 'call' | 'keepHit' | 'hitShown'>
  /** Milliseconds; for the pause after a prompt has given way to the next. */
  readonly now: () => number
}

/** After a prompt has given way to the next, so long no answer is taken: it was meant for the first. */
const SWAP_GUARD_MS = 400

const NOTHING_SAID = { failure: undefined, refusal: undefined } as const
const EMPTY: HitDeskState = {
  waiting: [],
  screen: 'none',
  current: undefined,
  views: [],
  drafts: {},
  isSending: false,
  ...NOTHING_SAID,
  gone: undefined,
}

export function createHitDesk({ car, now }: DeskOptions): HitDesk {
  const store = createStore<HitDeskState>(() => EMPTY)
  let swappedAt = Number.NEGATIVE_INFINITY

  function settle(change: Partial<Pick<HitDeskState, 'waiting' | 'views' | 'gone'>>): void {
    const before = store.getState()
    const after = withScreen({ ...before, ...change })
    const isSwapped = after.current?.id !== before.current?.id || after.screen !== before.screen
    if (before.screen === 'prompt' && after.screen === 'prompt' && isSwapped) swappedAt = now()
    store.setState(isSwapped ? { ...after, ...NOTHING_SAID } : after)
  }

  function goneWords(id: HitId): string {
    const isOpen = store.getState().waiting.some((hit) => hit.id === id)
    return isOpen
      ? 'It was answered elsewhere; F10 shows it among the open hits.'
      : 'It was closed elsewhere.'
  }

  function push(view: View): void {
    settle({ views: [...store.getState().views, view], gone: undefined })
  }

  /** A refusal may be old news: what the hit looks like now is asked for, and whether it is still there. */
  async function askAgain(id: HitId): Promise<void> {
    const outcome = await car.call((core, signal) => core.hits.get({ id }, { signal }))
    if (outcome.kind === 'done') car.keepHit(outcome.value)
  }

  return {
    store,
    take(waiting) {
      const { current, screen, isSending } = store.getState()
      settle({ waiting: waiting.toSorted(byUrgency) })
      if (current === undefined || isSending || screen === 'explain') return
      if (store.getState().current?.id === current.id) return
      // Nobody at this console has taken it away.
      store.setState({ gone: goneWords(current.id) })
    },
    toggleQueue() {
      const { views } = store.getState()
      const isUp = views.some(({ screen }) => screen === 'queue')
      settle({ views: isUp ? [] : [{ screen: 'queue' }], gone: undefined })
    },
    open(hit) {
      const { id } = hit
      push(hit.status === 'raised' ? { screen: 'prompt', id, isAsked: true } : { screen: 'hit', id })
    },
    openReject() {
      const { current, isSending } = store.getState()
      if (current !== undefined && !isSending && now() - swappedAt >= SWAP_GUARD_MS)
        push({ screen: 'reject', id: current.id })
    },
    explain(hit) {
      push({ screen: 'explain', hit })
    },
    back() {
      const { views } = store.getState()
      settle({ views: views.slice(0, -1) })
    },
    backFromPrompt() {
      const { views } = store.getState()
      const top = views.at(-1)
      if (top?.screen === 'prompt' && top.isAsked) settle({ views: views.slice(0, -1) })
    },
    async send(step) {
      const { current, screen, isSending } = store.getState()
      if (current === undefined || isSending) return false
      if (screen === 'prompt' && now() - swappedAt < SWAP_GUARD_MS) return false
      const { id } = current
      store.setState({ isSending: true, ...NOTHING_SAID, gone: undefined })
      const outcome = await car.call((core, signal) => core.hits.step({ id, step }, { signal }))
      if (outcome.kind === 'done') car.keepHit(outcome.value)
      store.setState({ isSending: false })
      switch (outcome.kind) {
        case 'done':
          settle({ views: viewsAfter(store.getState().views, outcome.value) })
          return true
        case 'refused':
          settle({})
          // It may have gone while the answer was under way: then nobody is left to read the refusal.
          store.setState(
            store.getState().current?.id === id ? { refusal: outcome.refusal } : { gone: goneWords(id) },
          )
          await askAgain(id)
          return false
        case 'gone':
          settle({ waiting: store.getState().waiting.filter((hit) => hit.id !== id), gone: outcome.why })
          return false
        case 'failed':
        default:
          settle({})
          store.setState({ failure: outcome.why })
          return false
      }
    },
    shown(id) {
      void car.hitShown(id)
    },
    changeDraft(id, change) {
      store.setState(({ drafts }) => ({
        drafts: { ...drafts, [id]: { ...(drafts[id] ?? EMPTY_DRAFT), ...change } },
      }))
    },
    forget() {
      store.setState(EMPTY, true)
    },
  }
}
