// What lies in the package of evidence, in the order in which it is packed.
import { createHash } from 'node:crypto'
import type { By } from '#shared/domain/officer.ts'
import { auditExtract, type AuditReader } from './audit-extract.ts'
import { textOf } from './bag.ts'
import { custodyForm } from './custody-form.ts'
import { evidenceComTable } from './evidence-com.ts'
import { recordFiles, recordTable, timeOf, type RecordSource, type StoredRecord } from './records.ts'
import { reportPdf } from './report.ts'
import type { RecordsDb } from '#server/storage/open-records.ts'
import type { PackedFile } from './zip.ts'

export type EvidenceFacts = {
  readonly id: string
  readonly madeAt: number
  readonly by: By
  readonly caseNumber: string
  readonly words: string
  readonly holdId: string | undefined
  readonly target: 'portable-media' | 'evidence.com'
  readonly agency: string
  readonly marking: string
  readonly policy: string
}

type Parts = {
  readonly db: RecordsDb
  readonly audit: AuditReader
  readonly source: RecordSource
  readonly records: readonly StoredRecord[]
  readonly facts: EvidenceFacts
}

export async function* evidencePayload({
  db,
  audit,
  source,
  records,
  facts,
}: Parts): AsyncGenerator<PackedFile> {
  const { id, madeAt, by, caseNumber, words, holdId, target, agency, marking, policy } = facts
  const pictures = new Map<string, string>()
  yield* recordFiles(source, records, pictures)
  const marks = [marking, `${agency}, case ${caseNumber}, evidence package ${id}`]
  yield { path: 'records.csv', bytes: textOf(recordTable(records, pictures, marks)) }
  if (target === 'evidence.com') {
    const table = evidenceComTable(records, pictures, { caseNumber, badge: by.badge, words })
    yield { path: 'evidence.com.csv', bytes: textOf(table) }
  }
  const extract = textOf(await auditExtract({ db, audit }, records))
  yield { path: 'audit.jsonl', bytes: extract }
  const lines: (readonly [string, string])[] = [
    ['Agency', agency],
    ['Case', caseNumber],
    ['Evidence package', id],
    ['Made', `${timeOf(madeAt)} by ${by.name} (${by.badge})`],
    ['Made because', words],
    ...(holdId === undefined ? [] : [['Hold', holdId] as const]),
    [
      'Goes to',
      target === 'evidence.com'
        ? 'evidence.com, uploaded by a person'
        : 'portable media, booked into evidence',
    ],
    ['Policy in force', policy],
    ['Records', String(records.length)],
    ['SHA-256 of the audit extract', createHash('sha256').update(extract).digest('hex')],
  ]
  const title = 'Records of license plate readers: report'
  yield {
    path: 'report.pdf',
    bytes: await reportPdf({ title, marks, madeAt, facts: lines, records, source }),
  }
  yield { path: 'chain-of-custody.pdf', bytes: await custodyForm({ marks, madeAt, facts: lines }) }
}

/** Lines of bag-info.txt. */
export function bagInfo(facts: EvidenceFacts): (readonly [string, string])[] {
  const { id, caseNumber, agency, marking, policy } = facts
  return [
    ['Source-Organization', agency],
    ['External-Identifier', id],
    ['External-Description', `Evidence of case ${caseNumber}`],
    ['Internal-Sender-Identifier', caseNumber],
    ['Lookout-Marking', marking],
    ['Lookout-Policy', policy],
  ]
}
