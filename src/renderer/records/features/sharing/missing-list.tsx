import type { ReactElement } from 'react'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import type { ShareRequest } from '#shared/records/sharing.ts'
import './sharing.css'

/** What stands before an approval, each with its clause and the way to it. */
export function Missing({ missing }: { readonly missing: ShareRequest['missing'] }): ReactElement {
  if (missing.length === 0)
    return <StateMark standing="in-order">nothing is missing for a decision</StateMark>
  return (
    <section className="missing-list" aria-label="Missing before an approval">
      <h3>Missing before an approval</h3>
      <ul>
        {missing.map(({ words, clause, next }) => (
          <li key={words}>
            <StateMark standing="stopped">{words}</StateMark>
            <p>
              {clause === undefined ? '' : `Clause ${clause}. `}
              {next}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
