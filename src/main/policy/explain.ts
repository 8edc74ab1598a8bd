// One rule in words: what binds, which text says so, what the other texts say.
import type { ExplainedRule } from '#shared/domain/policy.ts'
import type { LoadedPolicy } from './effective.ts'
import { ruleOf } from './catalogue.ts'

/** The rules whose key is `key`, or begins with it and a dot. Throws an Error that lists the keys where none does. */
export function explain({ rules }: Pick<LoadedPolicy, 'rules'>, key: string): ExplainedRule[] {
  const found = rules.filter((rule) => rule.key === key || rule.key.startsWith(`${key}.`))
  if (found.length > 0) return found
  throw new Error(`There is no rule "${key}". Choose one of: ${rules.map((rule) => rule.key).join(', ')}.`)
}

/** The same as lines for a terminal. */
export function explainedLines({ key, words, effective, others, toConfirm }: ExplainedRule): string[] {
  const { merge, makes } = ruleOf(key)
  return [
    `${key}: ${words}`,
    `  binds: ${saidLine(effective)}`,
    ...others.map((other) => `  also:  ${saidLine(other)}`),
    `  of several texts: ${merge.words}`,
    ...(makes === undefined ? ['  told and shown; nothing in the car asks it yet'] : []),
    ...(toConfirm === undefined ? [] : [`  to be confirmed by the agency: ${toConfirm}`]),
  ]
}

function saidLine({ value, clause, from }: ExplainedRule['effective']): string {
  return `${valueLine(value)}  (${clause ?? 'our default'}; ${from.id} ${from.version})`
}

/** A value in one line. */
export function valueLine(value: unknown): string {
  if (value === null) return 'none'
  if (typeof value === 'string') return value
  if (Array.isArray(value))
    return value.length === 0 ? 'nothing' : value.map((one) => valueLine(one)).join(', ')
  return JSON.stringify(value)
}
