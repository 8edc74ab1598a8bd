import { Refusal } from '../domain/hit-step.ts'

/** A request that policy or the order of things refuses: the data say what is missing and what to do next. */
export const refused = { REFUSED: { message: 'Not done.', data: Refusal } }
