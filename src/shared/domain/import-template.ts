// Import templates: how the lines of a hot list file are to be understood. Data, not code; the shipped ones
// lie in assets/hot-list-templates, an agency's own in its data folder (facts.md 3a).
import { z } from 'zod'
import { Category } from './category.ts'
import { Instant } from './instant.ts'

/** What a column may say. `category` goes through the template's code map; `text` is kept as a note. */
export const FieldName = z.enum([
  'plate',
  'state',
  'plateType',
  'plateYear',
  'category',
  'recordNumber',
  'ori',
  'listedOn',
  'expiresOn',
  'vehicleYear',
  'make',
  'model',
  'style',
  'colour',
  'personName',
  'sex',
  'race',
  'born',
  'caution',
  'notes',
])
export type FieldName = z.infer<typeof FieldName>

/**
 * A regular expression that compiles; case does not count. Tried only on one line, and refused when a template
 * is loaded if it could take long on some line (src/main/hotlists/templates/check-pattern.ts).
 */
const Pattern = z
  .string()
  .max(400)
  .refine((text) => {
    try {
      return new RegExp(text) instanceof RegExp
    } catch {
      return false
    }
  }, 'is not a regular expression')

/**
 * Years of two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068. `written` is 2026-11-22 or 11/22/2026
 * as people and spreadsheets write it, with or without a time after it.
 */
export const DateForm = z.enum([
  'yyyymmdd',
  'mmddyy',
  'mmddyyyy',
  'mmyy',
  'yyyy-mm-dd',
  'mm/dd/yyyy',
  'written',
])
export type DateForm = z.infer<typeof DateForm>

const Column = z.strictObject({
  field: FieldName,
  /** Fixed and tagged: 0-based first character and the one after the last. Delimited: the column's place. */
  from: z.int().nonnegative().max(4000),
  to: z.int().positive().max(4096).optional(),
  date: DateForm.optional(),
  /** Delimited: only these characters of the column ("V123456789": the letter is the category). */
  part: z.strictObject({ from: z.int().nonnegative(), to: z.int().positive() }).optional(),
  /** A line with anything else here is refused: tells lines that are shifted or of another form. */
  only: z.literal('digits').optional(),
})
export type Column = z.infer<typeof Column>

/** `tag` followed by its value up to the next tag or two spaces: "VYR/05". */
const Tag = z.strictObject({ tag: z.string().min(1).max(12), field: FieldName, date: DateForm.optional() })
export type Tag = z.infer<typeof Tag>

const Layout = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('fixed'), columns: z.array(Column).min(1).max(30) }),
  z.strictObject({
    form: z.literal('delimited'),
    delimiter: z.string().length(1),
    /** Exactly so many columns in a line; with `named`, the columns are found by the header's words. */
    columns: z.array(Column).min(1).max(60),
    count: z.int().positive().max(100).optional(),
    named: z.partialRecord(FieldName, z.array(z.string().min(1).max(40)).min(1).max(10)).optional(),
    hasQuotes: z.boolean(),
  }),
  z.strictObject({
    form: z.literal('tagged'),
    columns: z.array(Column).min(1).max(30),
    tags: z.array(Tag).max(30),
  }),
  z.strictObject({
    form: z.literal('pattern'),
    /** The whole line; a named group is the field of that name: "^(?<plate>[A-Z0-9]+) (?<state>[A-Z]{2})#". */
    pattern: Pattern,
    dates: z.partialRecord(FieldName, DateForm).optional(),
  }),
])
export type Layout = z.infer<typeof Layout>

