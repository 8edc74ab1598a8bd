// One policy text: a YAML file of an agency's policy, of a law or standard over it, of the agency's own tightening,
// or of our defaults. Each value says which clause it rests on.
import { isAlias, isNode, isPair, LineCounter, parseDocument, visit, type Document } from 'yaml'
import { z } from 'zod'
import { StateCode } from '#shared/domain/states.ts'
import type { LintFinding, PolicyTextName } from '#shared/domain/policy.ts'
import { Profile } from '#shared/domain/profile.ts'
import { CATALOGUE } from './catalogue.ts'

/** In place of a clause: our own default, shown as such. */
export const DEFAULT_CITE = 'default'

const MOST_BYTES = 256 * 1024
const Id = Profile.shape.id
/** A law's or a standard's number may have dots. */
const AnyId = z
  .string()
  .regex(/^[a-z][a-z0-9.-]{1,39}$/, 'small letters, digits, hyphens and dots are allowed')
const Line = z.string().trim().min(1)

const Entry = z.strictObject({
  value: z.json().optional(),
  cite: Line.max(60),
  /** How the text was read. */
  note: Line.max(600).optional(),
  /** The question to the agency, where its text has two readings; the one that protects more is the value. */
  confirm: Line.max(300).optional(),
  /** What is wrong with the agency's own published text. */
  defect: z.strictObject({ kind: z.enum(['placeholder', 'missing-title']), words: Line.max(200) }).optional(),
})
export type Json = z.infer<ReturnType<typeof z.json>>
export type PolicyEntry = Omit<z.infer<typeof Entry>, 'value'> & {
  readonly value: Json
  readonly line: number
}

const Head = {
  form: z.literal(1),
  id: AnyId,
  version: z.int().positive(),
  title: Line.max(120),
  rules: z.record(z.string(), z.unknown()),
}

const AgencyText = z.strictObject({
  ...Head,
  id: Id,
  kind: z.literal('agency'),
  agency: Line.max(80),
  state: StateCode,
  policy: z.strictObject({
    number: Line.max(40),
    effective: z.iso.date().optional(),
    revised: z.iso.date().optional(),
    accreditation: Line.max(40).optional(),
    rescinds: Line.max(80).optional(),
    issuedBy: Line.max(80).optional(),
  }),
  overlays: z.array(AnyId),
})
const OverlayText = z.strictObject({
  ...Head,
  kind: z.literal('overlay'),
  /** A standard binds by contract; a law binds any policy that is older than it too. */
  law: z.strictObject({ name: Line.max(120), effective: z.iso.date().optional() }),
})
const TighteningText = z.strictObject({
  ...Head,
  kind: z.literal('tightening'),
  /** The agency whose rules it tightens. */
  of: Id,
})
const DefaultText = z.strictObject({ ...Head, kind: z.literal('default') })
const AnyText = z.discriminatedUnion('kind', [AgencyText, OverlayText, TighteningText, DefaultText])

type Of<T> = Omit<T, 'rules'> & {
  readonly entries: ReadonlyMap<string, PolicyEntry>
  /** The file as it was read: what is hashed and what is kept. */
  readonly yaml: string
}
export type AgencyPolicyText = Of<z.infer<typeof AgencyText>>
export type OverlayPolicyText = Of<z.infer<typeof OverlayText>>
export type TighteningPolicyText = Of<z.infer<typeof TighteningText>>
export type DefaultPolicyText = Of<z.infer<typeof DefaultText>>
export type PolicyText = AgencyPolicyText | OverlayPolicyText | TighteningPolicyText | DefaultPolicyText

export type FormFault = LintFinding & { readonly kind: 'form' }

/** A text that is not of the form. Its message names file, line, key and what is allowed. */
export class PolicyTextError extends Error {
  override readonly name = 'PolicyTextError'
  readonly faults: readonly FormFault[]

  constructor(file: string, faults: readonly FormFault[]) {
    super(
      faults.map(({ line, words }) => `${file}${line === undefined ? '' : `:${line}`}: ${words}`).join('\n'),
    )
    this.faults = faults
  }
}

export const nameOf = ({ id, kind, title, version }: PolicyText): PolicyTextName => ({
  id,
  kind,
  title,
  version,
})

/** The same few texts are asked for again and again, and reading one takes tens of milliseconds. */
const parsed = new Map<string, PolicyText>()
const MOST_PARSED = 40

/** Reads a text. `file` names it in the errors. Throws a PolicyTextError that lists all that is wrong. */
export function parsePolicyText(yaml: string, file: string): PolicyText {
  const known = parsed.get(yaml)
  if (known !== undefined) return known
  const text = readWhole(yaml, file)
  if (parsed.size >= MOST_PARSED) parsed.clear()
  parsed.set(yaml, text)
  return text
}

