import type { ReactElement } from 'react'
import { useKeys } from '#renderer/ui/use-keys.ts'
import { clauseOf, markOf, QUESTION_WORDS } from '../hit-words.ts'
import { questionsOf, type Question } from '../questions.ts'
import type { HitWork } from '../work.ts'
import './steps.css'

/** How far along the hit is: its questions with their clause and what was answered; the keys go through them. */
export function Steps({ work }: { readonly work: HitWork }): ReactElement {
  const { progress, profile, question, draft } = work
  const questions = questionsOf(progress, profile.verification.value)
  const mayGo = (to: Question): boolean => {
    // Whoever has other work decides without comparing; only enforcement is refused then.
    if (to === 'characters' || to === 'decision') return true
    if (to === 'state' || to === 'vehicle')
      return progress.comparison !== undefined || draft.state !== undefined
    if (to === 'close' || to === 'hand-off') return progress.decision !== undefined
    return progress.comparison !== undefined
  }
  function move(by: number): void {
    const to = questions[questions.indexOf(question) + by]
    if (to !== undefined && mayGo(to)) work.go(to)
  }
  useKeys({
    PageUp: () => {
      move(-1)
    },
    PageDown: () => {
      move(1)
    },
  })
  return (
    <ol className="hit-steps" aria-label="Steps">
      {questions.map((to, at) => (
        <li key={to}>
          <button
            type="button"
            className="hit-step"
            aria-current={to === question ? 'step' : undefined}
            disabled={!mayGo(to)}
            onMouseDown={(event) => {
              event.preventDefault()
            }}
            onClick={() => {
              work.go(to)
            }}
          >
            <span>
              {at + 1} {QUESTION_WORDS[to]}
            </span>
            <strong>{markOf(to, progress)}</strong>
            <small className="dim">{clauseOf(to, profile)}</small>
          </button>
        </li>
      ))}
    </ol>
  )
}
