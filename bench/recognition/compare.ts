// How texts are compared and how far apart they are. Texts are upper case without spaces, dashes and dots.
import { foldPlate, normalisePlate } from '#shared/domain/plate.ts'
import { editDistance } from '#recognition/read/align.ts'

/** The form in which texts are compared: upper case, letters and digits only, O as 0. */
export function folded(text: string): string {
  return foldPlate(normalisePlate(text))
}

/** Whether two texts are the same plate when O and 0 are one character. */
export function isSamePlate(a: string, b: string): boolean {
  return folded(a) === folded(b)
}

/** Whether two texts are the same to the letter, O and 0 apart. */
export function isStrictlySame(a: string, b: string): boolean {
  return normalisePlate(a) === normalisePlate(b)
}

/** Characters that have to be changed, added or dropped, O and 0 being one; without a text all are missing. */
export function characterErrors(read: string | undefined, label: string): number {
  return editDistance(folded(read ?? ''), folded(label))
}
