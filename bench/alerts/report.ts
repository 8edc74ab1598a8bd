// One run as one JSON object, and as tables on a terminal.
import type { ModelInfo } from '#shared/recognition/messages.ts'
import { SEVERITIES } from '#shared/domain/severity.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { aligned, surroundings } from '../recognition/report.ts'
import {
  answersTo,
  calibrationOf,
  limitFigures,
  EDGES,
  statedOnTheRoad,
  type Asked,
  type Bin,
  type Calibration,
  type LimitFigures,
} from './figures.ts'
import { LIST_KINDS, type ListKind } from './trial-lists.ts'
import type { Alerts, TrialResult } from './trials.ts'
import type { Vehicle } from './vehicles.ts'
import type { Share } from './wilson.ts'

/** even: half of the vehicles are listed, as in the trials; serious, other: as on the road. */
export type ProfileName = 'even' | 'serious' | 'other'

type LimitRow = {
  readonly severity: string
  readonly limit: number
  readonly listedShare: number
  readonly figures: LimitFigures
  readonly statedOnTheRoad: number | null
}

type KindReport = {
  readonly kind: ListKind
  readonly lists: number
  readonly density: number
  readonly calibration: Readonly<Record<Asked, Calibration>>
  readonly baselineCalibration: Calibration
  readonly limits: readonly LimitRow[]
  readonly baseline: LimitFigures
}

export type AlertsReport = ReturnType<typeof surroundings> & {
  readonly vehicles: number
  readonly withState: number
  readonly readsWithoutPlate: number
  readonly seeds: number
  readonly entries: number
  readonly importMs: number
  readonly kinds: readonly KindReport[]
  readonly models: readonly ModelInfo[]
}

export function reportOf(
  vehicles: readonly Vehicle[],
  results: readonly TrialResult[],
  profile: Profile,
  run: { readonly seeds: number; readonly entries: number; readonly models: readonly ModelInfo[] },
): AlertsReport {
  return {
    vehicles: vehicles.filter(({ truth }) => truth !== undefined).length,
    withState: vehicles.filter(({ truth }) => truth?.state !== undefined).length,
    readsWithoutPlate: vehicles.filter(({ truth }) => truth === undefined).length,
    ...run,
    importMs: results.reduce((sum, { importMs }) => sum + importMs, 0) / results.length,
    kinds: LIST_KINDS.map((kind) =>
      kindReport(
        kind,
        results.filter(({ list }) => list.kind === kind),
        profile,
        run.seeds,
      ),
    ),
    ...surroundings(),
  }
}

function kindReport(
  kind: ListKind,
  results: readonly TrialResult[],
  profile: Profile,
  seeds: number,
): KindReport {
  const under = (name: ProfileName): Alerts[] => results.flatMap(({ byProfile }) => byProfile.get(name) ?? [])
  const baseline = results.flatMap((one) => one.baseline)
  const even = under('even')
  // Each vehicle meets two lists a seed: it is listed on one of them.
  const repeats = 2 * seeds
  const calibrated = (asked: Asked): Calibration => calibrationOf(answersTo(asked, even), repeats)
  const { serious, other } = profile.listedShare
  return {
    kind,
    lists: results.length,
    density: results.reduce((sum, { density }) => sum + density, 0) / results.length,
    calibration: {
      characters: calibrated('characters'),
      state: calibrated('state'),
      both: calibrated('both'),
    },
    baselineCalibration: calibrationOf(answersTo('both', baseline), repeats),
    limits: SEVERITIES.flatMap((severity): LimitRow[] => {
      if (severity === 'silent') return []
      const isSerious = severity === 'critical' || severity === 'high'
      const alerts = under(isSerious ? 'serious' : 'other')
      const listedShare = isSerious ? serious : other
      const limit = severity === 'critical' ? 0 : profile.limits[severity]
      const stated = statedOnTheRoad(alerts, limit, listedShare)
      const figures = limitFigures(alerts, limit, listedShare, seeds)
      return [{ severity, limit, listedShare, figures, statedOnTheRoad: stated }]
    }),
    baseline: limitFigures(baseline, 0, serious, seeds),
  }
}

