// Hits and a policy that never were, for the tests of the console's words and screens.
import { Hit } from '#shared/domain/hit.ts'
import type { StepInput } from '#shared/domain/hit-step.ts'
import { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Profile } from '#shared/domain/profile.ts'

type MatchScript = Partial<Omit<HotListMatch, 'entry'>> & {
  readonly entry?: Partial<HotListMatch['entry']>
}
type HitScript = Partial<Omit<Hit, 'read' | 'matches' | 'steps' | 'presentation'>> & {
  readonly read?: Partial<Hit['read']>
  readonly match?: MatchScript
  readonly presentation?: Partial<Hit['presentation']>
  readonly steps?: readonly StepInput[]
}

/** An exact match of AB12345, Illinois, with a stolen vehicle, changed as the script says. */
export function madeUpHit(sequence: number, script: HitScript = {}): Hit {
  const { read, match, presentation, steps = [], ...rest } = script
  const id = `00000000-0000-4000-8000-${String(sequence).padStart(12, '0')}`
  const plate = read?.plate ?? 'AB12345'
  return Hit.parse({
    id,
    sequence,
    read: {
      id,
      sequence,
      cameraId: 'front',
      cameraName: 'FRONT',
      capturedAt: 0,
      firstSeenAt: 0,
      lastSeenAt: 0,
      plate,
      plateProbability: 0.9,
      positions: [],
      candidates: [],
      state: { code: 'IL', probability: 0.9, candidates: [] },
      corners: [0, 1, 2, 3].map((at) => ({ x: at, y: at })),
      frameWidth: 1280,
      frameHeight: 720,
      frames: 1,
      phase: 'final',
      location: { kind: 'none', why: 'no-fix' },
      ...read,
    },
    matches: [madeUpMatch(plate, match)],
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
    raisedAt: 0,
    steps: steps.map((input, at) => ({
      number: at + 1,
      at: 1000 * (at + 1),
      afterMs: 1000,
      by: { badge: '4711', name: 'Patrol one' },
      input,
    })),
    sightings: [],
    ...rest,
  })
}

export function madeUpMatch(plate: string, { entry, ...script }: MatchScript = {}): HotListMatch {
  return HotListMatch.parse({
    entry: {
      key: `NCIC|${plate}`,
      list: 'NCIC',
      kind: 'list',
      source: 'NCIC',
      line: 1,
      raw: plate,
      plate,
      state: 'IL',
      category: 'stolen-vehicle',
      categoryWords: 'STOLEN',
      vehicle: { year: '2014', make: 'Toyota', model: 'Camry', colour: 'Silver' },
      cautions: [],
      notes: '',
      trust: 'normal',
      mended: [],
      ...entry,
    },
    listVersion: { version: '1', writtenAt: 0, maxAgeMs: 86_400_000 },
    kind: 'exact',
    matchedPlate: plate,
    plateProbability: 0.9,
    replaced: [],
    stateAgreement: 'agrees',
    odds: { characters: 0.9, state: 0.9, both: 0.8 },
    crowding: { listed: 0, looked: 10 },
    ...script,
  })
}

/** The rules of a policy that a hit's words rest on: the whole checklist, `shall`, unless told otherwise. */
export function madeUpPolicy(
  verification: Partial<Profile['verification']['value']> = {},
): Pick<Profile, 'busyOfficer' | 'incidentForEnforcement' | 'verification'> {
  return {
    verification: {
      value: {
        modal: 'shall',
        scope: 'any-enforcement',
        items: ['characters', 'state', 'vehicle', 'plate-type', 'status', 'record', 'confirmation'],
        ...verification,
      },
      clause: '1.1',
    },
    busyOfficer: { value: { isGuided: false } },
    incidentForEnforcement: { value: true },
  }
}
