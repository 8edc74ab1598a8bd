// The effective rules: for every key the strictest of what the binding texts say, and which text that is.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ExplainedRule, LintFinding, PolicyStamp } from '#shared/domain/policy.ts'
import { Profile } from '#shared/domain/profile.ts'
import { CATALOGUE, type PolicyKey } from './catalogue.ts'
import {
  type AgencyPolicyText,
  type DefaultPolicyText,
  DEFAULT_CITE,
  type Json,
  nameOf,
  type OverlayPolicyText,
  type PolicyEntry,
  type PolicyText,
  type TighteningPolicyText,
} from './text.ts'

/** All texts that bind one agency. */
export type PolicyTexts = {
  readonly agency: AgencyPolicyText
  readonly overlays: readonly OverlayPolicyText[]
  readonly tightening: TighteningPolicyText | undefined
  readonly defaults: DefaultPolicyText
}

export type LoadedPolicy = {
  readonly profile: Profile
  readonly stamp: PolicyStamp
  readonly texts: readonly PolicyText[]
  readonly rules: readonly ExplainedRule[]
  /** Only what concerns the texts together: rules that would loosen. Each text's own findings: lintText. */
  readonly findings: readonly LintFinding[]
}

type Stated = { readonly text: PolicyText; readonly entry: PolicyEntry }
type Said = ExplainedRule['effective']

const KINDS = ['tightening', 'agency', 'overlay', 'default'] as const

