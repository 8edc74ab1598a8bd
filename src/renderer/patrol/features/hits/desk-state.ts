// What the desk shows: screens over the stage from the first to the one that is up, and when each has to go.
import type { Hit } from '#shared/domain/hit.ts'
import type { Refusal } from '#shared/domain/hit-step.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { HitDraft } from './draft.ts'
import { isUnanswered } from './waiting.ts'

export type HitScreen = 'none' | 'prompt' | 'hit' | 'reject' | 'queue' | 'explain'

/** One screen over the stage. A prompt that was asked for shows a hit that was put off before. */
export type View =
  | { readonly screen: 'queue' }
  | { readonly screen: 'prompt'; readonly id: HitId; readonly isAsked: boolean }
  | { readonly screen: 'hit' | 'reject'; readonly id: HitId }
  | { readonly screen: 'explain'; readonly hit: Hit }

export type HitDeskState = {
  /** Hits that are not closed, in the order in which they come before the officer. */
  readonly waiting: readonly Hit[]
  readonly screen: HitScreen
  /** The hit of the screen; the queue has none. */
  readonly current: Hit | undefined
  /** Screens from the first to the one that is up; Esc takes the last away. */
  readonly views: readonly View[]
  readonly drafts: Readonly<Record<string, HitDraft>>
  readonly isSending: boolean
  /** Why the last answer was not saved, or not taken. */
  readonly failure: string | undefined
  readonly refusal: Refusal | undefined
  /** A hit that left the screen without the answer of this console. */
  readonly gone: string | undefined
}

/** Where an answered prompt leads: on to the hit, or away from it. */
export function viewsAfter(views: readonly View[], { id, status, isDeferred }: Hit): readonly View[] {
  const others = views.filter((view) => view.screen !== 'prompt' || view.id !== id)
  if (status === 'acknowledged' && others.length < views.length) return [...others, { screen: 'hit', id }]
  return isDeferred ? others : views
}

/** Takes away screens of hits that are gone; without any, the next unanswered prompt comes up. */
export function withScreen(state: HitDeskState): HitDeskState {
  const { waiting } = state
  const find = (id: HitId): Hit | undefined => waiting.find((hit) => hit.id === id)
  // The list may tell of a step before its answer is here; the answer says where the officer goes.
  if (state.isSending) return { ...state, current: hitOf(state.views.at(-1), find) ?? state.current }
  const mayStay = (view: View): boolean => {
    if (view.screen === 'queue' || view.screen === 'explain') return true
    const hit = find(view.id)
    if (view.screen !== 'prompt') return hit !== undefined
    return hit?.status === 'raised' && (view.isAsked || !hit.isDeferred)
  }
  const kept = state.views.filter(mayStay)
  const next = waiting.find(isUnanswered)
  const views: readonly View[] =
    kept.length === 0 && next !== undefined ? [{ screen: 'prompt', id: next.id, isAsked: false }] : kept
  const top = views.at(-1)
  return { ...state, views, screen: top?.screen ?? 'none', current: hitOf(top, find) }
}

function hitOf(view: View | undefined, find: (id: HitId) => Hit | undefined): Hit | undefined {
  if (view === undefined || view.screen === 'queue') return undefined
  return view.screen === 'explain' ? (find(view.hit.id) ?? view.hit) : find(view.id)
}
