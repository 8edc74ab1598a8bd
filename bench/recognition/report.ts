// One run as one JSON object, and as tables on a terminal.
import sharp from 'sharp'
import type { ModelInfo } from '#shared/recognition/messages.ts'
import { describeMachine } from '../machine.ts'
import type { Figures, WidthFigures } from './figures.ts'
import { STAGES, type Stage, type StageSpreads } from './stage-times.ts'

type Times = { readonly ms: StageSpreads; readonly cpuMs: StageSpreads }
export type TimesByThreads = readonly (Times & { readonly threads: number })[]

export type Report = Figures &
  Times & {
    readonly folder: string
    /** The threads that `ms` and `cpuMs` were measured on; the others are in `byThreads`. */
    readonly threads: number
    readonly byWidth: readonly WidthFigures[]
    readonly byThreads: TimesByThreads
    readonly machine: Readonly<Record<string, string | number>>
    readonly versions: Readonly<Record<string, string | number>>
    readonly models: readonly ModelInfo[]
  }

/** The runtime's versions are told apart from the machine. */
export function surroundings(): Pick<Report, 'machine' | 'versions'> {
  const { node = '', onnxruntime = '', nodeAv = '', ...machine } = describeMachine()
  return {
    machine,
    versions: { node, onnxruntime, nodeAv, sharp: sharp.versions.sharp ?? '', vips: sharp.versions.vips },
  }
}

const ROWS: readonly (readonly [name: string, figure: keyof Figures, isShare: boolean])[] = [
  ['pictures', 'pictures', false],
  ['plates', 'plates', false],
  ['found, IoU >= 0.3', 'detected30', true],
  ['found, IoU >= 0.5', 'detected50', true],
  ['read exactly, one answer a picture', 'exact', true],
  ['  with O and 0 apart', 'exactStrict', true],
  ['read exactly, any answer', 'exactAny', true],
  ['read exactly, given the box', 'exactGivenBox', true],
  ['among the ten best', 'inTen', true],
  ['character error rate', 'cer', true],
  ['likeliest state right', 'stateRight', true],
  ['state named rightly', 'stateNamedRight', true],
  ['state named wrongly', 'stateNamedWrong', true],
  ['  of the named', 'stateWrong', true],
  ['state withheld', 'stateWithheld', true],
  ['false reads a picture', 'falseReadsPerPicture', false],
  ['finds a picture', 'findsPerPicture', false],
  ['calibration error, string', 'ece', true],
  ['  reads it is measured on', 'eceReads', false],
  ['calibration error, state', 'stateEce', true],
]

/** The tables of one run; rows that the labels cannot tell are left out. */
export function tablesOf(report: Report): string {
  const { byWidth, byThreads, machine, versions, models } = report
  const widths = byWidth.filter(({ plates }) => plates > 0)
  const header = [
    '',
    'all',
    ...widths.map(({ from, to }) => (to === null ? `>= ${from} px` : `${from}-${to}`)),
  ]
  const rows = ROWS.filter(([, figure]) => isTold(report, figure)).map(([name, figure, isShare]) =>
    [name].concat([report, ...widths].map((figures) => formatted(figures[figure], isShare))),
  )
  const about = [
    ...Object.entries(machine).map(([name, value]) => `${name} ${value}`),
    ...Object.entries(versions).map(([name, value]) => `${name} ${value}`),
    ...models.map(({ name, version, sha256 }) => `${name} ${version} (${sha256.slice(0, 8)})`),
  ]
  return [
    report.folder,
    about.join(', '),
    '',
    aligned([header, ...rows]),
    '',
    aligned(timesRows(byThreads)),
  ].join('\n')
}

const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  decode: 'decode',
  detect: 'detect',
  read: 'read',
  total: 'total',
  plateRead: 'one plate read',
  plateState: 'one state told',
}

function timesRows(byThreads: TimesByThreads): string[][] {
  const head = ['milliseconds, median / p95', ...STAGES.map((stage) => STAGE_NAMES[stage])]
  const row = (name: string, spreads: StageSpreads): string[] => [
    name,
    ...STAGES.map((stage) => {
      const spread = spreads[stage]
      return spread === null ? '-' : `${spread.median} / ${spread.p95}`
    }),
  ]
  return [
    head,
    ...byThreads.flatMap(({ threads, ms, cpuMs }) => {
      const on = threads === 1 ? '1 thread' : `${threads} threads`
      return [row(`${on}, processor`, cpuMs), row(`${on}, clock`, ms)]
    }),
  ]
}

/** Counts of reads say nothing where their figure is not there. */
function isTold(report: Report, figure: keyof Figures): boolean {
  return report[figure] !== null && !(figure.endsWith('Reads') && report[figure] === 0)
}

function formatted(value: number | null, isShare: boolean): string {
  if (value === null) return '-'
  if (isShare) return `${(100 * value).toFixed(1)} %`
  return Number.isInteger(value) ? String(value) : value.toFixed(3)
}

/** Columns as wide as their widest cell, the first at the left, the others at the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
