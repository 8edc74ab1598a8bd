// Matches that never were: a read with an entry of a list.
import { HotListMatch } from '#shared/domain/hot-list.ts'
import type { Read } from '#shared/domain/read.ts'

const HOUR = 3_600_000

/** A match in part; the rest is an exact match with a stolen vehicle of NCIC, two hours old. */
export type MatchScript = Partial<Omit<HotListMatch, 'entry'>> & {
  readonly entry?: Partial<HotListMatch['entry']>
}

/** The match of a read with the entry that the script changes; `at` is its place among the read's matches. */
export function madeUpMatch(read: Read, { entry, ...script }: MatchScript, at: number): HotListMatch {
  const now = Date.now()
  return HotListMatch.parse({
    entry: {
      key: `NCIC|${read.plate}|${at}`,
      list: 'NCIC',
      kind: 'list',
      source: 'NCIC',
      line: 4211 + at,
      raw: `${read.plate}  IL 2026PC 4211 V123456789 20260501 IL0160000 14 TOYT CAM 4D SIL`,
      plate: read.plate,
      state: read.state.code,
      plateType: 'PC',
      plateYear: '2026',
      category: 'stolen-vehicle',
      categoryWords: 'STOLEN VEHICLE',
      recordNumber: 'V123456789',
      ori: 'IL0160000',
      listedOn: '2026-05-01',
      vehicle: { year: '2014', make: 'Toyota', model: 'Camry', style: 'Sedan', colour: 'Silver' },
      cautions: [],
      notes: '',
      trust: 'normal',
      mended: [],
      ...entry,
    },
    listVersion: { version: '2026-11-22', writtenAt: now - 2.2 * HOUR, maxAgeMs: 24 * HOUR },
    kind: 'exact',
    matchedPlate: read.plate,
    plateProbability: read.plateProbability,
    replaced: [],
    stateAgreement: read.state.code === undefined ? 'unknown' : 'agrees',
    odds: { characters: 0.975, state: 0.9, both: 0.88 },
    crowding: { listed: 0, looked: 12 },
    ...script,
  })
}
