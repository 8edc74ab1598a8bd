import { createDraft, type Draft } from '#renderer/ui/draft.ts'
import type { TemplateDraft } from './template-draft.ts'

/** The template that is being made and the file it is tried on. */
export type EditedTemplate = { readonly draft: TemplateDraft | undefined; readonly file: string }

export const edited: Draft<EditedTemplate> = createDraft<EditedTemplate>({ draft: undefined, file: '' })
