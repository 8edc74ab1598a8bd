import type { ReactElement, ReactNode } from 'react'
import './fact-list.css'

/** What is known of one thing, each fact under its name. */
export function FactList({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, fact: ReactNode])[]
}): ReactElement {
  return (
    <dl className="fact-list figures">
      {facts.map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
