// Import templates: which there are, what a hot list file says by one, and which fits a file.
export { compileTemplate, type CompiledTemplate } from './compile-template.ts'
export { guessTemplate, type Guess } from './guess-template.ts'
export { dayOf } from './list-date.ts'
export { loadTemplates, saveTemplate } from './load-templates.ts'
export { previewList } from './preview-list.ts'
export { readList, type ReadListResult } from './read-list.ts'
