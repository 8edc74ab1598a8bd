import { by } from './office/index.ts'
import { procedures } from './implementer.ts'

export const lists = {
  installed: procedures.lists.installed.handler(({ context }) => {
    const { lists } = context.hotLists
    return lists.status().flatMap((status) => {
      const settings = lists.settings(status.name)
      const report = lists.report(status.name)
      if (settings === undefined) return []
      return [report === undefined ? { status, settings } : { status, settings, report }]
    })
  }),
  choices: procedures.lists.choices.handler(({ context }) => {
    const { lists, templates } = context.hotLists
    return { folder: lists.importFolder, files: lists.files(), ...templates.all() }
  }),
  guess: procedures.lists.guess.handler(({ context, input }) => {
    const { lists, templates } = context.hotLists
    return [...templates.guess(lists.fileOf(input.file))]
  }),
  preview: procedures.lists.preview.handler(({ context, input }) => {
    const { lists, templates } = context.hotLists
    const template = 'template' in input ? input.template : templates.byId(input.templateId)
    return templates.preview(lists.fileOf(input.file), template)
  }),
  import: procedures.lists.import.handler(({ context, input }) => {
    const { lists, templates } = context.hotLists
    // Before anything is read: without the audit nothing is taken. How it ended is written behind it.
    context.audit.write(by(context), 'list.import-asked', input.name, { file: input.file })
    return lists.import(input.name, lists.fileOf(input.file), templates.byId(input.templateId), by(context))
  }),
  saveTemplate: procedures.lists.saveTemplate.handler(({ context, input }) =>
    context.hotLists.templates.save(input, by(context)),
  ),
  configure: procedures.lists.configure.handler(({ context, input }) =>
    context.hotLists.lists.configure(input.name, input.settings, by(context)),
  ),
  allowCategory: procedures.lists.allowCategory.handler(({ context, input }) => [
    ...context.hotLists.categories.switch(input, by(context)),
  ]),
}
