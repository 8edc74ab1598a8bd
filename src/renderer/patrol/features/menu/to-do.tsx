import type { ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import './menu.css'

const askToDo = (core: OfficeClient, signal: AbortSignal) => core.session.toDo(undefined, { signal })

/** What an agency still has to do after first run; nothing once all is done. */
export function ToDo({ office }: { readonly office: Office }): ReactElement | undefined {
  const asked = useAsked(office, askToDo)
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
