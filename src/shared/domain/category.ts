// What a listed plate is wanted for. Lists write it in letters and words of their own; an import template
// maps those to these, and the policy profile decides which of them may alert and how.
import { z } from 'zod'

/**
 * The NCIC extract's record kinds (facts.md 3a), the state registers' kinds, and what officers add themselves.
 * `calibration` entries are a self-test of the equipment and never alert; `unsorted` is a kind that the
 * template does not know.
 */
export const CATEGORIES = [
  'stolen-vehicle',
  'stolen-plate',
  'felony-vehicle',
  'wanted-person',
  'violent-person',
  'missing-person',
  'amber-alert',
  'protection-order',
  'extreme-risk-order',
  'supervised-release',
  'sex-offender',
  'gang',
  'terrorist-screening',
  'protective-interest',
  'immigration-violator',
  'stolen-boat',
  'suspended-registration',
  'revoked-registration',
  'expired-registration',
  'parking-scofflaw',
  'local-interest',
  'calibration',
  'unsorted',
] as const
export const Category = z.enum(CATEGORIES)
export type Category = z.infer<typeof Category>

/** A category in the words of the screen. */
export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  'stolen-vehicle': 'Stolen vehicle',
  'stolen-plate': 'Stolen plate',
  'felony-vehicle': 'Felony vehicle',
  'wanted-person': 'Wanted person',
  'violent-person': 'Violent person',
  'missing-person': 'Missing person',
  'amber-alert': 'AMBER alert',
  'protection-order': 'Protection order',
  'extreme-risk-order': 'Extreme risk protection order',
  'supervised-release': 'Supervised release',
  'sex-offender': 'Registered sex offender',
  gang: 'Gang file',
  'terrorist-screening': 'Threat screening',
  'protective-interest': 'Protective interest',
  'immigration-violator': 'Immigration record',
  'stolen-boat': 'Stolen boat',
  'suspended-registration': 'Suspended registration',
  'revoked-registration': 'Revoked registration',
  'expired-registration': 'Expired registration',
  'parking-scofflaw': 'Parking scofflaw',
  'local-interest': 'Local interest',
  calibration: 'Calibration record',
  unsorted: 'Unsorted record',
}
