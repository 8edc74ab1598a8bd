// Hits: possible matches, from the match to their end. Which step may follow which is told by the shared state
// machine; here are who takes it, and its record. Nothing in it answers by itself.
import type { Audit } from '#main/audit/index.ts'
import type { Shifts } from '#main/shifts/index.ts'
import type { EventHub } from '#main/events/index.ts'
import type { HitsRepository } from '#main/storage/hits-repository.ts'
import type { AccuracyRow } from '#shared/contract/hits.ts'
import type { BareAlert } from '#shared/contract/session.ts'
import { refusalOf } from '#shared/domain/hit-machine.ts'
import { progressOf } from '#shared/domain/hit-progress.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import type { Hit } from '#shared/domain/hit.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Suppression } from '#shared/domain/local-list.ts'
import { byOf, type By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { mustNotRefuse } from '../refused.ts'
import { accuracyOf } from './accuracy.ts'
import type { Quieting } from './quieting.ts'

export { auditedRecords, type KeepRecords } from './audited-records.ts'
export { createQuieting, type Quieting } from './quieting.ts'
export { createRaising, type PresentedMatch, type Raising } from './raise.ts'

export type Hits = {
  /** Hits that are not closed and may be shown: gravest first, then oldest. */
  open(): Hit[]
  get(id: HitId): Hit | undefined
  recent(before: number, limit: number): Hit[]
  /** The prompt is on the officer's screen; the first report counts. */
  shown(id: HitId, by: By): Hit | undefined
  /** Takes one step, or throws the refusal. Undefined for an unknown hit. */
  step(id: HitId, input: StepInput): Hit | undefined
  /** Critical hits that nobody has closed, without anything of their records or their past. */
  bareAlerts(): BareAlert[]
  /** Quiets the entry that the hit is about. Undefined for an unknown hit. */
  suppress(id: HitId, reason: string): Suppression | undefined
  accuracy(): AccuracyRow[]
}

type Options = {
  readonly repository: HitsRepository
  readonly profile: Profile
  readonly shifts: Pick<Shifts, 'officer'>
  readonly quieting: Pick<Quieting, 'exonerate' | 'suppress'>
  readonly audit: Audit
  readonly events: EventHub
  readonly now: () => number
}

export function createHits({ repository, profile, shifts, quieting, audit, events, now }: Options): Hits {
  return {
    open: () => repository.open(),
    get: (id) => repository.get(id),
    recent: (before, limit) => repository.recent(before, limit),
    shown: (id, by) => {
      const before = repository.get(id)
      if (before?.shownAt === undefined) audit(by, 'hit.shown', id, {}, aboutHit(before))
      const hit = repository.markShown(id, now())
      events.hitsChanged()
      return hit
    },
    step: (id, input) => {
      const officer = shifts.officer()
      const hit = repository.get(id)
      if (hit === undefined) return undefined
      mustNotRefuse(refusalOf(hit, input, officer, profile))
      const at = now()
      const by = byOf(officer)
      const step = { number: hit.steps.length + 1, at, afterMs: 0, by, input }
      const { status, isDeferred } = progressOf(
        { ...hit, steps: [...hit.steps, step] },
        profile.verification.value,
      )
      const proof = input.kind === 'rejected' ? input.exoneration : undefined
      const after = repository.addStep({ id, input, by, at, status, isDeferred }, () => {
        audit(by, 'hit.step', id, auditedStep(input), aboutHit(hit))
        if (proof !== undefined) quieting.exonerate(hit, meantMatch(hit, profile), proof, officer)
      })
      events.hitsChanged()
      return after
    },
    suppress: (id, reason) => {
      const hit = repository.get(id)
      return hit && quieting.suppress(hit, meantMatch(hit, profile), reason)
    },
    bareAlerts: () =>
      repository
        .open()
        .filter(({ presentation }) => presentation.severity === 'critical')
        .map(toBareAlert),
    accuracy: () => accuracyOf(repository.closed()),
  }
}

/** The entry that a hit is about: the one that what was seen agrees with best, before a comparison the gravest. */
function meantMatch(hit: Hit, profile: Profile): HotListMatch {
  const match = progressOf(hit, profile.verification.value).comparison?.match ?? hit.matches[0]
  if (match === undefined) throw new Error('a hit has no match')
  return match
}

const aboutHit = (hit: Hit | undefined) => (hit === undefined ? {} : { plate: hit.read.plate })

/** The step as the audit has it: what was done, without the plates and people that its words may name. */
function auditedStep(input: StepInput): Readonly<Record<string, string | boolean | null>> {
  const { kind } = input
  if (kind === 'compared') {
    const { vehicle, isTyped } = input.seen
    return { kind, vehicle, isTyped }
  }
  if (kind === 'checked') {
    const channel = 'channel' in input ? input.channel : null
    return { kind, item: input.item, answer: input.answer, channel }
  }
  if (kind === 'skipped') return { kind, item: input.item }
  if (kind === 'decided') return { kind, decision: input.decision, ground: input.ground ?? null }
  if (kind === 'rejected') {
    return { kind, reason: input.reason, isExonerated: input.exoneration !== undefined }
  }
  if (kind === 'closed') return { kind, incident: input.incident }
  return { kind }
}

function toBareAlert({ id, matches, raisedAt, isDoubtful, read }: Hit): BareAlert {
  const [gravest] = matches
  if (gravest === undefined) throw new Error('a hit has no match')
  return {
    id,
    category: gravest.entry.category,
    raisedAt,
    isDoubtful,
    ...(read.cropHash === undefined ? {} : { cropHash: read.cropHash }),
  }
}
