// What somebody should see of a policy text before it binds: placeholders, missing titles, values with two readings,
// a text older than the law over it, and rules that would loosen what is above them.
import type { LintFinding } from '#shared/domain/policy.ts'
import { effectivePolicy } from './effective.ts'
import { type FindText, type LawsOf, NO_AGENCY, textsFor } from './folder.ts'
import { unmarkedReadings } from './readings.ts'
import { type AgencyPolicyText, parsePolicyText, type PolicyText, PolicyTextError } from './text.ts'

/** "[department/office]", "TBD", "____": what a template leaves to be filled in. */
const PLACEHOLDER = /\[[^\]\n]{1,60}\]|\b(?:TBD|TODO|XXX+|FIXME)\b|_{3,}|<[A-Za-z][^>\n]{1,40}>/

const noLaws: LawsOf = () => []

/**
 * All that is wrong or open in a text. `find` gives the texts that bind beside it, `lawsOf` those that no agency of a
 * state may leave out. Never throws for a bad text.
 */
export function lintText(yaml: string, file: string, find: FindText, lawsOf: LawsOf = noLaws): LintFinding[] {
  let text: PolicyText
  try {
    text = parsePolicyText(yaml, file)
  } catch (error) {
    if (error instanceof PolicyTextError) return [...error.faults]
    throw error
  }
  return [
    ...placeholders(text),
    ...defects(text),
    ...(text.kind === 'agency' ? twoReadings(text) : marked(text)),
    ...(text.kind === 'agency' ? lawsLeftOut(text, lawsOf) : []),
    ...together(text, find),
  ].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0))
}

function placeholders(text: PolicyText): LintFinding[] {
  const heads = Object.entries(text).flatMap(([name, value]) =>
    name === 'entries' || name === 'yaml' ? [] : stringsOf(value),
  )
  const found = heads.flatMap((words): LintFinding[] => {
    const match = PLACEHOLDER.exec(words)
    return match === null ? [] : [{ kind: 'placeholder', words: `the head says "${match[0]}": fill it in.` }]
  })
  for (const [key, { value, cite, line }] of text.entries) {
    const match = [cite, ...stringsOf(value)]
      .map((words) => PLACEHOLDER.exec(words))
      .find((one) => one !== null)
    if (match) found.push({ kind: 'placeholder', key, line, words: `${key} says "${match[0]}": fill it in.` })
  }
  return found
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((one) => stringsOf(one))
    : []
}

/** What the agency's own published text lacks, as whoever wrote this file found it, and titles that are missing here. */
function defects({ entries }: PolicyText): LintFinding[] {
  return [...entries].flatMap(([key, { defect, value, cite, line }]): LintFinding[] => {
    if (defect !== undefined) return [{ kind: defect.kind, key, line, words: defect.words }]
    const isMissing = key.startsWith('roles.') && value === null && cite !== 'default'
    return isMissing ? [{ kind: 'missing-title', key, line, words: `${key}: ${cite} names no title.` }] : []
  })
}

function twoReadings(text: AgencyPolicyText): LintFinding[] {
  const unmarked = unmarkedReadings(text).map(({ key, question }): LintFinding => {
    const words = `${key} has two readings and is not marked: ${question} Take the one that protects more and set confirm.`
    const finding: LintFinding = { kind: 'two-readings', key, words }
    return Object.assign(finding, lineOfKey(text, key))
  })
  return [...unmarked, ...marked(text)]
}

function lineOfKey({ entries }: PolicyText, key: string): Pick<LintFinding, 'line'> {
  const line = entries.get(key)?.line
  return line === undefined ? {} : { line }
}

function marked({ entries }: PolicyText): LintFinding[] {
  return [...entries].flatMap(([key, { confirm, line }]): LintFinding[] =>
    confirm === undefined
      ? []
      : [{ kind: 'two-readings', key, line, words: `${key} is to be confirmed by the agency: ${confirm}` }],
  )
}

/** What can only be seen beside the other texts. */
function together(text: PolicyText, find: FindText): LintFinding[] {
  if (text.kind !== 'agency' && text.kind !== 'tightening') return []
  try {
    const texts = textsFor(text, find)
    const loosening = effectivePolicy(texts).findings.filter(({ words }) =>
      words.includes(` of ${text.id} asks`),
    )
    return text.kind === 'agency' ? [...olderThanLaw(text, find), ...loosening] : loosening
  } catch (error) {
    return [{ kind: 'form', words: error instanceof Error ? error.message : String(error) }]
  }
}

function lawsLeftOut({ id, state, overlays }: AgencyPolicyText, lawsOf: LawsOf): LintFinding[] {
  if (id === NO_AGENCY) return []
  return lawsOf(state)
    .filter((law) => !overlays.includes(law))
    .map((law) => ({
      kind: 'loosens',
      words: `the text leaves out the overlay ${law}, which binds every agency of ${state}.`,
    }))
}

function olderThanLaw({ overlays, policy }: AgencyPolicyText, find: FindText): LintFinding[] {
  const date = policy.revised ?? policy.effective
  return overlays.flatMap((id): LintFinding[] => {
    const overlay = find(id)
    if (overlay.kind !== 'overlay' || overlay.law.effective === undefined) return []
    const { name, effective } = overlay.law
    if (date !== undefined && date >= effective) return []
    const words =
      date === undefined
        ? `the text carries no date, so it may be older than ${name} (${effective}): ask when it was last revised.`
        : `the text of ${date} is older than ${name} (${effective}): have it revised.`
    return [{ kind: 'older-than-law', words }]
  })
}
