// The issuing jurisdictions that the state network names, in the order of its output.
import { z } from 'zod'

/** The 50 states and DC in the order of the state network's output (assets/models/state.json). */
// prettier-ignore
export const STATE_CODES = [
  'AK', 'AL', 'AR', 'AZ', 'CA', 'CO', 'CT', 'DC', 'DE', 'FL', 'GA', 'HI', 'IA', 'ID', 'IL', 'IN', 'KS',
  'KY', 'LA', 'MA', 'MD', 'ME', 'MI', 'MN', 'MO', 'MS', 'MT', 'NC', 'ND', 'NE', 'NH', 'NJ', 'NM', 'NV',
  'NY', 'OH', 'OK', 'OR', 'PA', 'RI', 'SC', 'SD', 'TN', 'TX', 'UT', 'VA', 'VT', 'WA', 'WI', 'WV', 'WY',
] as const

export const StateCode = z.enum(STATE_CODES)
export type StateCode = z.infer<typeof StateCode>

/** What the network may answer: one of the 51, or a plate of none of them (foreign, federal, tribal). */
export const STATE_ANSWERS = [...STATE_CODES, 'other'] as const
export const StateAnswer = z.enum(STATE_ANSWERS)
export type StateAnswer = z.infer<typeof StateAnswer>
