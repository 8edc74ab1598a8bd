// The hot lists of the scripted core: files, templates, preview, import and settings.
import { implement } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { ListSettings } from '#shared/contract/lists.ts'
import type { Category } from '#shared/domain/category.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { ImportReport, ImportTemplate } from '#shared/domain/import-template.ts'
import type { Officer } from '#shared/domain/officer.ts'
import { mayDo, type Right } from '#shared/domain/rights.ts'
import { FILES, SHIPPED } from './made-up-templates.ts'
import { refuse } from './refuse.ts'
import type { Tell } from './scripted-events.ts'
import { madeUpPreview, madeUpReport } from './scripted-preview.ts'

type Options = {
  readonly files: Readonly<Record<string, readonly string[]>> | undefined
  readonly startedAt: number
  readonly tell: Tell
  /** Who is signed in. */
  readonly officer: () => Officer | undefined
  readonly loaded: () => readonly HotListStatus[]
  readonly load: (list: HotListStatus) => void
  readonly allowCategory: (category: Category, isAllowed: boolean) => Category[]
}

export function scriptedLists(options: Options) {
  const { files = FILES, startedAt, tell, officer, loaded, load, allowCategory } = options
  const os = implement(contract)
  const own: ImportTemplate[] = []
  const settings = new Map<string, ListSettings>()
  const reports = new Map<string, ImportReport>()

  function need(right: Right, missing: string): void {
    if (!mayDo(officer()?.roles ?? [], right))
      throw refuse(missing, 'Ask whoever looks after this laptop.', undefined, 'right')
  }
  const templates = (): ImportTemplate[] => [...SHIPPED, ...own]
  function textOf(file: string): readonly string[] {
    const text = files[file]
    if (text === undefined) throw refuse(`the file ${file}`, 'Copy it into the folder again.')
    return text
  }
  function templateOf(id: string): ImportTemplate {
    const template = templates().find((one) => one.id === id)
    if (template === undefined) throw refuse('the template', 'Choose another one.')
    return template
  }
  const preview = (file: string, template: ImportTemplate) =>
    madeUpPreview(file, textOf(file), template, startedAt)
  const settingsOf = ({ name, maxAgeMs }: HotListStatus): ListSettings =>
    settings.get(name) ?? { maxAgeMs, mostShrinkShare: 0.2, presentations: {} }

  return {
    installed: os.lists.installed.handler(() =>
      loaded().map((status) => {
        const report = reports.get(status.name)
        return { status, settings: settingsOf(status), report }
      }),
    ),
    choices: os.lists.choices.handler(() => ({
      folder: '/var/lookout/hot-lists',
      files: Object.entries(files).map(([name, text]) => ({
        name,
        bytes: text.join('\n').length,
        writtenAt: startedAt - 3_600_000,
      })),
      templates: templates().map((one) => Object.assign({}, one, { isShipped: SHIPPED.includes(one) })),
      refusedTemplates: [],
    })),
    guess: os.lists.guess.handler(({ input: { file } }) =>
      templates()
        .map((template) => {
          const { lines } = preview(file, template)
          const count = (kind: string): number => lines.filter((line) => line.kind === kind).length
          return { id: template.id, entries: count('entry'), refused: count('refused') }
        })
        .filter(({ entries }) => entries > 0)
        .toSorted((one, other) => other.entries - one.entries || one.refused - other.refused),
    ),
    preview: os.lists.preview.handler(({ input }) =>
      preview(input.file, 'template' in input ? input.template : templateOf(input.templateId)),
    ),
    import: os.lists.import.handler(({ input: { name, file, templateId } }) => {
      need('lists.import', 'leave to import lists')
      const template = templateOf(templateId)
      const report = madeUpReport(preview(file, template), template)
      reports.set(name, report)
      const before = loaded().find((list) => list.name === name)
      if (report.refusal === undefined)
        load({
          name,
          source: template.source,
          template: template.id,
          entries: report.taken,
          refused: report.refusedCount,
          version: `v${reports.size}`,
          loadedAt: Date.now(),
          writtenAt: report.writtenAt,
          maxAgeMs: before?.maxAgeMs ?? 86_400_000,
        })
      return report
    }),
    saveTemplate: os.lists.saveTemplate.handler(({ input }) => {
      if (SHIPPED.some(({ id }) => id === input.id))
        throw refuse('a name of its own: this one is shipped', 'Give your template another short name.')
      own.splice(0, own.length, ...own.filter(({ id }) => id !== input.id), input)
      return input
    }),
    configure: os.lists.configure.handler(({ input }) => {
      need('lists.configure', 'leave to change lists')
      settings.set(input.name, input.settings)
      const list = loaded().find(({ name }) => name === input.name)
      if (list !== undefined) load({ ...list, maxAgeMs: input.settings.maxAgeMs })
      tell({ statusChanged: true, shiftChanged: true })
      return input.settings
    }),
    allowCategory: os.lists.allowCategory.handler(({ input: { category, isAllowed } }) => {
      need('lists.categories', 'an administrator')
      return allowCategory(category, isAllowed)
    }),
  }
}