/** In the one order that counts, whatever order the texts came in: most specific first, overlays by id. */
export function inOrder(texts: PolicyTexts): PolicyText[] {
  const all: PolicyText[] = [texts.defaults, ...texts.overlays, texts.agency]
  if (texts.tightening !== undefined) all.push(texts.tightening)
  return all.toSorted(
    (one, other) =>
      KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
      (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  )
}

/** The policy that these texts make together. Throws an Error where they leave a rule nothing. */
export function effectivePolicy(texts: PolicyTexts): LoadedPolicy {
  const ordered = inOrder(texts)
  const findings: LintFinding[] = []
  const rules: ExplainedRule[] = []
  for (const [key, rule] of CATALOGUE) {
    const stated = ordered.flatMap((text): Stated[] => {
      const entry = text.entries.get(key)
      return entry === undefined ? [] : [{ text, entry }]
    })
    rules.push(explained(key, rule, stated, findings))
  }
  return {
    profile: profileFrom(texts.agency, rules),
    stamp: stampOf(texts.agency, ordered),
    texts: ordered,
    rules,
    findings,
  }
}

function explained(
  key: string,
  rule: PolicyKey,
  stated: readonly Stated[],
  findings: LintFinding[],
): ExplainedRule {
  const effective = strictest(key, rule, stated, findings)
  const others = stated.map((one) => saidBy(one)).filter((one) => !isSame(one, effective))
  const questions = new Set(stated.flatMap(({ entry }) => entry.confirm ?? []))
  return {
    key,
    words: rule.words,
    effective,
    others,
    ...(questions.size === 0 ? {} : { toConfirm: [...questions].join(' ') }),
  }
}

/** Our default speaks only where neither the agency nor a law does; a tightening is held against what was before it. */
function strictest(key: string, rule: PolicyKey, stated: readonly Stated[], findings: LintFinding[]): Said {
  const of = (...kinds: readonly PolicyText['kind'][]): Stated[] =>
    stated.filter(({ text }) => kinds.includes(text.kind))
  const laws = of('overlay')
  const binding = of('agency', 'overlay')
  const before = binding.length > 0 ? binding : of('default')
  if (before.length === 0) throw new Error(`No text says anything of ${key}, and our defaults do not either.`)
  const tightening = of('tightening')

  const hold = (held: readonly Stated[], against: readonly Stated[]): void => {
    if (against.length === 0) return
    const bound = combined(rule, against)
    for (const { text, entry } of held) {
      if (!rule.merge.isLooser(entry.value, bound)) continue
      const clause = clauseOf(against)
      findings.push({
        kind: 'loosens',
        key,
        line: entry.line,
        words: `${key} of ${text.id} asks less than ${against.map((one) => one.text.id).join(' and ')}${clause === undefined ? '' : ` (${clause})`} and is not taken.`,
      })
    }
  }
  hold(of('agency'), laws)
  hold(tightening, before)

  const all = [...tightening, ...before]
  const value = combined(rule, all)
  const from = bySpecificity(rule, all).find(({ entry }) => isSame(entry.value, value))
  if (from !== undefined) return saidBy(from)
  // A list that several texts make together.
  const [first] = all
  if (first === undefined) throw new Error(`No text says anything of ${key}.`)
  return said(first.text, clauseOf(all), z.json().parse(value))
}

function combined(rule: PolicyKey, stated: readonly Stated[]): unknown {
  return rule.merge.combine(bySpecificity(rule, stated).map(({ entry }) => entry.value))
}

/**
 * Of texts that are equally strict the one with a clause is named first. The agency's own words are its own even
 * where no clause stands behind them.
 */
function bySpecificity(rule: PolicyKey, stated: readonly Stated[]): Stated[] {
  if (rule.merge.isOwn) return [...stated]
  const isOurs = ({ entry }: Stated): number => (entry.cite === DEFAULT_CITE ? 1 : 0)
  return stated.toSorted((one, other) => isOurs(one) - isOurs(other))
}

function said(text: PolicyText, clause: string | undefined, value: Json): Said {
  return { from: nameOf(text), value, ...(clause === undefined ? {} : { clause }) }
}

const saidBy = ({ text, entry }: Stated): Said => said(text, clauseOf([{ text, entry }]), entry.value)

function clauseOf(stated: readonly Stated[]): string | undefined {
  return joinClauses(stated.map(({ entry }) => (entry.cite === DEFAULT_CITE ? undefined : entry.cite)))
}

const MOST_CLAUSE = 60

/** As many clauses as a screen has room for, each once. */
export function joinClauses(clauses: readonly (string | undefined)[]): string | undefined {
  const distinct = [...new Set(clauses.filter((clause) => clause !== undefined))]
  const fitting: string[] = []
  for (const clause of distinct) {
    if ([...fitting, clause].join('; ').length <= MOST_CLAUSE) fitting.push(clause)
  }
  return fitting.length === 0 ? undefined : fitting.join('; ')
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** First 16 hexadecimal digits of the SHA-256 over the bytes of all texts. */
function stampOf({ id, version }: AgencyPolicyText, ordered: readonly PolicyText[]): PolicyStamp {
  const hash = createHash('sha256')
  for (const text of ordered)
    hash.update(`${text.kind} ${text.id} ${Buffer.byteLength(text.yaml)}\n`).update(text.yaml)
  return { id, version, hash: hash.digest('hex').slice(0, 16) }
}

/** Fields of Profile that stand without a clause. */
const BARE_FIELDS = new Set(['presentations', 'limits', 'sameVehicle', 'listedShare'])

type Parts = {
  value: unknown
  readonly parts: Record<string, unknown>
  readonly clauses: (string | undefined)[]
}

function profileFrom(agency: AgencyPolicyText, rules: readonly ExplainedRule[]): Profile {
  const fields = new Map<string, Parts>()
  for (const { key, effective } of rules) {
    const [field = '', part] = CATALOGUE.get(key)?.makes?.split('.') ?? []
    if (field === '') continue
    const made = fields.get(field) ?? { value: undefined, parts: {}, clauses: [] }
    made.clauses.push(effective.clause)
    if (part !== undefined && effective.value !== null) made.parts[part] = effective.value
    // Two keys make one list: what both name.
    if (part === undefined)
      made.value =
        Array.isArray(made.value) && Array.isArray(effective.value)
          ? [...new Set([...made.value, ...effective.value])]
          : effective.value
    fields.set(field, made)
  }
  const made: Record<string, unknown> = {}
  for (const [field, { value, parts, clauses }] of fields) {
    const whole = value ?? mended(field, parts)
    const clause = joinClauses(clauses)
    made[field] = BARE_FIELDS.has(field)
      ? whole
      : { value: whole, ...(clause === undefined ? {} : { clause }) }
  }
  made['presentations'] = onlyAllowed(made['presentations'], fields.get('allowedCategories')?.value)
  const { id, version, overlays, state, policy } = agency
  const { number, effective, revised, accreditation } = policy
  const parsed = Profile.safeParse({
    ...made,
    id,
    version,
    overlays,
    state,
    agency: agency.agency,
    policy: {
      number,
      ...(effective === undefined ? {} : { effective }),
      ...(revised === undefined ? {} : { revised }),
      ...(accreditation === undefined ? {} : { accreditation }),
    },
  })
  if (parsed.success) return parsed.data
  throw new Error(`The texts of ${id} leave a rule nothing:\n${z.prettifyError(parsed.error)}`)
}

/** What the parts of a field need to be its value. */
function mended(field: string, parts: Record<string, unknown>): unknown {
  switch (field) {
    case 'trainingLeads':
    case 'trainingAwareness':
      return { ...parts, modules: [] }
    case 'purposes': {
      const { allowed, caseAsked } = z
        .object({ allowed: z.array(z.string()), caseAsked: z.array(z.string()) })
        .parse(parts)
      return allowed.map((purpose) => ({ purpose, isCaseAsked: caseAsked.includes(purpose) }))
    }
    default:
      return parts
  }
}

/** A category that may not alert needs no sound. */
function onlyAllowed(presentations: unknown, allowed: unknown): unknown {
  const categories = z.array(z.string()).parse(allowed)
  return Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).parse(presentations)).filter(([category]) =>
      categories.includes(category),
    ),
  )
}
