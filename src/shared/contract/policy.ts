import { z } from 'zod'
import { ExplainedRule, LintFinding, PolicyProposal, PolicyStamp, PolicyTextName } from '../domain/policy.ts'
import { act, own } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

const mayPropose = ['policy.propose', 'policy.approve'] as const

/** The rules in force, where each comes from, and how another policy comes into force: by two people. */
export const policy = {
  inForce: base.meta(own('tells the rules, no record')).output(
    z.object({
      stamp: PolicyStamp,
      agency: z.string(),
      texts: z.array(PolicyTextName),
      rules: z.array(ExplainedRule),
      /** Since when, and by whom; a policy of first run has no second name yet. */
      since: z.number().optional(),
      isApprovedByTwo: z.boolean(),
    }),
  ),
  /** Texts that may be proposed: those that ship, and files in the data folder's `policies`. */
  texts: base
    .meta(own('names the texts', mayPropose))
    .output(
      z.array(
        z.object({ file: z.string(), id: z.string(), title: z.string(), findings: z.array(LintFinding) }),
      ),
    ),
  proposals: base.meta(own('tells the rules that are proposed', mayPropose)).output(z.array(PolicyProposal)),
  /** Lints, tries and compares the text with what is in force. */
  propose: base
    .meta(act('policy.propose', ['policy.propose'], []))
    .input(z.object({ file: z.string().max(80) }))
    .errors(refused)
    .output(PolicyProposal),
  /** By another person than proposed it; refused where a case of the trial failed. In force at the next start of a shift. */
  approve: base
    .meta(act('policy.activate', ['policy.approve'], []))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(PolicyProposal),
  withdraw: base
    .meta(act('policy.withdraw', ['policy.propose', 'policy.approve'], []))
    .input(z.object({ id: z.uuid() }))
    .errors(refused)
    .output(PolicyProposal),
}
