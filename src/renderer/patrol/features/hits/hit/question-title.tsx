import type { ReactElement, ReactNode } from 'react'
import { clauseOf } from '../hit-words.ts'
import type { HitWork } from '../work.ts'

/** The question of a screen, with the clause that binds it. */
export function QuestionTitle({
  work,
  children,
}: {
  readonly work: HitWork
  readonly children: ReactNode
}): ReactElement {
  const clause = clauseOf(work.question, work.profile)
  return (
    <h3>
      {children} <small className="dim">{clause === undefined ? '' : `clause ${clause}`}</small>
    </h3>
  )
}
