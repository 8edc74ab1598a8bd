// How possible matches ended, in the words of the reports.
import { REJECT_REASONS, type RejectReason } from '#shared/domain/hit-step.ts'

/** Why a match was proved wrong. A test of the equipment is none. */
export const WRONG_CAUSES = REJECT_REASONS.filter((reason) => reason !== 'test')

export const CAUSE_WORDS: Readonly<Record<RejectReason, string>> = {
  'wrong-character': 'A character was misread',
  'wrong-state': 'The plate is of another state',
  'wrong-vehicle': 'The vehicle is not the listed one',
  'record-not-active': 'The record was stale: not active any more',
  'wrong-person': 'The wanted person was not there',
  test: 'Tests of the equipment',
  other: 'Another reason',
}

/** Beside the reasons of rejections; see tallies. */
export const END_WORDS = {
  confirmed: 'Verified in all parts, and acted on',
  acted: 'Acted on, not verified in all parts',
  'no-action': 'No action taken',
  open: 'Not answered or not ended',
  'recorded-only': 'Recorded, nobody was called',
  test: CAUSE_WORDS.test,
} as const
export type End = keyof typeof END_WORDS
