// Practical exercises: made-up hits to accept or to reject. The solutions stay here; a mark is told only once the
// answer is given, and a run counts only as a whole.
import { randomInt, randomUUID } from 'node:crypto'
import type { ExerciseAnswer, ExerciseMark, ExerciseRun } from '#shared/domain/exercise.ts'
import type { By } from '#shared/domain/officer.ts'
import { refuse } from '../refused.ts'
import { CASE_KINDS, loadCases, type SolvedCase } from './load-cases.ts'

/** Cases of one run, and how many right ones make it count: our default, no clause gives a number. */
export const RUN_CASES = 8
export const RIGHT_TO_PASS = 7

type OpenRun = {
  readonly id: string
  readonly accountId: string
  readonly cases: readonly SolvedCase[]
  readonly marks: ExerciseMark[]
}

type Score = { readonly right: number; readonly of: number }

type Options = {
  readonly assetsFolder: string
  readonly audit: (by: By, action: string, subject: string, detail: unknown) => void
  /** Runs `work`, which audits, and enters a passed run's score, in one transaction. */
  readonly keep: (
    run: { readonly id: string; readonly accountId: string },
    passed: Score | undefined,
    work: () => void,
  ) => void
}

export function createExercises({ assetsFolder, audit, keep }: Options) {
  const all = loadCases(assetsFolder)
  /** By account. Not kept over a restart: a run is a few minutes' work and is begun again. */
  const open = new Map<string, OpenRun>()

  return {
    begin(accountId: string, by: By): ExerciseRun {
      const run: OpenRun = { id: randomUUID(), accountId, cases: draw(all), marks: [] }
      keep(run, undefined, () => {
        audit(by, 'exercise.begin', run.id, { cases: run.cases.map(({ id }) => id) })
      })
      open.set(accountId, run)
      return toShown(run)
    },

    answer(
      accountId: string,
      {
        id,
        caseId,
        answer,
      }: { readonly id: string; readonly caseId: string; readonly answer: ExerciseAnswer },
      by: By,
    ): { mark: ExerciseMark; run: ExerciseRun } {
      const run = open.get(accountId)
      if (run === undefined || run.id !== id) throw refuse('a run of exercises', 'Begin the exercises again.')
      const solved = run.cases.find((one) => one.id === caseId)
      if (solved === undefined) throw refuse('a case of this run', 'Answer one of the cases that are shown.')
      if (run.marks.some((mark) => mark.caseId === caseId)) {
        throw refuse('a case without an answer', 'This one is answered: take the next.')
      }
      const mark = { caseId, isRight: isRight(answer, solved), words: solved.why }
      const marks = [...run.marks, mark]
      const score = { right: marks.filter((one) => one.isRight).length, of: run.cases.length }
      const isOver = marks.length === run.cases.length
      const isPassed = isOver && score.right >= RIGHT_TO_PASS
      keep(run, isPassed ? score : undefined, () => {
        audit(by, 'exercise.answer', id, { case: caseId, answer, isRight: mark.isRight })
        if (isOver) audit(by, 'exercise.end', id, { ...score, isPassed })
      })
      run.marks.push(mark)
      if (isOver) open.delete(accountId)
      const shown = toShown(run)
      return { mark, run: isOver ? { ...shown, result: { ...score, isPassed } } : shown }
    },
  }
}

function isRight(answer: ExerciseAnswer, { right }: SolvedCase): boolean {
  if (answer.answer === 'accept') return right.answer === 'accept'
  return right.answer === 'reject' && right.reasons.includes(answer.reason)
}

/** One of each kind, the rest at random, in no order. */
function draw(cases: readonly SolvedCase[]): SolvedCase[] {
  const mixed = shuffle(cases)
  const oneOfEach = CASE_KINDS.flatMap((kind) => mixed.find((one) => one.kind === kind) ?? [])
  const others = mixed.filter((one) => !oneOfEach.includes(one))
  return shuffle([...oneOfEach, ...others].slice(0, RUN_CASES))
}

/** Fisher and Yates; each order is as likely. */
function shuffle<Item>(items: readonly Item[]): Item[] {
  const left = [...items]
  return items.flatMap(() => left.splice(randomInt(left.length), 1))
}

/** Without what is right. */
function toShown({ id, cases, marks }: OpenRun): ExerciseRun {
  return {
    id,
    cases: cases.map(({ kind: _kind, right: _right, why: _why, ...shown }) => shown),
    marks: [...marks],
  }
}
