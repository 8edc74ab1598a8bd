import type { ReactElement } from 'react'
import type { OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { DataTable } from '#renderer/ui/data-table.tsx'
import { Screen } from '#renderer/ui/screen.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { Unanswered } from '#renderer/ui/unanswered.tsx'
import type { RecordsProps } from './records-props.ts'

const askToDo = (core: OfficeClient, signal: AbortSignal) => core.session.toDo(undefined, { signal })

/** What the department still has to set up, and what of it is done. */
export function ToDoScreen({ office, onBack }: RecordsProps): ReactElement {
  const { value: steps, why, ask } = useAsked(office, askToDo)
  return (
    <Screen
      title="To do"
      lead="What the department sets up before it works as its policy says."
      onBack={onBack}
    >
      {steps === undefined ? (
        <Unanswered why={why} onAgain={ask} />
      ) : (
        <DataTable
          label="Steps"
          columns={['What', 'Clause', 'State']}
          rows={steps.map(({ words, clause, isDone }) => ({
            key: words,
            cells: [
              words,
              clause ?? 'none',
              <StateMark key="state" standing={isDone ? 'in-order' : 'attention'}>
                {isDone ? 'done' : 'open'}
              </StateMark>,
            ],
          }))}
        />
      )}
    </Screen>
  )
}
