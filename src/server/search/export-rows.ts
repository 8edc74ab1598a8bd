// The rows of a search as a file: marked, with who took it, when and why in its first line.
import { csvLine } from '#server/csv/index.ts'
import type { By } from '#shared/domain/officer.ts'
import type { PurposeStatement } from '#shared/domain/purpose.ts'
import type { RecordRow } from '#shared/records/records.ts'

type About = {
  readonly marking: string
  readonly by: By
  readonly at: number
  readonly reason: string
  readonly statement: PurposeStatement
  readonly search: string
  readonly isMore: boolean
}

const COLUMNS = [
  'captured (UTC)',
  'plate (possible, not verified)',
  'probability',
  'state',
  'car',
  'camera',
  'latitude',
  'longitude',
  'hit',
  'held',
  'read',
]

export function exportRows(rows: readonly RecordRow[], about: About): string {
  const { marking, by, at, reason, statement, search, isMore } = about
  const head = csvLine([
    marking,
    `exported ${isoOf(at)} by ${by.name} (${by.badge})`,
    `reason: ${reason}`,
    `purpose: ${statement.purpose}`,
    `case: ${statement.caseNumber}`,
    `search: ${search}`,
    isMore ? `the newest ${rows.length} reads; there are more` : `${rows.length} reads`,
  ])
  return [head, csvLine(COLUMNS), ...rows.map(lineOf)].join('')
}

const lineOf = (row: RecordRow): string =>
  csvLine([
    isoOf(row.capturedAt),
    row.plate,
    Math.round(row.plateProbability * 1000) / 1000,
    row.state,
    row.carName,
    row.cameraName,
    row.place?.latitude,
    row.place?.longitude,
    row.hasHit,
    row.isHeld,
    row.id,
  ])

const isoOf = (at: number): string => new Date(at).toISOString()
