// Policies in the words of the screen.
import type { Standing } from '#renderer/ui/state-mark.tsx'
import type { LintFinding, PolicyProposal, PolicyTextName, RuleDifference } from '#shared/domain/policy.ts'

export const KIND_WORDS: Readonly<Record<PolicyTextName['kind'], string>> = {
  agency: "The agency's own text",
  overlay: 'Law or standard over it',
  tightening: "The agency's tightening",
  default: 'Our default',
}

export const FINDING_WORDS: Readonly<Record<LintFinding['kind'], string>> = {
  placeholder: 'left open',
  'missing-title': 'title missing',
  'two-readings': 'two readings',
  'older-than-law': 'older than the law over it',
  loosens: 'looser than the text over it, so not taken',
  form: 'form',
}

export const PROPOSAL_WORDS: Readonly<
  Record<PolicyProposal['state'], readonly [word: string, standing: Standing]>
> = {
  proposed: ['waits for a second person', 'waiting'],
  approved: ['approved, from the next shift on', 'waiting'],
  'in-force': ['in force', 'in-order'],
  withdrawn: ['withdrawn', 'away'],
  replaced: ['replaced by a later one', 'away'],
}

/** Tighter rules protect more. Words and arrows, so that nothing hangs on a colour. */
export const DIRECTION_WORDS: Readonly<Record<RuleDifference['direction'], readonly [string, string]>> = {
  tighter: ['▲', 'tighter'],
  looser: ['▼', 'looser'],
  other: ['◆', 'other'],
}

export const textWords = ({ title, version }: PolicyTextName): string => `${title}, version ${version}`

export const clauseOr = (clause: string | undefined): string => clause ?? 'our default'

/** The words of a rule as they begin a line. */
export const ruleTitle = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
