import { z } from 'zod'
import { Category } from '../domain/category.ts'
import { HotListStatus, Presentation } from '../domain/hot-list.ts'
import { ImportPreview, ImportReport, ImportTemplate } from '../domain/import-template.ts'
import { Instant, Span } from '../domain/instant.ts'
import { act, own, view } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

/** A file in the folder that lists are imported from. */
export const ListFile = z.object({ name: z.string(), bytes: z.int().nonnegative(), writtenAt: Instant })
export type ListFile = z.infer<typeof ListFile>

/** How an installed list is treated: what stands here comes before the profile's word for a category. */
export const ListSettings = z.object({
  maxAgeMs: Span.min(60_000),
  /** A new version may have so much less than the loaded one. */
  mostShrinkShare: z.number().min(0).max(1),
  presentations: z.partialRecord(Category, Presentation),
})
export type ListSettings = z.infer<typeof ListSettings>

const ListName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}$/)
const FileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\]+$/)
const source = z.union([
  z.object({ file: FileName, templateId: z.string() }),
  z.object({ file: FileName, template: ImportTemplate }),
])

export const lists = {
  installed: base
    .meta(
      own('tells how old and how large lists are, no record', ['operate', 'lists.import', 'lists.configure']),
    )
    .output(
      z.array(z.object({ status: HotListStatus, settings: ListSettings, report: ImportReport.optional() })),
    ),
  /** Files that may be imported, the folder they lie in, and the templates. */
  choices: base
    .meta(own('tells files and templates, no record', ['lists.import', 'lists.configure', 'operate']))
    .output(
      z.object({
        folder: z.string(),
        files: z.array(ListFile),
        templates: z.array(ImportTemplate.extend({ isShipped: z.boolean() })),
        refusedTemplates: z.array(z.object({ file: z.string(), why: z.string() })),
      }),
    ),
  /** Templates that understand the file, best first. */
  guess: base
    .meta(view('list.guess', ['lists.import']))
    .input(z.object({ file: FileName }))
    .errors(refused)
    .output(z.array(z.object({ id: z.string(), entries: z.int(), refused: z.int() }))),
  /** The first lines as the template understands them; nothing is taken. */
  preview: base
    .meta(view('list.preview', ['lists.import']))
    .input(source)
    .errors(refused)
    .output(ImportPreview),
  /** Reads the file as the next version of the list; progress is told in the list's status. Audited. */
  import: base
    .meta(act(['list.import-asked', 'list.import'], ['lists.import'], ['training']))
    .input(z.object({ name: ListName, file: FileName, templateId: z.string() }))
    .errors(refused)
    .output(ImportReport),
  saveTemplate: base
    .meta(act('template.save', ['lists.import', 'lists.configure'], ['training']))
    .input(ImportTemplate)
    .errors(refused)
    .output(ImportTemplate),
  configure: base
    .meta(act('list.configure', ['lists.configure'], []))
    .input(z.object({ name: ListName, settings: ListSettings }))
    .errors(refused)
    .output(ListSettings),
  /** Turns a category on that the profile does not allow, or off again; administrators only, with a reason, audited. */
  allowCategory: base
    .meta(act(['category.allow', 'category.forbid'], ['lists.categories'], []))
    .input(
      z.object({ category: Category, isAllowed: z.boolean(), reason: z.string().trim().min(10).max(400) }),
    )
    .errors(refused)
    .output(z.array(Category)),
}
