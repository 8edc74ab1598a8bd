// A template made ready to read lines: `readLine` takes what the index needs straight from the bytes, `toEntry`
// reads the whole line for showing it. Both find the columns the same way, so they cannot disagree.
import type { HotListEntry } from '#shared/domain/hot-list.ts'
import type { FieldName, ImportTemplate, Layout } from '#shared/domain/import-template.ts'
import { StateCode } from '#shared/domain/states.ts'
import { templateFaults } from './check-template.ts'
import { describeLine, type LineWords } from './describe-line.ts'
import { fieldText, type LineBytes } from './field-text.ts'
import { compileDelimited } from './layouts/delimited.ts'
import { compileFixed } from './layouts/fixed.ts'
import { STRIDE, type CompiledLayout, type Wants } from './layouts/locate.ts'
import { compilePattern, MATCHED_BYTES } from './layouts/pattern.ts'
import { compileTagged } from './layouts/tagged.ts'
import { entryKey, newLineFacts, type LineFacts, type LineKind } from './line-facts.ts'
import { parseDay } from './list-date.ts'
import { compileCategories } from './read-category.ts'
import { readPlate } from './read-plate.ts'
import { compileStates } from './read-state.ts'

/** The installed list that a line is of, and who keeps its records. */
type ListName = { readonly name: string; readonly source: string }

export type CompiledTemplate = {
  /**
   * Reads the line bytes[start..end) (UTF-8, without its end of line) into `into`. `today` is a day as dayOf
   * gives it; entries that expired before it are told apart, with 0 none are.
   */
  readonly readLine: (bytes: Buffer, start: number, end: number, into: LineFacts, today: number) => LineKind
  /** Everything the line says, for an alert. Throws when readLine would not take it. */
  readonly toEntry: (raw: string, line: number, list: ListName) => HotListEntry
  /** What the template understands of a line, by field, for a preview. */
  readonly words: (bytes: Buffer, start: number, end: number) => LineWords
}

/** The columns that readLine looks at. */
const FACTS: ReadonlySet<FieldName> = new Set([
  'plate',
  'state',
  'plateType',
  'category',
  'recordNumber',
  'expiresOn',
])
const MOST_PLATE_TYPE = 20
const MOST_RECORD_NUMBER = 40

/** Throws an Error for a template that loadTemplates would not have let through. */
export function compileTemplate(template: ImportTemplate): CompiledTemplate {
  const faults = templateFaults(template)
  if (faults.length > 0) throw new Error(`Import template ${template.id}: ${faults.join('; ')}`)
  const readState = compileStates(template.stateCodes)
  const readCategory = compileCategories(template.categoryCodes, template.category)
  const calibration = template.calibration === undefined ? undefined : new RegExp(template.calibration, 'i')
  const layouts = template.layouts.map(({ when, layout }) => ({
    when: when === undefined ? undefined : new RegExp(when, 'i'),
    facts: factSlots(compileLayout(layout, (field) => FACTS.has(field))),
    whole: compileLayout(layout, () => true),
  }))
  const ranges = new Int32Array(STRIDE * 100)
  const at: LineBytes = { bytes: Buffer.alloc(0), start: 0, latin1: '' }

  function lineBytes(bytes: Buffer, start: number, end: number): LineBytes {
    at.bytes = bytes
    at.start = start
    at.latin1 = bytes.toString('latin1', start, end)
    return at
  }

  function choose(bytes: Buffer, start: number, end: number): (typeof layouts)[number] | undefined {
    const [first] = layouts
    if (first?.when === undefined) return first
    const text = bytes.toString('utf8', start, Math.min(end, start + MATCHED_BYTES))
    return layouts.find(({ when }) => when === undefined || when.test(text))
  }

  function readLine(bytes: Buffer, start: number, end: number, into: LineFacts, today: number): LineKind {
    into.reason = ''
    into.field = ''
    into.mended = ''
    const layout = choose(bytes, start, end)
    if (layout === undefined)
      return refuse(into, '', 'the line has none of the forms that the template knows')
    const { facts } = layout
    const fault = facts.locate(bytes, start, end, ranges)
    if (fault !== '') return refuse(into, '', fault)

    for (const { slot, field } of facts.digits) {
      if (!isDigits(bytes, ranges, slot)) return refuse(into, field, 'it has something other than digits')
    }
    const text = lineBytes(bytes, start, end)
    const platePlace = facts.plate * STRIDE
    const plate = readPlate(text, ranges[platePlace] ?? -1, ranges[platePlace + 1] ?? -1, into)
    if (plate !== '') return plate

    into.state = ''
    if (facts.state >= 0) {
      const place = facts.state * STRIDE
      const read = readState(bytes, ranges[place] ?? -1, ranges[place + 1] ?? -1)
      if (read.fault !== '') return refuse(into, 'state', read.fault)
      into.state = read.state
      into.mended = read.mended
    }
    into.plateType = fieldText(text, ranges, facts.plateType)
    if (into.plateType.length > MOST_PLATE_TYPE) return refuse(into, 'plateType', 'it is too long')
    into.recordNumber = fieldText(text, ranges, facts.recordNumber)
    if (into.recordNumber.length > MOST_RECORD_NUMBER) return refuse(into, 'recordNumber', 'it is too long')

    into.category = template.category
    if (facts.category >= 0) {
      const place = facts.category * STRIDE
      into.category = readCategory(bytes, ranges[place] ?? -1, ranges[place + 1] ?? -1)
    }
    if (facts.expiresOn >= 0) {
      const written = fieldText(text, ranges, facts.expiresOn)
      const day = facts.expiresForm === undefined ? -1 : parseDay(written, facts.expiresForm)
      if (day < 0) return refuse(into, 'expiresOn', 'it is not a date of the form that the template names')
      if (day !== 0 && day < today) return 'expired'
    }
    if (into.category !== 'calibration' && calibration !== undefined) {
      if (calibration.test(text.latin1.slice(0, MATCHED_BYTES))) into.category = 'calibration'
    }
    return into.category === 'calibration' ? 'calibration' : 'entry'
  }

  function words(bytes: Buffer, start: number, end: number): LineWords {
    const layout = choose(bytes, start, end)
    if (layout === undefined || layout.whole.locate(bytes, start, end, ranges) !== '') return []
    const text = lineBytes(bytes, start, end)
    return layout.whole.slots.map(({ field, date }, slot) => ({
      field,
      date,
      text: fieldText(text, ranges, slot),
    }))
  }

  return {
    readLine,
    words,
    toEntry(raw, line, list) {
      const bytes = Buffer.from(raw)
      const facts = newLineFacts()
      const kind = readLine(bytes, 0, bytes.length, facts, 0)
      if (kind !== 'entry' && kind !== 'calibration') {
        throw new Error(
          `Line ${line} of ${list.name} is no entry by template ${template.id}: ${facts.reason}`,
        )
      }
      const described = describeLine(words(bytes, 0, bytes.length), template.cautionWords ?? {})
      return { ...described, ...identity(facts, raw, line, list) }
    },
  }
}

