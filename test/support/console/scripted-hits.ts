// The hits of a scripted core: raised as a test says, answered by the same pure rules as in the car
// (src/shared/domain/hit-machine.ts), kept in memory.
import { implement, ORPCError } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { AccuracyRow } from '#shared/contract/hits.ts'
import { Exoneration, Hit } from '#shared/domain/hit.ts'
import { refusalOf } from '#shared/domain/hit-machine.ts'
import { progressOf } from '#shared/domain/hit-progress.ts'
import type { HitStep, StepInput } from '#shared/domain/hit-step.ts'
import type { HotListMatch } from '#shared/domain/hot-list.ts'
import type { HitId } from '#shared/domain/ids.ts'
import type { Suppression } from '#shared/domain/local-list.ts'
import type { Officer, Shift } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Read } from '#shared/domain/read.ts'
import { mayDo } from '#shared/domain/rights.ts'
import { madeUpMatch, type MatchScript } from './made-up-match.ts'
import { refuse } from './refuse.ts'

/** A hit in part; `entry` and `match` change its first match, `matches` replaces all. */
export type HitScript = Partial<
  Pick<Hit, 'isDoubtful' | 'isDeferred' | 'status' | 'steps' | 'sightings' | 'exoneration' | 'raisedAt'>
> & {
  readonly read?: Partial<Read>
  readonly entry?: Partial<HotListMatch['entry']>
  readonly match?: MatchScript
  readonly matches?: readonly MatchScript[]
  readonly presentation?: Partial<Hit['presentation']>
}

type ScriptedHitsOptions = {
  /** Adds the next read to the reel, changed so. */
  readonly addRead: (change: Partial<Read>) => Read
  readonly shift: () => Shift | null
  /** Who is signed in. */
  readonly officer: () => Officer | undefined
  readonly profile: () => Profile
  readonly tell: (change: {
    readonly newestRead?: number
    readonly raisedHits?: HitId[]
    readonly hitsChanged?: boolean
    readonly shiftChanged?: boolean
  }) => void
}

