// The table that goes with an upload to evidence.com. Which columns its import asks for is assumed
// (docs/decisions/0021-packages.md): a person uploads the files and enters or imports these values.
import { csvLine } from '#server/csv/index.ts'
import type { PictureFiles, StoredRecord } from './records.ts'

type About = { readonly caseNumber: string; readonly badge: string; readonly words: string }

/** One row for each picture; a record without any gets one for itself. */
export function evidenceComTable(
  records: readonly StoredRecord[],
  pictures: PictureFiles,
  { caseNumber, badge, words }: About,
): string {
  const rows = records.flatMap((record) => {
    const { row, read } = record
    const files = [read.cropHash, read.contextHash].flatMap((hash) => pictures.get(hash ?? '') ?? [])
    return (files.length === 0 ? [undefined] : files).map((file) => [
      caseNumber,
      `ALPR ${row.plate} ${new Date(row.capturedAt).toISOString()}`,
      'ALPR',
      new Date(row.capturedAt).toISOString(),
      badge,
      words,
      ['ALPR', ...(record.hits.length === 0 ? [] : ['hit'])].join(';'),
      file,
    ])
  })
  return [
    ['ID', 'Title', 'Category', 'Recorded Start', 'Officer Badge', 'Description', 'Tags', 'File'],
    ...rows,
  ]
    .map(csvLine)
    .join('')
}
