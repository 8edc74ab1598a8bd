// The import templates of this installation as the console works with them: try one on a file, save one's own.
import { join } from 'node:path'
import type { Audit } from '#main/audit/index.ts'
import type { ImportPreview, ImportTemplate } from '#shared/domain/import-template.ts'
import type { By } from '#shared/domain/officer.ts'
import { refuse } from '../refused.ts'
import { guessTemplate, loadTemplates, previewList, saveTemplate, type Guess } from './templates/index.ts'

export type ListTemplates = {
  all(): {
    templates: (ImportTemplate & { isShipped: boolean })[]
    refusedTemplates: { file: string; why: string }[]
  }
  /** Throws a refusal for an unknown id. */
  byId(id: string): ImportTemplate
  guess(file: string): Guess[]
  /** The one that understands the file best; throws an Error that names the file when none does. */
  guessOne(file: string): ImportTemplate
  preview(file: string, template: ImportTemplate): ImportPreview
  save(template: ImportTemplate, by: By): ImportTemplate
}

export function openListTemplates(assetsFolder: string, ownFolder: string, audit: Audit): ListTemplates {
  const shippedFolder = join(assetsFolder, 'hot-list-templates')
  const shipped = new Set(loadTemplates([shippedFolder]).templates.map(({ id }) => id))
  const load = () => loadTemplates([shippedFolder, ownFolder])

  function byId(id: string): ImportTemplate {
    const found = load().templates.find((template) => template.id === id)
    if (found === undefined) throw refuse('a template of this name', 'Choose one of the list.')
    return found
  }

  return {
    all() {
      const { templates, refused } = load()
      return {
        templates: templates.map((template) =>
          Object.assign(template, { isShipped: shipped.has(template.id) }),
        ),
        refusedTemplates: [...refused],
      }
    },
    byId,
    guess: (file) => guessTemplate(file, load().templates),
    guessOne(file) {
      const [best] = guessTemplate(file, load().templates)
      return best === undefined || best.entries === 0 ? byId('generic-csv') : byId(best.id)
    },
    preview: (file, template) => previewList(file, template),
    save(template, by) {
      if (shipped.has(template.id)) {
        throw refuse('a name of its own: this one is a shipped template', 'Give it another id.')
      }
      try {
        saveTemplate(ownFolder, template)
      } catch (error) {
        throw refuse(error instanceof Error ? error.message : String(error), 'Mend it and save again.')
      }
      audit(by, 'template.save', template.id, {})
      return template
    },
  }
}
