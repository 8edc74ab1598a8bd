// Records on their way into a package: as the car sent them, with their pictures.
import { refuse } from '#main/refused.ts'
import type { Read } from '#shared/domain/read.ts'
import type { CarId } from '#shared/transfer/wire.ts'
import { csvLine } from '#server/csv/index.ts'
import type { RecordHit, RecordKey, RecordRow } from '#shared/records/records.ts'
import { textOf } from './bag.ts'
import type { PackedFile } from './zip.ts'

/** A record with the bytes that came from the car, and what came of it. */
export type StoredRecord = {
  readonly row: RecordRow
  readonly read: Read
  readonly body: string
  readonly receivedAt: number
  readonly sha256: string
  readonly hits: readonly (RecordHit & { readonly isVerified?: boolean })[]
}

export type Picture = { readonly bytes: Uint8Array; readonly mime: string }

/** Where records and their pictures come from. */
export type RecordSource = {
  readonly readRecord: (key: RecordKey) => Promise<StoredRecord | undefined>
  readonly readImage: (car: CarId, day: number, hash: string) => Promise<Picture | undefined>
}

/** All of them, or a refusal: a record that went meanwhile is not left out in silence. */
export async function recordsOf(source: RecordSource, keys: readonly RecordKey[]): Promise<StoredRecord[]> {
  const records: StoredRecord[] = []
  for (const key of keys) {
    const record = await source.readRecord(key)
    if (record === undefined) {
      throw refuse('every chosen record: one of them is not kept any more', 'Search again, and choose again.')
    }
    records.push(record)
  }
  return records
}

export const recordFile = ({ row }: StoredRecord): string => `records/${row.car}_${row.id}.json`

/** Names of the pictures that were found, by hash; filled while the files are packed. */
export type PictureFiles = Map<string, string>

/** The records' own bytes and each picture once. */
export async function* recordFiles(
  source: RecordSource,
  records: readonly StoredRecord[],
  pictures: PictureFiles,
): AsyncGenerator<PackedFile> {
  for (const record of records) {
    yield { path: recordFile(record), bytes: textOf(record.body) }
    const { row, read } = record
    for (const hash of [read.cropHash, read.contextHash]) {
      if (hash === undefined || pictures.has(hash)) continue
      const picture = await source.readImage(row.car, row.day, hash)
      if (picture === undefined) continue
      const path = `images/${hash}.${picture.mime === 'image/jpeg' ? 'jpg' : 'png'}`
      pictures.set(hash, path)
      yield { path, bytes: picture.bytes }
    }
  }
}

/** The table of the records; `marks` stand over it, so that it says what it is wherever it is copied to. */
export function recordTable(
  records: readonly StoredRecord[],
  pictures: PictureFiles,
  marks: readonly string[],
): string {
  const fileOf = (hash: string | undefined): string | undefined =>
    hash === undefined ? undefined : (pictures.get(hash) ?? 'not kept')
  return [
    ...marks.map((mark) => [mark]),
    [
      'Record',
      'Car',
      'Camera',
      'Captured (UTC)',
      'Received (UTC)',
      'Plate as read',
      'Probability of the plate',
      'State as read',
      'Probability of the state',
      'Latitude',
      'Longitude',
      'Hits',
      'Plate picture',
      'Context picture',
      'Record file',
      'SHA-256 of the record',
    ],
    ...records.map((record) => {
      const { row, read } = record
      return [
        row.id,
        row.carName,
        row.cameraName,
        timeOf(row.capturedAt),
        timeOf(record.receivedAt),
        row.plate,
        read.plateProbability,
        row.state,
        read.state.probability,
        row.place?.latitude,
        row.place?.longitude,
        record.hits.map(hitWords).join('; '),
        fileOf(read.cropHash),
        fileOf(read.contextHash),
        recordFile(record),
        record.sha256,
      ]
    }),
  ]
    .map(csvLine)
    .join('')
}

/** What came of a hit, in one line. It is a possible match until an officer has verified it. */
export function hitWords(hit: StoredRecord['hits'][number]): string {
  const { category, status, decision, rejectReason, isVerified } = hit
  const words = [category.replaceAll('-', ' ')]
  if (rejectReason !== undefined) words.push(`rejected: ${rejectReason.replaceAll('-', ' ')}`)
  else if (isVerified ?? status === 'verified') words.push('verified by an officer')
  else words.push('possible match, not verified')
  words.push(`status ${status}`)
  if (decision !== undefined) words.push(`decision ${decision.replaceAll('-', ' ')}`)
  return words.join(', ')
}

export const timeOf = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