function readWhole(yaml: string, file: string): PolicyText {
  const faults: FormFault[] = []
  const text = readText(yaml, (words, line, key) =>
    faults.push({
      kind: 'form',
      words,
      ...(line === undefined ? {} : { line }),
      ...(key === undefined ? {} : { key }),
    }),
  )
  if (text === undefined || faults.length > 0) {
    throw new PolicyTextError(
      file,
      faults.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
    )
  }
  return text
}

type Say = (words: string, line?: number, key?: string) => void

function readText(yaml: string, say: Say): PolicyText | undefined {
  if (Buffer.byteLength(yaml) > MOST_BYTES) {
    say(`is larger than ${MOST_BYTES / 1024} KiB: a policy text is a few pages`)
    return undefined
  }
  const lines = new LineCounter()
  const document = parseDocument(yaml, {
    version: '1.2',
    schema: 'core',
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
  })
  for (const { message, pos } of [...document.errors, ...document.warnings])
    say(`is not YAML: ${message}`, lines.linePos(pos[0]).line)
  // An alias copies what it names, and a few of them copy it a billion times; a policy has no use for them.
  let hasAliases = false
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node) && node.anchor === undefined) return
      hasAliases = true
      say('anchors and aliases (& and *) are not allowed', lineOf(node, lines))
    },
  })
  if (document.errors.length > 0 || hasAliases) return undefined
  const json = saferJson(document, say)
  if (json === undefined) return undefined
  const lineAt = (path: readonly PropertyKey[]): number | undefined => lineOfPath(document, lines, path)

  const parsed = AnyText.safeParse(json)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) sayIssue(issue, [], say, lineAt)
    return undefined
  }
  const { rules, ...head } = parsed.data
  const entries = new Map<string, PolicyEntry>()
  for (const [key, rule] of Object.entries(rules)) {
    const entry = readEntry(key, rule, say, lineAt)
    if (entry !== undefined) entries.set(key, entry)
  }
  return { ...head, entries, yaml }
}

function saferJson(document: Document, say: Say): unknown {
  try {
    const json: unknown = document.toJS({ maxAliasCount: 0 })
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json
    say('is no policy text: form, kind, id, version, title and rules are asked', 1)
  } catch (error) {
    say(`is not YAML: ${error instanceof Error ? error.message : String(error)}`)
  }
  return undefined
}

function readEntry(
  key: string,
  rule: unknown,
  say: Say,
  lineAt: (path: readonly PropertyKey[]) => number | undefined,
): PolicyEntry | undefined {
  const line = lineAt(['rules', key]) ?? 1
  const known = CATALOGUE.get(key)
  if (known === undefined) {
    say(`${key} is no rule. ${nearKeys(key)}`, line, key)
    return undefined
  }
  const parsed = Entry.safeParse(rule)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) sayIssue(issue, ['rules', key], say, lineAt, key)
    return undefined
  }
  const { value, ...rest } = parsed.data
  if (value === undefined) {
    say(`${key}: value is missing`, line, key)
    return undefined
  }
  const fitting = known.schema.safeParse(value)
  if (!fitting.success) {
    for (const issue of fitting.error.issues) sayIssue(issue, ['rules', key, 'value'], say, lineAt, key)
    return undefined
  }
  return { ...rest, value, line }
}

const groupOf = (key: string): string => key.split('.')[0] ?? key

/** Keys that stand in the same group, else the groups: what may stand here. */
function nearKeys(key: string): string {
  const near = [...CATALOGUE.keys()].filter((one) => groupOf(one) === groupOf(key))
  if (near.length > 0) return `Allowed are: ${near.join(', ')}.`
  return `Allowed are rules of: ${[...new Set([...CATALOGUE.keys()].map(groupOf))].join(', ')}.`
}

function sayIssue(
  issue: z.core.$ZodIssue,
  under: readonly PropertyKey[],
  say: Say,
  lineAt: (path: readonly PropertyKey[]) => number | undefined,
  key?: string,
): void {
  const path = [...under, ...issue.path]
  const isCite = key !== undefined && issue.path[0] === 'cite'
  const words = isCite
    ? `the clause is missing; name it, or write "${DEFAULT_CITE}" for our own`
    : issue.message
  say(`${path.filter((part) => part !== 'rules').join('.')}: ${words}`, lineAt(path), key)
}

/** The line of the path's deepest part that is there. */
function lineOfPath(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    if (typeof parent !== 'object' || parent === null || !('items' in parent)) continue
    const { items } = parent
    if (!Array.isArray(items)) continue
    const found: unknown =
      typeof last === 'number'
        ? items[last]
        : items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(last))
    const node = isPair(found) ? found.key : found
    const line = isNode(node) ? lineOf(node, lines) : undefined
    if (line !== undefined) return line
  }
  return 1
}

const lineOf = (node: { readonly range?: readonly number[] | null | undefined }, lines: LineCounter) =>
  node.range?.[0] === undefined ? undefined : lines.linePos(node.range[0]).line
