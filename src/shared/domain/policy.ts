// What the product says of its rules: where each comes from, how a proposed policy differs from the one in force.
import { z } from 'zod'
import { Instant } from './instant.ts'
import { By } from './officer.ts'

/** Names the policy in force; stands in every audit entry. */
export const PolicyStamp = z.object({
  id: z.string(),
  version: z.int().positive(),
  /** First 16 hexadecimal digits of the SHA-256 over the texts that make the effective rules, overlays too. */
  hash: z.string().regex(/^[0-9a-f]{16}$/),
})
export type PolicyStamp = z.infer<typeof PolicyStamp>

/** One text of the policy: the agency's own, a law or standard over it, or the agency's own tightening. */
export const PolicyTextName = z.object({
  id: z.string(),
  kind: z.enum(['agency', 'overlay', 'tightening', 'default']),
  title: z.string(),
  version: z.int().positive(),
})
export type PolicyTextName = z.infer<typeof PolicyTextName>

const Said = z.object({
  from: PolicyTextName,
  /** The clause; undefined: our own default. */
  clause: z.string().optional(),
  value: z.json(),
})

/** One rule: what binds, which text it comes from, and what the other texts say. */
export const ExplainedRule = z.object({
  key: z.string(),
  /** What the rule is about, in one line of our own. */
  words: z.string(),
  effective: Said,
  others: z.array(Said),
  /** A question to the agency, where its text has two readings and the more protective one was taken. */
  toConfirm: z.string().optional(),
})
export type ExplainedRule = z.infer<typeof ExplainedRule>

export const LintFinding = z.object({
  kind: z.enum(['placeholder', 'missing-title', 'two-readings', 'older-than-law', 'loosens', 'form']),
  key: z.string().optional(),
  line: z.int().positive().optional(),
  words: z.string(),
})
export type LintFinding = z.infer<typeof LintFinding>

export const RuleDifference = z.object({
  key: z.string(),
  words: z.string(),
  before: Said.optional(),
  after: Said.optional(),
  direction: z.enum(['tighter', 'looser', 'other']),
})
export type RuleDifference = z.infer<typeof RuleDifference>

/** What the built-in trial found: each case is a rule and what must be refused or let through under it. */
export const PolicyTrial = z.object({ at: Instant, passed: z.int(), failed: z.array(z.string()) })
export type PolicyTrial = z.infer<typeof PolicyTrial>

export const PolicyProposal = z.object({
  id: z.uuid(),
  stamp: PolicyStamp,
  agency: z.string(),
  by: By,
  at: Instant,
  findings: z.array(LintFinding),
  differences: z.array(RuleDifference),
  trial: PolicyTrial,
  /** approved: by two people; in force from the next start or end of a shift. */
  state: z.enum(['proposed', 'approved', 'in-force', 'withdrawn', 'replaced']),
  decidedBy: By.optional(),
  decidedAt: Instant.optional(),
})
export type PolicyProposal = z.infer<typeof PolicyProposal>
