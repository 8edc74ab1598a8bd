// What is needed of a line to list it; the rest of the line is read when it is shown.
import type { Category } from '#shared/domain/category.ts'

/** What the index needs of one line. One object is reused for all lines of a file. */
export type LineFacts = {
  /** Upper case, letters and digits only, 1 to 10 of them. */
  plate: string
  /** One of the 51, or another issuer's code as the list writes it ("ON"); '' when there is none. */
  state: string
  plateType: string
  recordNumber: string
  category: Category
  /** What was mended ("state 0H to OH"), or ''. */
  mended: string
  /** Why the line is junk or was refused, or ''. Never holds what the line says of a plate or a person. */
  reason: string
  /** The field to blame for a refusal, or ''. */
  field: string
}

export type LineKind = 'entry' | 'junk' | 'calibration' | 'expired' | 'refused'

export function newLineFacts(): LineFacts {
  return {
    plate: '',
    state: '',
    plateType: '',
    recordNumber: '',
    category: 'unsorted',
    mended: '',
    reason: '',
    field: '',
  }
}

/** What tells entries apart: never the plate alone (facts.md 3a, importer rule 3). */
export function entryKey(facts: Readonly<LineFacts>, source: string): string {
  return `${facts.plate}|${facts.state}|${facts.plateType}|${source}|${facts.recordNumber}`
}
