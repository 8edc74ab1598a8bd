import type { ReactElement } from 'react'
import type { Car } from '#renderer/connection/car.ts'
import type { CoreClient } from '#renderer/connection/connect.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import type { AccuracyRow } from '#shared/contract/hits.ts'
import { RejectReason } from '#shared/domain/hit-step.ts'
import { REASON_WORDS } from '../hit-words.ts'
import { Asked } from './asked.tsx'
import { useAsked } from './use-asked.ts'

const accuracy = (core: CoreClient, signal: AbortSignal): Promise<AccuracyRow[]> =>
  core.hits.accuracy(undefined, { signal })

/** What officers answered to the closed hits of each list, beside what the console had stated. */
export function Accuracy({ car }: { readonly car: Car }): ReactElement {
  const { answer, ask } = useAsked(car, accuracy)
  return (
    <Asked answer={answer} onAgain={ask}>
      {(rows) => (
        <div className="queue-list">
          {rows.length === 0 ? (
            <Empty title="No hit has been closed yet.">The answers to closed hits are counted here.</Empty>
          ) : (
            <Table rows={rows} />
          )}
        </div>
      )}
    </Asked>
  )
}

function Table({ rows }: { readonly rows: readonly AccuracyRow[] }): ReactElement {
  return (
    <table className="queue-table figures">
      <thead>
        <tr>
          <th scope="col">List</th>
          <th scope="col">Closed</th>
          <th scope="col">Rejected as misread</th>
          <th scope="col">Stated to be right</th>
          {RejectReason.options.map((reason) => (
            <th key={reason} scope="col">
              {REASON_WORDS[reason]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ list, closed, rejected, statedBoth }) => (
          <tr key={list}>
            <th scope="row">{list}</th>
            <td>{closed}</td>
            <td>{(rejected['wrong-character'] ?? 0) + (rejected['wrong-state'] ?? 0)}</td>
            <td>
              {Math.round(statedBoth * closed)} of {closed}
            </td>
            {RejectReason.options.map((reason) => (
              <td key={reason}>{rejected[reason] ?? 0}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