function identity(facts: LineFacts, raw: string, line: number, list: ListName) {
  return {
    key: entryKey(facts, list.source),
    list: list.name,
    kind: 'list' as const,
    source: list.source,
    line,
    raw,
    plate: facts.plate,
    ...stateOrIssuer(facts.state),
    ...(facts.plateType === '' ? {} : { plateType: facts.plateType }),
    ...(facts.recordNumber === '' ? {} : { recordNumber: facts.recordNumber }),
    category: facts.category,
    trust: 'normal' as const,
    mended: facts.mended === '' ? [] : [facts.mended],
  }
}

function stateOrIssuer(code: string): Pick<HotListEntry, 'state' | 'otherIssuer'> {
  const state = StateCode.safeParse(code)
  if (state.success) return { state: state.data }
  return code === '' ? {} : { otherIssuer: code }
}

function compileLayout(layout: Layout, wants: Wants): CompiledLayout {
  if (layout.form === 'fixed') return compileFixed(layout.columns, wants)
  if (layout.form === 'delimited') return compileDelimited(layout, wants)
  if (layout.form === 'tagged') return compileTagged(layout, wants)
  return compilePattern(layout, wants)
}

/** Which slot holds which fact; -1 where the layout has none. */
function factSlots({ slots, locate }: CompiledLayout) {
  const slotOf = (field: FieldName) => slots.findIndex((slot) => slot.field === field)
  const expiresOn = slotOf('expiresOn')
  return {
    locate,
    plate: slotOf('plate'),
    state: slotOf('state'),
    plateType: slotOf('plateType'),
    category: slotOf('category'),
    recordNumber: slotOf('recordNumber'),
    expiresOn,
    expiresForm: slots[expiresOn]?.date,
    digits: slots.flatMap(({ field, isDigits }, slot) => (isDigits ? [{ slot, field }] : [])),
  }
}

function isDigits(bytes: Buffer, ranges: Int32Array, slot: number): boolean {
  const from = ranges[slot * STRIDE] ?? -1
  const to = ranges[slot * STRIDE + 1] ?? -1
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 48 || byte > 57) return false
  }
  return true
}

function refuse(into: LineFacts, field: string, reason: string): 'refused' {
  into.field = field
  into.reason = reason
  return 'refused'
}
