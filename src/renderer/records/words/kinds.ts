// Kinds and states of the department's records in words.
import type { Standing } from '#renderer/ui/state-mark.tsx'
import type { EvidencePackage } from '#shared/records/evidence.ts'
import type { FleetCar } from '#shared/records/fleet.ts'
import type { HoldKind } from '#shared/records/holds.ts'
import type { ReportKind } from '#shared/records/reports.ts'
import type { PurgeProposal, RecordClass, RetentionClock } from '#shared/records/retention.ts'
import type { Agency, ShareRequest } from '#shared/records/sharing.ts'

type Marked = readonly [words: string, standing: Standing]

export const HOLD_KIND_WORDS: Readonly<Record<HoldKind, string>> = {
  evidence: 'Evidence',
  'anticipated-evidence': 'Anticipated evidence',
  'legal-process': 'Legal process',
  discovery: 'Discovery',
  'ongoing-investigation': 'Ongoing investigation',
  'acted-on': 'Acted on',
}

export const CLASS_WORDS: Readonly<Record<RecordClass, string>> = {
  reads: 'Reads',
  hits: 'Hits',
  'context-images': 'Context images',
  entered: 'Entered plates',
  canvasses: 'Canvasses',
  'car-audit': 'Audit of the cars',
}

export const PURGE_WORDS: Readonly<Record<RetentionClock['purge'], string>> = {
  automatic: 'by itself',
  reviewed: 'after a review',
  approved: 'after an approval',
}

export const PROPOSAL_WORDS: Readonly<Record<PurgeProposal['state'], Marked>> = {
  waiting: ['waits', 'attention'],
  approved: ['approved', 'waiting'],
  refused: ['refused', 'stopped'],
  done: ['done', 'in-order'],
}

export const AGENCY_KIND_WORDS: Readonly<Record<Agency['kind'], string>> = {
  'law-enforcement': 'Law enforcement',
  prosecutor: 'Prosecutor',
  other: 'Other',
}

type How = NonNullable<Agency['verified']>['how']
export const VERIFIED_WORDS: Readonly<Record<How, string>> = {
  ori: 'ORI looked up',
  'call-back': 'Called back',
  'leads-message': 'LEADS message',
  'in-person': 'In person',
}

export const REQUEST_WORDS: Readonly<Record<ShareRequest['state'], Marked>> = {
  waiting: ['waits for a decision', 'attention'],
  approved: ['approved', 'waiting'],
  refused: ['refused', 'stopped'],
  fulfilled: ['fulfilled', 'in-order'],
  withdrawn: ['withdrawn', 'away'],
}

export const TARGET_WORDS: Readonly<Record<EvidencePackage['target'], string>> = {
  'portable-media': 'Portable media',
  'evidence.com': 'evidence.com',
}

type Upload = NonNullable<NonNullable<EvidencePackage['booked']>['uploadStatus']>
export const UPLOAD_WORDS: Readonly<Record<Upload, string>> = {
  'not-uploaded': 'Not uploaded',
  uploaded: 'Uploaded',
  confirmed: 'Confirmed',
}

export const ORDER_WORDS: Readonly<Record<NonNullable<FleetCar['order']>['state'], string>> = {
  ordered: 'ordered, at its next contact',
  taken: 'taken by the car',
  done: 'done',
}

export const REPORT_WORDS: Readonly<Record<ReportKind, string>> = {
  annual: 'Annual audit',
  weekly: 'Weekly log review',
  transfers: 'Transfers',
  retention: 'Retention met',
  accuracy: 'Accuracy by cause',
  transparency: 'Public transparency',
  'sos-audit': 'Secretary of State pack',
}