export function tablesOf(report: AlertsReport): string {
  const {
    vehicles,
    withState,
    readsWithoutPlate,
    seeds,
    entries,
    kinds,
    machine,
    versions,
    models,
    importMs,
  } = report
  const about = [
    ...[...Object.entries(machine), ...Object.entries(versions)].map(([name, value]) => `${name} ${value}`),
    ...models.map(({ name, version, sha256 }) => `${name} ${version} (${sha256.slice(0, 8)})`),
  ]
  return [
    about.join(', '),
    `${vehicles} vehicles (${withState} with a state), ${readsWithoutPlate} reads of no labelled plate; ${seeds} seeds,` +
      ` two lists of each kind a seed, ${entries} made-up plates a list, imported in ${(importMs / 1000).toFixed(1)} s`,
    ...kinds.flatMap(kindTables),
  ].join('\n')
}

function kindTables(kind: KindReport): string[] {
  const { calibration, baselineCalibration } = kind
  const columns = [calibration.characters, calibration.state, calibration.both, baselineCalibration]
  return [
    '',
    `${kind.kind}: ${kind.lists} lists, density ${kind.density.toExponential(1)}`,
    aligned([
      [
        '',
        'share listed',
        'limit',
        'recall',
        'precision, half listed',
        'unlisted that alert',
        'precision on the road',
        'stated',
      ].slice(0, columnsOf(kind.kind)),
      ...kind.limits.map((row) => limitCells(row.severity, row.figures, row).slice(0, columnsOf(kind.kind))),
      limitCells('exact top string', kind.baseline, undefined).slice(0, columnsOf(kind.kind)),
    ]),
    '',
    `stated and come out, half of the vehicles listed; calibration error: characters ${percent(calibration.characters.ece)}` +
      ` (${calibration.characters.alerts}), state ${percent(calibration.state.ece)} (${calibration.state.alerts}),` +
      ` both ${percent(calibration.both.ece)} (${calibration.both.alerts});` +
      ` exact top string, its plain probability ${percent(baselineCalibration.ece)} (${baselineCalibration.alerts})`,
    aligned([
      ['stated', ...['characters', 'state', 'both', 'exact top string'].flatMap((name) => [name, 'right'])],
      ...EDGES.slice(0, -1).map((from, index) =>
        [`${percent(from)} - ${percent(EDGES[index + 1] ?? 1)}`].concat(
          columns.flatMap(({ bins }) => binCells(bins[index])),
        ),
      ),
    ]),
  ]
}

const binCells = (bin: Bin | undefined): string[] =>
  bin === undefined ? ['', ''] : [percent(bin.stated), interval(bin.right)]

/** How many vehicles meet a listed plate of another state on the road is not known, so it is not printed. */
const columnsOf = (kind: ListKind): number => (kind === 'otherState' ? 6 : 8)

function limitCells(name: string, figures: LimitFigures, row: LimitRow | undefined): string[] {
  const { precision, low, high } = figures.onTheRoad
  return [
    name,
    row === undefined ? '' : row.listedShare.toExponential(1),
    row === undefined || row.limit === 0 ? 'none' : percent(row.limit),
    interval(figures.recall),
    interval(figures.precision),
    interval(figures.falseAlerts),
    `${percent(precision)} (${percent(low)} - ${percent(high)})`,
    row === undefined ? '' : percent(row.statedOnTheRoad),
  ]
}

const percent = (share: number | null): string => (share === null ? '-' : `${(100 * share).toFixed(1)} %`)

const interval = ({ count, of, share, low, high }: Share): string =>
  share === null ? '-' : `${percent(share)} (${percent(low)} - ${percent(high)}, ${count}/${of})`
