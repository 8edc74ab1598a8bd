// Turns the reader's raw probabilities into honest ones with the numbers kept in its card.
import { PLATE_CHARACTERS } from '#shared/domain/plate.ts'
import type { ReaderCalibration } from '../models/model-card.ts'
import { CHARACTER_COUNT, type Position } from './columns.ts'
import type { Condition } from './condition.ts'

const LETTER_O = PLATE_CHARACTERS.indexOf('O')
const DIGIT_0 = PLATE_CHARACTERS.indexOf('0')
/** No probability is taken as exactly nothing or everything. */
const LEAST = 1e-6

/** Below and above these the fit has seen nothing. */
const LEAST_TEMPERATURE = 0.5
const MOST_TEMPERATURE = 4

/** The temperature for a crop seen under these conditions. */
export function temperatureFor({ logTemperature }: ReaderCalibration, condition: Condition): number {
  const { base, width, sharpness, contrast } = logTemperature
  const log = base + width * condition.width + sharpness * condition.sharpness + contrast * condition.contrast
  return Math.min(MOST_TEMPERATURE, Math.max(LEAST_TEMPERATURE, Math.exp(log)))
}

export function calibrate(position: Position, calibration: ReaderCalibration, temperature: number): Position {
  const sharpened = position.characters.map((p) => Math.max(p, LEAST) ** (1 / temperature))
  const total = sharpened.reduce((sum, p) => sum + p, 0)
  const { floor } = calibration
  const characters = sharpened.map((p) => (1 - floor) * (p / total) + floor / CHARACTER_COUNT)
  splitLetterO(position.characters, characters, calibration.letterOTemperature)
  return { presence: tempered(position.presence, temperature), characters }
}

/**
 * Shares what O and 0 have together between the two by tempered odds: the reader's choice between them
 * is mostly a guess from the neighbours, since many dies stamp both alike.
 */
function splitLetterO(raw: Float64Array, characters: Float64Array, temperature: number): void {
  const together = (characters[LETTER_O] ?? 0) + (characters[DIGIT_0] ?? 0)
  const letter = Math.max(raw[LETTER_O] ?? 0, LEAST)
  const digit = Math.max(raw[DIGIT_0] ?? 0, LEAST)
  const share = tempered(letter / (letter + digit), temperature)
  characters[LETTER_O] = together * share
  characters[DIGIT_0] = together * (1 - share)
}

/** Divides the log-odds of a probability by the temperature. */
export function tempered(probability: number, temperature: number): number {
  const p = Math.min(Math.max(probability, LEAST), 1 - LEAST)
  return 1 / (1 + Math.exp(-Math.log(p / (1 - p)) / temperature))
}
