// Practical exercises (Rantoul 438.5, item 5): made-up hits on made-up data. What is right is known to the core only.
import { z } from 'zod'
import { Category } from './category.ts'
import { RejectReason } from './hit-step.ts'
import { PlateText } from './plate.ts'
import { StateCode } from './states.ts'

const Vehicle = z.object({
  colour: z.enum(['black', 'white', 'silver', 'red', 'blue', 'green']),
  style: z.enum(['car', 'suv', 'pickup', 'van', 'motorcycle']),
  words: z.string(),
})

/** What is put before the officer: the car as he would see it, the machine's reading, the listed record. */
export const ExerciseCase = z.object({
  id: z.string(),
  title: z.string(),
  /** What is on the car; drawn by the console. */
  seen: z.object({ plate: PlateText, state: StateCode, vehicle: Vehicle }),
  read: z.object({ plate: PlateText, state: StateCode.optional() }),
  listed: z.object({
    plate: PlateText,
    state: StateCode.optional(),
    category: Category,
    vehicle: z.string(),
    list: z.string(),
  }),
  /** What the Communications Center answers when it is asked. */
  status: z.string(),
})
export type ExerciseCase = z.infer<typeof ExerciseCase>

export const ExerciseAnswer = z.union([
  z.object({ answer: z.literal('accept') }),
  z.object({ answer: z.literal('reject'), reason: RejectReason }),
])
export type ExerciseAnswer = z.infer<typeof ExerciseAnswer>

export const ExerciseMark = z.object({
  caseId: z.string(),
  isRight: z.boolean(),
  /** Why, in one line. */
  words: z.string(),
})
export type ExerciseMark = z.infer<typeof ExerciseMark>

export const ExerciseRun = z.object({
  id: z.uuid(),
  cases: z.array(ExerciseCase),
  marks: z.array(ExerciseMark),
  /** With the last answer: whether it is enough and stands in the training record. */
  result: z.object({ right: z.int(), of: z.int(), isPassed: z.boolean() }).optional(),
})
export type ExerciseRun = z.infer<typeof ExerciseRun>
