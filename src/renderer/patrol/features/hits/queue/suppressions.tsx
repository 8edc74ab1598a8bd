import { useState, type ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { clockTime } from '#renderer/office/words/when.ts'
import type { Suppression } from '#shared/domain/local-list.ts'
import { Answers, refusalWords } from '../answers.tsx'
import { Asked } from './asked.tsx'
import { useAsked } from './use-asked.ts'
import { useSelection } from './use-selection.ts'

const suppressions = (core: CoreClient, signal: AbortSignal): Promise<Suppression[]> =>
  core.hits.suppressions(undefined, { signal })

/** Plates that are quiet for this shift, with their reason; each can be let sound again. */
export function Suppressions({ car }: { readonly car: Car }): ReactElement {
  const { answer, ask } = useAsked(car, suppressions)
  return (
    <Asked answer={answer} onAgain={ask}>
      {(rows) => <Rows rows={rows} car={car} onLifted={ask} />}
    </Asked>
  )
}

type RowsProps = {
  readonly rows: readonly Suppression[]
  readonly car: Car
  readonly onLifted: () => void
}

function Rows({ rows, car, onLifted }: RowsProps): ReactElement {
  const { selected, select } = useSelection(rows)
  const [trouble, setTrouble] = useState<string>()
  async function lift({ id }: Suppression): Promise<void> {
    const outcome = await car.call((core, signal) => core.hits.lift({ id }, { signal }))
    if (outcome.kind === 'done') onLifted()
    else setTrouble(outcome.kind === 'refused' ? refusalWords(outcome.refusal) : outcome.why)
  }
  return (
    <>
      <div className="queue-list">
        {selected === undefined ? (
          <Empty title="No plate is suppressed.">F2 in the list of open hits suppresses one.</Empty>
        ) : (
          <table className="queue-table">
            <thead>
              <tr>
                <th scope="col">Plate</th>
                <th scope="col">List</th>
                <th scope="col">Reason</th>
                <th scope="col">By, when</th>
                <th scope="col">Kept quiet</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr
                  key={row.id}
                  className="queue-choice"
                  data-row={row.id}
                  aria-selected={row.id === selected.id}
                  onClick={() => {
                    select(row)
                  }}
                >
                  <td>{row.plate}</td>
                  <td>{row.list}</td>
                  <td>{row.reason}</td>
                  <td>
                    {row.by.badge}, {clockTime(row.at)}
                  </td>
                  <td>{row.quieted}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      {trouble === undefined ? undefined : (
        <p className="desk-trouble" role="alert">
          {trouble}
        </p>
      )}
      <Answers
        isSending={false}
        answers={[
          {
            key: 'F2',
            label: 'Let it sound again',
            isDisabled: selected === undefined,
            press() {
              if (selected !== undefined) void lift(selected)
            },
          },
        ]}
      />
    </>
  )
}
