// Plate texts: what a serial is made of and how two serials are compared.
import { z } from 'zod'

/** The characters a US serial is made of, in the order of the reader's output (blank comes first there). */
export const PLATE_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A plate's serial: 1 to 10 letters and digits in upper case, without spaces, dashes or graphics. */
export const PlateText = z.string().regex(/^[0-9A-Z]{1,10}$/)
export type PlateText = z.infer<typeof PlateText>

/**
 * Brings a text as people and lists write it into the form that is compared: upper case, letters and
 * digits only. "ab 12-345" becomes "AB12345". May return an empty string.
 */
export function normalisePlate(text: string): string {
  return text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
}

/**
 * Folds the letter O to the digit 0, since many US dies do not tell them apart and NCIC extracts write
 * one for the other. A match that needed this is never called exact.
 */
export function foldPlate(plate: string): string {
  return plate.replaceAll('O', '0')
}

/**
 * Folds what neither dies nor lists keep apart: the letter O to the digit 0 and the letter I to the digit 1. Two
 * plates that are the same only so are never called the same.
 */
export function foldLookalikes(plate: string): string {
  return plate.replaceAll('O', '0').replaceAll('I', '1')
}

export const foldsAlike = (one: string, other: string): boolean =>
  foldLookalikes(one) === foldLookalikes(other)
