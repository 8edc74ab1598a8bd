// What lies in the package of a share. Who has it, for what and until when stands on each page and over each table.
import {
  recordFiles,
  recordTable,
  reportPdf,
  textOf,
  timeOf,
  type RecordSource,
  type StoredRecord,
} from '#server/evidence/index.ts'
import type { By } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import type { Agency } from '#shared/records/sharing.ts'
import type { RequestRow } from './request-rows.ts'
import { needsDeclaration } from './rules.ts'

export type ShareFacts = {
  readonly id: string
  readonly madeAt: number
  readonly expiresAt: number
  readonly row: RequestRow
  readonly agency: Agency
  readonly by: By
  readonly profile: Profile
  readonly policy: string
}

export function watermarkOf({ id, agency, row, expiresAt, profile }: ShareFacts): string {
  return [
    `Share ${id}`,
    `for ${agency.name}, ${row.person}`,
    `purpose: ${row.purpose}`,
    `to be destroyed by ${timeOf(expiresAt)}`,
    profile.marking.value,
  ].join(' | ')
}

export async function* sharePayload(
  facts: ShareFacts,
  records: readonly StoredRecord[],
  source: RecordSource,
): AsyncGenerator<{ readonly path: string; readonly bytes: Uint8Array }> {
  const { id, madeAt, agency } = facts
  const mark = watermarkOf(facts)
  const pictures = new Map<string, string>()
  yield* recordFiles(source, records, pictures)
  yield { path: 'records.csv', bytes: textOf(recordTable(records, pictures, [mark])) }
  const cover = await reportPdf({
    title: 'Shared records of license plate readers',
    marks: [mark],
    watermark: `${agency.name} ${id}`,
    madeAt,
    facts: coverLines(facts, records.length),
    records,
    source,
  })
  yield { path: 'cover.pdf', bytes: cover }
}

function coverLines(facts: ShareFacts, items: number): (readonly [string, string])[] {
  const { id, madeAt, expiresAt, row, agency, by, profile, policy } = facts
  return [
    ['Share', id],
    ['From', `${profile.agency}, made ${timeOf(madeAt)} by ${by.name} (${by.badge})`],
    ['To', `${agency.name}${agency.ori === undefined ? '' : ` (${agency.ori})`}, ${agency.state}`],
    ['Asked by', row.person],
    ['Purpose', row.purpose],
    ['Legal basis', row.legal_basis],
    ...(row.case_number === '' ? [] : [['Case', row.case_number] as const]),
    ['Approved', approvalWords(row)],
    ['To be destroyed by', timeOf(expiresAt)],
    ['Records', String(items)],
    ['Policy in force', policy],
    ['Use', 'For the purpose above only. Not to be given to anybody else.'],
    ...(needsDeclaration(agency, profile)
      ? [['Declaration', 'Bound by the written declaration that the receiving agency has executed.'] as const]
      : []),
  ]
}

function approvalWords({
  decided_at: at,
  decided_name: name,
  decided_badge: badge,
  decided_words: words,
}: RequestRow) {
  return at === null ? 'no' : `${timeOf(at)} by ${name} (${badge}): ${words}`
}

/** Lines of bag-info.txt. */
export function shareInfo(facts: ShareFacts): (readonly [string, string])[] {
  return [
    ['Source-Organization', facts.profile.agency],
    ['External-Identifier', facts.id],
    ['External-Description', `Records shared with ${facts.agency.name}`],
    ['Lookout-Watermark', watermarkOf(facts)],
    ['Lookout-Policy', facts.policy],
  ]
}
