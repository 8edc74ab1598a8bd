// An import template while it is made: as it is filled in, and as it is tried and saved. Only its first line
// form is edited; what else a copied template has (footer, further line forms, cautions) is kept as it was.
import { Category } from '#shared/domain/category.ts'
import {
  ImportTemplate,
  type Column,
  type DateForm,
  type FieldName,
  type Layout,
} from '#shared/domain/import-template.ts'

export type LayoutForm = Layout['form']

export type ColumnDraft = {
  readonly key: number
  readonly field: FieldName
  /** Counted from 1, as a person counts: first and last character, or the column's number. */
  readonly from: string
  readonly to: string
  readonly date: DateForm | ''
  /** What else the copied column says. */
  readonly kept: Pick<Column, 'part' | 'only'>
}

export type CodeDraft = { readonly key: number; readonly code: string; readonly category: Category }

export type TemplateDraft = {
  readonly base: ImportTemplate
  /** Of a template of one's own that is changed; a copy gets a new one from its name. */
  readonly id: string | undefined
  readonly name: string
  readonly source: string
  readonly encoding: ImportTemplate['encoding']
  readonly headerLines: string
  readonly form: LayoutForm
  readonly delimiter: string
  readonly pattern: string
  readonly columns: readonly ColumnDraft[]
  readonly codes: readonly CodeDraft[]
  readonly category: Category
  readonly calibration: string
}

/** A draft that starts from a template; one's own is changed, a shipped one is copied. */
export function draftOfTemplate(template: ImportTemplate & { readonly isShipped: boolean }): TemplateDraft {
  const { isShipped, ...base } = template
  const layout = base.layouts[0]?.layout
  return {
    base,
    id: isShipped ? undefined : base.id,
    name: isShipped ? `Own ${base.name}`.slice(0, 60) : base.name,
    source: base.source,
    encoding: base.encoding,
    headerLines: String(base.header.lines),
    form: layout?.form ?? 'delimited',
    delimiter: layout?.form === 'delimited' ? shownDelimiter(layout.delimiter) : ',',
    pattern: layout?.form === 'pattern' ? layout.pattern : '',
    columns: (layout === undefined || layout.form === 'pattern' ? [] : layout.columns).map(draftOfColumn),
    codes: Object.entries(base.categoryCodes).map(([code, category], key) => ({ key, code, category })),
    category: base.category,
    calibration: base.calibration ?? '',
  }
}

function draftOfColumn({ field, from, to, date, part, only }: Column, key: number): ColumnDraft {
  const kept = { ...(part === undefined ? {} : { part }), ...(only === undefined ? {} : { only }) }
  return {
    key,
    field,
    from: String(from + 1),
    to: to === undefined ? '' : String(to),
    date: date ?? '',
    kept,
  }
}

const shownDelimiter = (delimiter: string): string => (delimiter === '\t' ? 'Tab' : delimiter)
const meantDelimiter = (shown: string): string => (shown.toLowerCase() === 'tab' ? '\t' : shown)

/** The name as a short name of a file: "Own NCIC, 12 columns" is own-ncic-12-columns. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)

/** The template that is tried and saved, or what is missing for that. */
export function toTemplate(
  draft: TemplateDraft,
): { readonly template: ImportTemplate } | { readonly missing: readonly string[] } {
  const { base, id, name, source, encoding, headerLines, codes, category, calibration } = draft
  const [first, ...others] = base.layouts
  const { calibration: _before, ...rest } = base
  const parsed = ImportTemplate.safeParse({
    ...rest,
    id: id ?? idOf(name),
    name: name.trim(),
    source: source.trim(),
    encoding,
    header: { ...base.header, lines: wholeNumber(headerLines) },
    layouts: [{ ...(first ?? { name: 'line' }), layout: layoutOf(draft) }, ...others],
    categoryCodes: Object.fromEntries(codes.map(({ code, category }) => [code.trim(), category])),
    category,
    ...(calibration === '' ? {} : { calibration }),
  })
  if (parsed.success) return { template: parsed.data }
  return { missing: [...new Set(parsed.error.issues.map(({ path }) => missingWords(path)))] }
}

/** NaN for what is no whole number, so that the form of the template refuses it. */
const wholeNumber = (text: string): number => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN)

function layoutOf({ base, form, delimiter, pattern, columns }: TemplateDraft): unknown {
  const before = base.layouts[0]?.layout
  if (form === 'pattern') return { ...(before?.form === 'pattern' ? before : {}), form, pattern }
  const drafted = columns.map((column) => columnOf(column, form))
  if (form === 'fixed') return { form, columns: drafted }
  if (form === 'tagged') {
    return { form, columns: drafted, tags: before?.form === 'tagged' ? before.tags : [] }
  }
  const kept = before?.form === 'delimited' ? before : { hasQuotes: true }
  return { ...kept, form, columns: drafted, delimiter: meantDelimiter(delimiter) }
}

function columnOf({ field, from, to, date, kept }: ColumnDraft, form: LayoutForm): unknown {
  const isDelimited = form === 'delimited'
  return {
    field,
    from: wholeNumber(from) - 1,
    ...(isDelimited || to.trim() === '' ? {} : { to: wholeNumber(to) }),
    ...(date === '' ? {} : { date }),
    ...kept,
  }
}

const PARTS: Readonly<Record<string, string>> = {
  id: 'a name with letters or digits in it',
  name: 'a name',
  source: 'who keeps the records',
  header: 'the number of header lines, 0 to 20',
  categoryCodes: 'codes of at most 80 characters',
  calibration: 'a calibration pattern that is a regular expression',
}

/** Where the form of a template is broken, in the words of the editor. */
function missingWords(path: readonly PropertyKey[]): string {
  const [part, , , inLayout, place, what] = path
  if (part !== 'layouts') return PARTS[String(part)] ?? String(part)
  if (inLayout === 'delimiter') return 'one character that separates the columns, or Tab'
  if (inLayout === 'pattern') return 'a pattern that is a regular expression'
  if (inLayout === 'columns' && typeof place === 'number') {
    return what === 'to'
      ? `column ${place + 1}: a last character`
      : `column ${place + 1}: a number from 1 where it begins`
  }
  return 'at least one column'
}
