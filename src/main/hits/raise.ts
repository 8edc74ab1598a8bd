// What becomes of a read's matches: an alert, a silent record, one more sighting of a hit that is there already,
// or nothing. Nothing here is ever accepted or rejected.
import type { HotListMatch, Presentation } from '#shared/domain/hot-list.ts'
import { HitId } from '#shared/domain/ids.ts'
import type { Suppression } from '#shared/domain/local-list.ts'
import { metresBetween } from '#shared/domain/place-distance.ts'
import { Location } from '#shared/domain/place.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Read } from '#shared/domain/read.ts'
import { bySeverity, type Severity } from '#shared/domain/severity.ts'
import type { HitsRepository } from '#main/storage/hits-repository.ts'
import type { QuietingRepository } from '#main/storage/quieting-repository.ts'
import type { NewHit, NewSighting, RematchedHit } from '#main/storage/records-repository.ts'

/** A match with the way in which it would be brought before the officer. */
export type PresentedMatch = { readonly match: HotListMatch; readonly presentation: Presentation }

export type Judgement =
  | { readonly kind: 'raise'; readonly hit: NewHit }
  | { readonly kind: 'sighting'; readonly sighting: NewSighting }
  /** All that it matched is quiet for this shift; counted. */
  | { readonly kind: 'quieted' }
  | { readonly kind: 'none' }

type SeenRead = Pick<Read, 'id' | 'capturedAt' | 'cameraName' | 'location'>

export type Raising = {
  /** For a read that has raised nothing yet; covert matches are left out, no hit that is shown may hold them. */
  judge(read: SeenRead, matches: readonly PresentedMatch[], at: number): Judgement
  /** The same of the covert matches alone. */
  judgeCovert(read: SeenRead, matches: readonly PresentedMatch[], at: number): Judgement
  /** For a hit whose read has been refined; it stays a hit whatever the odds now are. */
  rejudge(id: HitId, matches: readonly PresentedMatch[]): RematchedHit
}

type Options = {
  readonly profile: Profile
  readonly hits: Pick<HitsRepository, 'lastMet'>
  readonly quieting: Pick<QuietingRepository, 'suppressions' | 'countQuieted' | 'exonerationOf'>
  readonly shiftId: () => string | undefined
}

const MOST_MATCHES = 20

/** Which hits a new one may be a sighting of: what calls the officer is never lost in what did not. */
const SAME_VEHICLE_AS: Readonly<Record<NewHit['visibility'], readonly NewHit['visibility'][]>> = {
  alert: ['alert'],
  silent: ['alert', 'silent'],
  covert: ['covert'],
}
/** A silent record is kept of nothing less likely than this; it would be one for nearly every read. */
const LEAST_SILENT = 0.05

export function createRaising({ profile, hits, quieting, shiftId }: Options): Raising {
  /** The severity with which a match is brought up: below the profile's limit silent, but never a critical one. */
  function weigh({ match, presentation }: PresentedMatch): Severity {
    const { severity } = presentation
    if (severity === 'silent' || severity === 'critical') return severity
    return match.odds.both < profile.limits[severity] ? 'silent' : severity
  }

  function rank(matches: readonly PresentedMatch[]): readonly PresentedMatch[] {
    return matches
      .toSorted(
        (one, other) => bySeverity(weigh(one), weigh(other)) || other.match.odds.both - one.match.odds.both,
      )
      .slice(0, MOST_MATCHES)
  }

  function present(ranked: readonly PresentedMatch[], gravest: PresentedMatch) {
    const severity = weigh(gravest)
    const { match, presentation } = gravest
    const visibility = presentation.isCovert ? 'covert' : severity === 'silent' ? 'silent' : 'alert'
    return {
      matches: ranked.map((one) => one.match),
      presentation:
        severity === 'silent' ? { ...presentation, severity, sound: 'none' as const } : presentation,
      isDoubtful: severity === 'critical' && match.odds.both < profile.limits.critical,
      visibility: visibility satisfies NewHit['visibility'],
    } as const
  }

  function suppressionOf({ entry, listVersion }: HotListMatch): Suppression | undefined {
    const shift = shiftId()
    if (shift === undefined) return undefined
    // A new version of the list undoes it: what was wrong then may be right now.
    const version = listVersion?.version ?? ''
    return quieting
      .suppressions(shift)
      .find((one) => one.entryKey === entry.key && one.listVersion === version)
  }

  /** Drops what the officer has quieted for this shift, and counts it. */
  function unquieted(matches: readonly PresentedMatch[]): PresentedMatch[] {
    return matches.filter(({ match }) => {
      const suppression = suppressionOf(match)
      if (suppression !== undefined) quieting.countQuieted(suppression.id)
      return suppression === undefined
    })
  }

  /** The hit that the entry raised nearby a short time ago: the same vehicle. */
  function sameVehicleHit(
    read: SeenRead,
    { entry }: HotListMatch,
    visibility: NewHit['visibility'],
    at: number,
  ): HitId | undefined {
    const { sameVehicle } = profile
    const met = hits.lastMet(entry.key, at - sameVehicle.withinMs, SAME_VEHICLE_AS[visibility])
    if (met === undefined) return undefined
    const metres = metresBetween(Location.parse(JSON.parse(met.location)), read.location)
    return metres === undefined || metres <= sameVehicle.withinMetres ? met.hit : undefined
  }

  function judgeOne(read: SeenRead, matches: readonly PresentedMatch[], at: number): Judgement {
    const ranked = rank(matches)
    const [gravest] = ranked
    if (gravest === undefined) return { kind: 'none' }
    const presented = present(ranked, gravest)
    const sameHit = sameVehicleHit(read, gravest.match, presented.visibility, at)
    if (sameHit !== undefined) {
      const { id, capturedAt, cameraName, location } = read
      return {
        kind: 'sighting',
        sighting: { hit: sameHit, sighting: { readId: id, at: capturedAt, cameraName, location } },
      }
    }
    if (presented.visibility === 'silent' && gravest.match.odds.both < LEAST_SILENT) return { kind: 'none' }
    const exoneration = ranked
      .map(({ match }) => quieting.exonerationOf(match.entry.key, at))
      .find((one) => one !== undefined)
    const id = HitId.parse(crypto.randomUUID())
    return {
      kind: 'raise',
      hit: { ...presented, id, raisedAt: at, ...(exoneration === undefined ? {} : { exoneration }) },
    }
  }

  return {
    judge(read, matches, at) {
      const [open] = apart(matches)
      const left = unquieted(open)
      return left.length === 0 && open.length > 0 ? { kind: 'quieted' } : judgeOne(read, left, at)
    },
    judgeCovert: (read, matches, at) => judgeOne(read, apart(matches)[1], at),
    rejudge(id, matches) {
      const ranked = rank(apart(matches)[0])
      const [gravest] = ranked
      if (gravest === undefined) throw new Error('a hit has lost all its matches')
      return { id, ...present(ranked, gravest) }
    },
  }
}

/** The matches that the officer may see, and the covert ones. */
const apart = (matches: readonly PresentedMatch[]): readonly [PresentedMatch[], PresentedMatch[]] => [
  matches.filter(({ presentation }) => !presentation.isCovert),
  matches.filter(({ presentation }) => presentation.isCovert),
]
