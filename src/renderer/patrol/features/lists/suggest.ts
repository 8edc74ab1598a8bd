// What is suggested for an import, for the officer to change.
import type { ImportTemplate } from '#shared/domain/import-template.ts'
import type { InstalledList } from './installed-list.ts'
import { counted } from './list-words.ts'

export type Guess = { readonly id: string; readonly entries: number; readonly refused: number }

/** All templates, those that understand the file first, best first, with what they make of it. */
export function templateOptions(
  templates: readonly Pick<ImportTemplate, 'id' | 'name'>[],
  guesses: readonly Guess[] | undefined,
): (readonly [id: string, words: string])[] {
  const place = (id: string): number => {
    const at = guesses?.findIndex((guess) => guess.id === id) ?? -1
    return at < 0 ? templates.length : at
  }
  return templates
    .toSorted((one, other) => place(one.id) - place(other.id))
    .map(({ id, name }) => {
      const guess = guesses?.find((one) => one.id === id)
      return [id, guess === undefined ? name : `${name} (${understands(guess)})`]
    })
}

/** What the chosen template makes of the file's first lines; undefined while the core has not tried it. */
export function guessWords(guesses: readonly Guess[] | undefined, id: string): string | undefined {
  if (guesses === undefined) return undefined
  const guess = guesses.find((one) => one.id === id)
  return guess === undefined ? 'Understands no line of this file.' : `It ${understands(guess)}.`
}

function understands({ entries, refused }: Guess): string {
  const words = `understands ${counted(entries, 'line')}`
  return refused === 0 ? words : `${words}, refuses ${refused}`
}

/** The installed list that this template made last; else the source's name, as far as a list may be called so. */
export function nameFor(
  template: Pick<ImportTemplate, 'id' | 'source'> | undefined,
  installed: readonly InstalledList[],
): string {
  if (template === undefined) return ''
  const known = installed.find(({ status }) => status.template === template.id)
  return known?.status.name ?? template.source.replaceAll(/[^A-Za-z0-9._-]+/g, ' ').trim()
}
