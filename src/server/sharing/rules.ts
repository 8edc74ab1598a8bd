// What the policy in force and the law over it ask of a share. Pure: the same at the request, the decision, the making of
// the package and its handing out, since each may come long after the one before.
import { refusalFor, type Refusal } from '#shared/domain/hit-step.ts'
import type { Officer } from '#shared/domain/officer.ts'
import type { Profile } from '#shared/domain/profile.ts'
import { forbiddenUseRefusal } from '#shared/domain/purpose.ts'
import { reasonFault } from '#shared/domain/reason.ts'
import type { RecordsQuery } from '#shared/records/records.ts'
import type { Agency, Declaration, ShareRequest } from '#shared/records/sharing.ts'

export type Missing = ShareRequest['missing'][number]

export type Asked = {
  readonly purpose: string
  readonly legalBasis: string
  readonly caseNumber: string
  readonly hasWriting: boolean
  readonly query: RecordsQuery
}

/** The overlay of 625 ILCS 5/2-130, where it binds the agency. */
const STATUTE_OVERLAY = 'il-625-5-2-130'
const STATUTE = '625 ILCS 5/2-130(c)'

/** A law, a rule or an order of a court, by the words that such a basis has. */
const LAW =
  /§|\b(?:ILCS|U\.?S\.?C|K\.?S\.?A|C\.?F\.?R|statute|code|subpoena|warrant|court|order|discovery|rule|act)\b/i

/** Signed, not withdrawn, not over. */
export const isValid = ({ signedAt, validUntil, withdrawn }: Declaration, now: number): boolean =>
  withdrawn === undefined && signedAt <= now && (validUntil === undefined || validUntil > now)

/** Why a request may not be entered at all, or undefined. */
export function requestRefusal(asked: Asked, agency: Agency, profile: Profile): Refusal | undefined {
  return (
    forbiddenUseRefusal([asked.purpose, asked.legalBasis, asked.caseNumber], profile.forbiddenUses) ??
    recipientRefusal(agency, asked.legalBasis, profile) ??
    formRefusal(asked, profile)
  )
}

/** To whom the policy lets records go (Alsip 709.6 lead, Oak Brook 131.7 share, Schaumburg IV.A s1b). */
function recipientRefusal({ kind }: Agency, legalBasis: string, profile: Profile): Refusal | undefined {
  const { recipients } = profile.sharing.value
  if (kind === 'other') {
    return refusalFor(
      'an agency of law enforcement or a prosecutor',
      `Enter it as a request that is not from law enforcement: it goes to ${profile.otherRequests.value}.`,
      profile.sharing.clause,
    )
  }
  if (recipients.includes(kind)) return undefined
  if (recipients.includes('as-law-permits') && LAW.test(legalBasis)) return undefined
  return refusalFor(
    recipients.includes('as-law-permits')
      ? 'the law that permits it: this policy names no prosecutors'
      : 'a recipient that this policy names',
    'Enter the statute, the rule, the subpoena or the order of the court as the legal basis.',
    profile.sharing.clause,
  )
}

function formRefusal({ purpose, hasWriting, query }: Asked, { sharing }: Profile): Refusal | undefined {
  const missing: string[] = []
  const fault = reasonFault(purpose, 10)
  if (fault !== undefined) missing.push(`the intended purpose: ${fault}`)
  if (sharing.value.isWrittenRequestRequired && !hasWriting) missing.push('the written request')
  const { plate, from, to, area } = query
  if (plate === undefined && area === undefined && (from === undefined || to === undefined)) {
    missing.push('what is asked for: a plate, an area, or a time from and to')
  }
  return missing.length === 0
    ? undefined
    : refusalFor(missing, 'Enter it as the other agency has asked it, with its writing.', sharing.clause)
}

/** What stands before an approval, and before the package, as things are now. */
export function missingOf(agency: Agency, profile: Profile, now: number): Missing[] {
  const missing: Missing[] = []
  if (agency.verified === undefined) {
    missing.push({
      words: 'a verified agency: nobody has said how it was verified',
      ...clauseOf(profile.sharing.clause),
      next: 'Verify it by its ORI, a call back, a LEADS message or in person.',
    })
  }
  if (needsDeclaration(agency, profile) && !agency.declarations.some((one) => isValid(one, now))) {
    missing.push({
      words: `the written declaration of this agency of ${agency.state} before anything leaves the state`,
      ...clauseOf(declarationClause(profile)),
      next: 'Have the agency execute the declaration, and enter it with its document, its signer and the dates.',
    })
  }
  return missing
}

export const needsDeclaration = ({ isOutOfState }: Agency, { outOfState }: Profile): boolean =>
  isOutOfState && outOfState.value === 'declaration-required'

/** The agency's own clause may come before the statute's, never instead of it. */
export function declarationClause({ outOfState, overlays }: Profile): string | undefined {
  const { clause } = outOfState
  if (!overlays.includes(STATUTE_OVERLAY) || clause?.includes(STATUTE) === true) return clause
  return clause === undefined ? STATUTE : `${clause}; ${STATUTE}`
}

/** What is missing, as a refusal with the clauses of all of it. */
export function missingRefusal(missing: readonly Missing[]): Refusal | undefined {
  const [first] = missing
  if (first === undefined) return undefined
  const clauses = missing.flatMap(({ clause }) => clause ?? [])
  return refusalFor(
    missing.map(({ words }) => words),
    missing.map(({ next }) => next).join(' '),
    clauses.length === 0 ? undefined : [...new Set(clauses)].join('; '),
  )
}

/**
 * Whether somebody may decide: he holds the role of the policy's approver, or one whose title the policy lists among
 * those who approve (Oak Brook 131.7 share (c): supervisors; Alsip 709.6(b): the Chief or his designee).
 */
export function approverRefusal(
  { roles }: Officer,
  { sharing, roles: titles }: Profile,
): Refusal | undefined {
  const { approvers } = sharing.value
  const wanted = new Set(approvers.map((title) => title.toLowerCase()))
  const isApprover = roles.some(
    (role) => role === 'approver' || titlesOf(titles.value[role]).some((title) => wanted.has(title)),
  )
  if (isApprover || approvers.length === 0) return undefined
  return refusalFor(`the approval of ${approvers.join(' or ')}`, 'Have one of them decide.', sharing.clause)
}

/** Each of "ASC, Sergeant or member of the Command Staff"; a Deputy Chief of Police is no Chief of Police. */
const titlesOf = (title = ''): string[] =>
  title
    .toLowerCase()
    .split(/,| or /)
    .map((one) => one.trim())

const clauseOf = (clause: string | undefined): { clause?: string } => (clause === undefined ? {} : { clause })
