// The category's column: letters or words of the source, through the template's map. What the map does not
// know is `unsorted`, never guessed: X is a sex offender in NCIC and a suspended registration in New York.
import type { Category } from '#shared/domain/category.ts'
import { comparable } from './field-text.ts'

export type ReadCategory = (bytes: Buffer, from: number, to: number) => Category

const MOST_KEPT = 5000

/** `fallback` is for lines whose column is empty. */
export function compileCategories(
  codes: Readonly<Record<string, Category>>,
  fallback: Category,
): ReadCategory {
  const byCode = new Map(Object.entries(codes).map(([code, category]) => [comparable(code), category]))
  const ofOne: (Category | undefined)[] = Array.from({ length: 256 })
  const ofMore = new Map<string, Category>()
  return (bytes, from, to) => {
    if (to <= from) return fallback
    const byte = bytes[from] ?? 0
    const known = to - from === 1 ? ofOne[byte] : undefined
    if (known !== undefined) return known
    const text = bytes.toString('utf8', from, to)
    const kept = ofMore.get(text)
    if (kept !== undefined) return kept
    const category = byCode.get(comparable(text)) ?? 'unsorted'
    if (to - from === 1) ofOne[byte] = category
    else {
      if (ofMore.size >= MOST_KEPT) ofMore.clear()
      ofMore.set(text, category)
    }
    return category
  }
}
