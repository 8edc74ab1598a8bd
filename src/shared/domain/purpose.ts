// What somebody says before he looks at stored reads: the purpose, the reason, the case, the facts.
import { z } from 'zod'
import { forbiddenUse } from './forbidden-use.ts'
import { refusalFor, type Refusal } from './hit-step.ts'
import { SearchPurpose, type Profile } from './profile.ts'
import { reasonFault } from './reason.ts'

export const PurposeStatement = z.object({
  purpose: SearchPurpose,
  reason: z.string().trim().max(400),
  caseNumber: z.string().trim().max(40),
  /** Articulable facts that the data relate to that case (Oak Brook 131.7 s(b)). */
  facts: z.string().trim().max(600),
})
export type PurposeStatement = z.infer<typeof PurposeStatement>

/** Why words may not be kept as a reason: they name a use that the profile forbids. Undefined: they may. */
export function forbiddenUseRefusal(
  words: readonly string[],
  forbiddenUses: Profile['forbiddenUses'],
): Refusal | undefined {
  for (const one of words) {
    const use = forbiddenUse(one, forbiddenUses.value)
    if (use === undefined) continue
    return refusalFor(
      `a permitted purpose: the words name ${use.words}`,
      'Such a use is not permitted. If the words describe something else, say it otherwise.',
      forbiddenUses.clause,
    )
  }
  return undefined
}

/** Why the statement does not open stored reads under a profile, or undefined. */
export function purposeRefusal(
  statement: PurposeStatement,
  { search, forbiddenUses }: Pick<Profile, 'search' | 'forbiddenUses'>,
): Refusal | undefined {
  const { reason, caseNumber, facts, purpose } = statement
  const { isReasonRequired, leastCharacters, isCaseRequired, areFactsRequired, kinds } = search.value
  const forbidden = forbiddenUseRefusal([reason, facts, caseNumber], forbiddenUses)
  if (forbidden !== undefined) return forbidden
  const missing: string[] = []
  if (!kinds.includes(purpose)) missing.push('a purpose that this policy allows')
  const fault = isReasonRequired || reason !== '' ? reasonFault(reason, leastCharacters) : undefined
  if (fault !== undefined) missing.push(fault)
  if (isCaseRequired && !/[0-9A-Za-z].*[0-9A-Za-z].*[0-9A-Za-z]/.test(caseNumber))
    missing.push('the case number')
  if (areFactsRequired) {
    const factsFault = reasonFault(facts, Math.max(20, leastCharacters))
    if (factsFault !== undefined) missing.push(`articulable facts: ${factsFault}`)
    else if (facts === reason) missing.push('articulable facts beside the reason')
  }
  return missing.length === 0
    ? undefined
    : refusalFor(missing, 'Say what you look for and why. It is kept in the audit.', search.clause)
}
