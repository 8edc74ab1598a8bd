// How one policy differs from another, rule by rule, and which of the two asks more.
import type { ExplainedRule, RuleDifference } from '#shared/domain/policy.ts'
import type { LoadedPolicy } from './effective.ts'
import { ruleOf } from './catalogue.ts'

/** What changes when `after` takes the place of `before`: another value, or the same from another clause or text. */
export function diffPolicies(
  before: Pick<LoadedPolicy, 'rules'>,
  after: Pick<LoadedPolicy, 'rules'>,
): RuleDifference[] {
  const old = new Map(before.rules.map((rule) => [rule.key, rule.effective]))
  return after.rules.flatMap(({ key, words, effective }): RuleDifference[] => {
    const was = old.get(key)
    if (was === undefined) return [{ key, words, after: effective, direction: 'other' }]
    if (
      was.clause === effective.clause &&
      was.from.id === effective.from.id &&
      isSame(was.value, effective.value)
    )
      return []
    return [{ key, words, before: was, after: effective, direction: directionOf(key, was, effective) }]
  })
}

type Said = ExplainedRule['effective']

function directionOf(key: string, before: Said, after: Said): RuleDifference['direction'] {
  const { merge } = ruleOf(key)
  if (isSame(before.value, after.value)) return 'other'
  const isLooser = merge.isLooser(after.value, before.value)
  const isTighter = merge.isLooser(before.value, after.value)
  // Lists may lose one thing and gain another: who loses has to be seen.
  if (isLooser) return 'looser'
  return isTighter ? 'tighter' : 'other'
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
