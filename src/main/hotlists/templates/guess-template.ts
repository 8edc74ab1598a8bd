// Which template a file was made for, by trying its first lines with each.
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import { readRecords } from './read-records.ts'

export type Guess = { readonly id: string; readonly entries: number; readonly refused: number }

const TRIED_LINES = 200

/** Best first: most lines taken, and of these most whose category is known. A refused file has no entries. */
export function guessTemplate(file: string, templates: readonly ImportTemplate[]): Guess[] {
  return templates
    .map((template) => tryTemplate(file, template))
    .toSorted((a, b) => b.share - a.share || b.sorted - a.sorted || b.entries - a.entries)
    .map(({ id, entries, refused }) => ({ id, entries, refused }))
}

function tryTemplate(file: string, template: ImportTemplate) {
  let entries = 0
  let sorted = 0
  let refused = 0
  const read = readRecords(file, template, {
    today: 0,
    record(kind, facts) {
      if (kind === 'refused') refused += 1
      else if (kind !== 'junk') {
        entries += 1
        if (facts.category !== 'unsorted') sorted += 1
      }
      return entries + refused < TRIED_LINES
    },
  })
  if (read.refusal !== '') return { id: template.id, entries: 0, sorted: 0, refused, share: 0 }
  return { id: template.id, entries, sorted, refused, share: entries / Math.max(1, entries + refused) }
}
