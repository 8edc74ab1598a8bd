import { z } from 'zod'
import { ExerciseAnswer, ExerciseMark, ExerciseRun } from '../domain/exercise.ts'
import { Instant } from '../domain/instant.ts'
import { TrainingChange, TrainingItem, TrainingKind, TrainingRecord } from '../domain/training.ts'
import { act, own, view } from './access.ts'
import { base } from './base.ts'
import { refused } from './refused.ts'

const Words = z.string().trim().min(10).max(400)
const Standing = z.object({ records: z.array(TrainingRecord), items: z.array(TrainingItem) })

/** Training records and the exercises inside the product. None of it asks training: how else would one begin. */
export const training = {
  mine: base.meta(own('tells the own training')).output(Standing),
  of: base
    .meta(view('training.view', ['training.record'], []))
    .input(z.object({ accountId: z.uuid() }))
    .errors(refused)
    .output(Standing),
  /** Nobody records his own training. */
  record: base
    .meta(act('training.record', ['training.record'], []))
    .input(
      z.object({
        accountId: z.uuid(),
        kind: TrainingKind,
        completedAt: Instant,
        expiresAt: Instant.optional(),
        certificate: z.string().trim().min(2).max(80),
      }),
    )
    .errors(refused)
    .output(Standing),
  changes: base.meta(own('tells what has changed in the training')).output(z.array(TrainingChange)),
  /** A change of law, policy or technology: everybody's module is due again. */
  change: base
    .meta(act('training.change', ['training.record'], []))
    .input(z.object({ kind: TrainingKind, words: Words }))
    .errors(refused)
    .output(z.array(TrainingChange)),
  /** People who may record training see whose record it is. */
  people: base
    .meta(view('training.people', ['training.record'], []))
    .output(
      z.array(
        z.object({ accountId: z.uuid(), badge: z.string(), name: z.string(), items: z.array(TrainingItem) }),
      ),
    ),
}

export const exercises = {
  begin: base.meta(act('exercise.begin', [], [])).output(ExerciseRun),
  answer: base
    .meta(act(['exercise.answer', 'exercise.end', 'training.record'], [], []))
    .input(z.object({ id: z.uuid(), caseId: z.string(), answer: ExerciseAnswer }))
    .errors(refused)
    .output(z.object({ mark: ExerciseMark, run: ExerciseRun })),
}
