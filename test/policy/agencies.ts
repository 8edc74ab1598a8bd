// The five agencies as they ship, and tests that are named by their clauses.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'vitest'
import { findIn, lintText, type LoadedPolicy, loadPolicy } from '#main/policy/index.ts'
import type { LintFinding } from '#shared/domain/policy.ts'
import type { Profile } from '#shared/domain/profile.ts'

export const AGENCIES = ['schaumburg', 'rantoul', 'alsip', 'oak-brook', 'parsons'] as const
export type Agency = (typeof AGENCIES)[number]

const FOLDER = resolve('assets/policies')
const loaded = new Map<Agency, LoadedPolicy>()

/** What ships for the agency, with the laws and standards over its text. */
export function policyOf(id: Agency): LoadedPolicy {
  const policy = loaded.get(id) ?? loadPolicy(FOLDER, id)
  loaded.set(id, policy)
  return policy
}

/** The rules that bind the agency. */
export const profileOf = (id: Agency): Profile => policyOf(id).profile

/** What somebody should see of the agency's text before it binds. */
export function findingsOf(id: Agency): LintFinding[] {
  const file = `${id}.yaml`
  return lintText(readFileSync(resolve(FOLDER, file), 'utf8'), file, findIn([FOLDER]))
}

/** One effective rule with the clause that it rests on; undefined: our own default. */
export function ruleOf(
  id: Agency,
  key: string,
): { readonly value: unknown; readonly clause: string | undefined } {
  const rule = policyOf(id).rules.find((one) => one.key === key)
  if (rule === undefined) throw new Error(`There is no rule ${key}.`)
  return { value: rule.effective.value, clause: rule.effective.clause }
}

/**
 * One test for each clause, where several policies ask the same. A title begins with agency and clause; that is how
 * docs/policy names the test.
 */
export function testClauses(
  titles: Readonly<Record<string, Agency>>,
  work: (id: Agency) => void | Promise<void>,
): void {
  for (const [title, id] of Object.entries(titles)) test(title, () => work(id))
}