export function scriptedHits({ addRead, shift, officer, profile, tell }: ScriptedHitsOptions) {
  const hits = new Map<string, Hit>()
  /** Steps that the console has sent and that were taken, in order, by the hit's sequence. */
  const steps: { sequence: number; step: StepInput }[] = []
  const shown: number[] = []
  const accuracy: AccuracyRow[] = []
  const exonerations: Exoneration[] = []
  const suppressions: Suppression[] = []
  const state = { failingSteps: 0 }
  const os = implement(contract)

  function hitOf(id: string): Hit {
    const hit = hits.get(id)
    if (hit === undefined)
      throw new ORPCError('NOT_FOUND', {
        defined: true,
        message: 'There is no such hit; it may have been purged.',
      })
    return hit
  }

  function officerNow(): Shift['officer'] {
    const officer = shift()?.officer
    if (officer === undefined) throw refuse('a shift', 'Start your shift first.')
    return officer
  }

  function step(hit: Hit, input: StepInput): Hit {
    const officer = officerNow()
    const refusal = refusalOf(hit, input, officer, profile())
    if (refusal !== undefined) throw refuse(refusal.missing, refusal.next, refusal.clause)
    const at = Date.now()
    const taken: HitStep = {
      number: hit.steps.length + 1,
      at,
      afterMs: at - (hit.steps.at(-1)?.at ?? hit.raisedAt),
      by: { badge: officer.badge, name: officer.name },
      input,
    }
    const next = { ...hit, steps: [...hit.steps, taken] }
    const { status, isDeferred } = progressOf(next, profile().verification.value)
    return { ...next, status, isDeferred }
  }

  const handlers = {
    open: os.hits.open.handler(() => [...hits.values()].filter(isOpen)),
    get: os.hits.get.handler(({ input: { id } }) => hitOf(id)),
    shown: os.hits.shown.handler(({ input: { id } }) => {
      const hit = hitOf(id)
      shown.push(hit.sequence)
      const seen = { ...hit, shownAt: hit.shownAt ?? Date.now() }
      hits.set(id, seen)
      return seen
    }),
    step: os.hits.step.handler(({ input: { id, step: input } }) => {
      if (state.failingSteps > 0) {
        state.failingSteps -= 1
        throw new Error('The disk is full.')
      }
      const taken = step(hitOf(id), input)
      hits.set(id, taken)
      steps.push({ sequence: taken.sequence, step: input })
      tell({ hitsChanged: true })
      return taken
    }),
    suppress: os.hits.suppress.handler(({ input: { id, reason } }) => {
      const hit = hitOf(id)
      const officer = officerNow()
      const [match] = hit.matches
      if (match === undefined) throw new Error('a hit has no match')
      const suppression: Suppression = {
        id: crypto.randomUUID(),
        shiftId: shift()?.id ?? '',
        entryKey: match.entry.key,
        plate: match.entry.plate,
        list: match.entry.list,
        listVersion: match.listVersion?.version ?? '',
        reason,
        by: { badge: officer.badge, name: officer.name },
        at: Date.now(),
        quieted: 0,
      }
      suppressions.push(suppression)
      tell({ shiftChanged: true })
      return suppression
    }),
    suppressions: os.hits.suppressions.handler(() => suppressions),
    lift: os.hits.lift.handler(({ input: { id } }) => {
      const at = suppressions.findIndex((suppression) => suppression.id === id)
      if (at >= 0) suppressions.splice(at, 1)
      tell({ shiftChanged: true })
      return suppressions
    }),
    recent: os.hits.recent.handler(({ input: { limit } }) => [...hits.values()].toReversed().slice(0, limit)),
    accuracy: os.hits.accuracy.handler(() => accuracy),
    exonerations: os.hits.exonerations.handler(() => exonerations),
    review: os.hits.review.handler(({ input: { id, isUpheld, words } }) => {
      const reviewer = officer()
      if (reviewer === undefined || !mayDo(reviewer.roles, 'hits.review'))
        throw refuse('a supervisor', 'Have a supervisor review it.', undefined, 'right')
      const at = exonerations.findIndex((exoneration) => exoneration.id === id)
      const exoneration = exonerations[at]
      if (exoneration !== undefined) {
        const by = { badge: reviewer.badge, name: reviewer.name }
        exonerations[at] = { ...exoneration, review: { by, at: Date.now(), isUpheld, words } }
      }
      return exonerations
    }),
  }

  return {
    /** For `os.router({ hits: ... })`. */
    handlers,
    hits,
    steps,
    shown,
    accuracy,
    exonerations,
    suppressions,
    /** `failingSteps` steps are lost as by a full disk. */
    state,
    /** A new read that is a hit: by default a stolen vehicle that matches exactly. */
    raise({ read: change = {}, entry, match, matches, presentation, ...script }: HitScript = {}): Hit {
      const read = addRead(change)
      const sequence = hits.size + 1
      const scripts = matches ?? [{ ...match, entry: { ...match?.entry, ...entry } }]
      const hit = Hit.parse({
        id: `00000000-0000-4000-9000-${String(sequence).padStart(12, '0')}`,
        sequence,
        read,
        matches: scripts.map((one, at) => madeUpMatch(read, one, at)),
        presentation: {
          severity: 'critical',
          sound: 'critical',
          spoken: 'Stolen vehicle',
          mayMute: false,
          isCovert: false,
          ...presentation,
        },
        isDoubtful: false,
        status: 'raised',
        isDeferred: false,
        raisedAt: Date.now(),
        steps: [],
        sightings: [],
        ...script,
      })
      hits.set(hit.id, hit)
      tell({ newestRead: read.sequence, raisedHits: [hit.id] })
      return hit
    },
    /** As if another console, or the retention, had dealt with the hit, before this console hears of it. */
    changeSilently(hit: Hit, change: Partial<Hit>): void {
      hits.set(hit.id, { ...hit, ...change })
    },
    /** Steps of one kind that were taken, in order. */
    taken<K extends StepInput['kind']>(kind: K): Extract<StepInput, { kind: K }>[] {
      return steps.flatMap(({ step }) => (isKind(step, kind) ? [step] : []))
    },
  }
}

/** Covert and silent hits are kept, and no officer is told of them. */
function isOpen({ status, presentation: { severity, isCovert } }: Hit): boolean {
  return status !== 'closed' && severity !== 'silent' && !isCovert
}

function isKind<K extends StepInput['kind']>(
  step: StepInput,
  kind: K,
): step is Extract<StepInput, { kind: K }> {
  return step.kind === kind
}
