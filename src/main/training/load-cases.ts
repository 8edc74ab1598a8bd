// The exercises' cases with their solutions, from assets/exercises.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ExerciseCase } from '#shared/domain/exercise.ts'
import { RejectReason } from '#shared/domain/hit-step.ts'

/** Every run has one of each. */
export const CASE_KINDS = [
  'true-match',
  'explained-vehicle',
  'wrong-state',
  'look-alike',
  'wrong-character',
  'wrong-vehicle',
  'stale-record',
] as const

const SolvedCase = ExerciseCase.extend({
  kind: z.enum(CASE_KINDS),
  right: z.union([
    z.strictObject({ answer: z.literal('accept') }),
    /** Where two things are wrong either reason is right. */
    z.strictObject({ answer: z.literal('reject'), reasons: z.array(RejectReason).min(1) }),
  ]),
  /** Why, in one line, told with the mark. */
  why: z.string().min(20).max(240),
}).strict()
export type SolvedCase = z.infer<typeof SolvedCase>

/** Throws an Error that names the file and the field where it is not of the form. */
export function loadCases(assetsFolder: string): SolvedCase[] {
  const file = join(assetsFolder, 'exercises', 'cases.json')
  const parsed = z.array(SolvedCase).safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
