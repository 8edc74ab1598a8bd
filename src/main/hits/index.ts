// Hits: possible matches, from the match to the officer's answer. The way from prompt to disposition grows
// here; nothing in it answers by itself.
import type { EventHub } from '#main/events/index.ts'
import type { Match } from '#main/hotlists/index.ts'
import type { HitsRepository } from '#main/storage/hits-repository.ts'
import type { NewHit, RematchedHit } from '#main/storage/records-repository.ts'
import type { Hit, HitAnswer } from '#shared/domain/hit.ts'
import { HitId } from '#shared/domain/ids.ts'

export type Hits = {
  /** Hits that wait for an answer: open before deferred, oldest first. */
  open(): Hit[]
  get(id: HitId): Hit | undefined
  /** The prompt is on the officer's screen; the first report counts. */
  shown(id: HitId): Hit | undefined
  answer(id: HitId, answer: HitAnswer): Hit | 'not-found' | 'already-answered'
}

/** A match becomes an open hit with an id of its own. */
export function toHit(match: Match, raisedAt: number): NewHit {
  const id = HitId.parse(crypto.randomUUID())
  return { ...toRematchedHit(id, match), entry: match.entry, status: 'open', raisedAt }
}

/** What a hit's read says of its match now. */
export function toRematchedHit(id: HitId, match: Match): RematchedHit {
  return {
    id,
    matchKind: match.kind,
    matchedPlate: match.matchedPlate,
    plateProbability: match.plateProbability,
    stateAgreement: match.stateAgreement,
  }
}

export function createHits(repository: HitsRepository, events: EventHub, now: () => number): Hits {
  return {
    open: () => repository.open(),
    get: (id) => repository.get(id),
    shown: (id) => {
      const hit = repository.markShown(id, now())
      events.hitsChanged()
      return hit
    },
    answer: (id, answer) => {
      const result = repository.answer(id, answer, now())
      if (typeof result !== 'string') events.hitsChanged()
      return result
    },
  }
}