export const ImportTemplate = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().min(1).max(60),
  /** Who keeps the records: "NCIC". */
  source: z.string().min(1).max(60),
  /** What this form rests on, for whoever maintains it. */
  about: z.string().max(600),
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16']),
  header: z.strictObject({
    lines: z.int().nonnegative().max(20),
    /** The first header line must match. */
    mustMatch: Pattern.optional(),
    /** Its first group is the date the list was made on. */
    date: z.strictObject({ pattern: Pattern, form: DateForm }).optional(),
  }),
  /** A last line that is no record; its first group, if it has one, is the number of records. */
  footer: z.strictObject({ pattern: Pattern }).optional(),
  /** Bounds on the number of records; a file outside of them is refused as a whole. */
  expected: z.strictObject({ least: z.int().nonnegative(), most: z.int().positive() }).optional(),
  /** Tried in order; a line is read by the first layout whose `when` matches it. The last may have none. */
  layouts: z
    .array(z.strictObject({ name: z.string().min(1).max(40), when: Pattern.optional(), layout: Layout }))
    .min(1)
    .max(12),
  /** A list's own codes to states ("ILL" to IL) and its codes for categories; letters are per source. */
  stateCodes: z.record(z.string().max(24), z.string().max(3)),
  /** Compared without case, spaces and signs; a code that is not here is `unsorted`. */
  categoryCodes: z.record(z.string().max(80), Category),
  /** Words in an entry's category or notes that are cautions, and how they are shown ("ARMED/DANG"). */
  cautionWords: z.record(z.string().min(2).max(40), z.string().min(1).max(80)).optional(),
  /** Category of a line whose layout names none. */
  category: Category,
  /** Lines that are self-tests of the equipment. */
  calibration: Pattern.optional(),
  /** Share of lines that may be refused before the whole file counts as broken. */
  mostRefusedShare: z.number().min(0).max(1),
})
export type ImportTemplate = z.infer<typeof ImportTemplate>

/** A line that was not taken, and why; `field` where one is to blame. Never holds the plate itself. */
export const RefusedLine = z.object({
  line: z.int().positive(),
  field: z.string().optional(),
  reason: z.string(),
})
export type RefusedLine = z.infer<typeof RefusedLine>

/** What came of reading one file. `refused` holds the first 500; `refusedCount` counts all. */
export const ImportReport = z.object({
  file: z.string(),
  template: z.string(),
  /** Lines of the file, its header and footer among them. */
  lines: z.int().nonnegative(),
  taken: z.int().nonnegative(),
  refusedCount: z.int().nonnegative(),
  refused: z.array(RefusedLine).max(500),
  /** Lines left out as no real plates (empty, UNKNOWN, 000), by what they say. */
  junk: z.record(z.string(), z.int()),
  /** Codes that were mended, by what was mended ("state 0H to OH"). */
  mended: z.record(z.string(), z.int()),
  calibration: z.int().nonnegative(),
  expired: z.int().nonnegative(),
  /** Entries of one record listed with O and with 0. */
  bothForms: z.int().nonnegative(),
  /** Lines whose key was there already; the last one counts. */
  repeated: z.int().nonnegative(),
  categories: z.partialRecord(Category, z.int()),
  writtenAt: Instant,
  /** Compared with the version that was loaded. */
  changes: z.object({
    added: z.int().nonnegative(),
    removed: z.int().nonnegative(),
    changed: z.int().nonnegative(),
  }),
  /** Why the file as a whole was refused, and what to do; the loaded version stayed. */
  refusal: z.string().optional(),
  ms: z.number().nonnegative(),
})
export type ImportReport = z.infer<typeof ImportReport>

/** The first lines of a file as a template understands them. */
export const ImportPreview = z.object({
  file: z.string(),
  bytes: z.int().nonnegative(),
  writtenAt: Instant,
  /** Why nothing of this file would be taken. */
  refusal: z.string().optional(),
  lines: z
    .array(
      z.object({
        line: z.int().positive(),
        raw: z.string(),
        kind: z.enum(['header', 'footer', 'entry', 'junk', 'calibration', 'refused']),
        understood: z.record(z.string(), z.string()),
        reason: z.string().optional(),
      }),
    )
    .max(50),
})
export type ImportPreview = z.infer<typeof ImportPreview>
