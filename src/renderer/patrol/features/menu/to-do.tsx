import type { ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import './menu.css'

const askToDo = (core: CoreClient, signal: AbortSignal) => core.session.toDo(undefined, { signal })

/** What an agency still has to do after first run; nothing once all is done. */
export function ToDo({ car }: { readonly car: Car }): ReactElement | undefined {
  const asked = useAsked(car, askToDo)
  const open = (asked.value ?? []).filter(({ isDone }) => !isDone)
  if (open.length === 0) return undefined
  return (
    <section className="to-do" aria-label="Still to be done">
      <p>
        <strong>Still to be done</strong>
      </p>
      <ul>
        {open.map(({ words, clause }) => (
          <li key={words}>
            {words}
            {clause === undefined ? '.' : `. Clause ${clause}.`}
          </li>
        ))}
      </ul>
    </section>
  )
}
