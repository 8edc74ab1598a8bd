import type { ReactElement } from 'react'
import { clockTime, span } from '#renderer/office/words/when.ts'
import type { Hit } from '#shared/domain/hit.ts'
import { stepWords } from '../hit-words.ts'

/** Every step of the hit: what, by whom, when, and how long after the one before. */
export function StepTable({ hit }: { readonly hit: Hit }): ReactElement {
  const shown = hit.shownAt === undefined ? 'not reported' : clockTime(hit.shownAt)
  return (
    <section aria-label="Steps">
      <table className="explain-table figures">
        <caption>
          What was done. Raised {clockTime(hit.raisedAt)}, on the screen {shown}
        </caption>
        <tbody>
          {hit.steps.length === 0 ? (
            <tr>
              <td>Nothing has been answered yet.</td>
            </tr>
          ) : (
            hit.steps.map(({ number, at, afterMs, by, input }) => (
              <tr key={number}>
                <td>{number}</td>
                <td>{clockTime(at)}</td>
                <td>after {span(afterMs)}</td>
                <td>
                  badge {by.badge}, {by.name}
                </td>
                <td>{stepWords(input)}</td>
              </tr>
            ))
          )}
        </tbody>
      </table>
    </section>
  )
}
