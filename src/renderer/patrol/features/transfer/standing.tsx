import type { ReactElement } from 'react'
import {
  agoWords,
  daysWords,
  dueMark,
  linkWords,
  toWords,
  waitingWords,
} from '#renderer/patrol/words/transfer-words.ts'
import { clockTime, dayOf } from '#renderer/office/words/when.ts'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { ProgressBar } from '#renderer/ui/progress-bar.tsx'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { TransferStatus } from '#shared/contract/transfer.ts'

const COUNT = new Intl.NumberFormat('en-US')

/** How the transfer stands: the days first, since a clause binds on them. */
export function Standing({ status }: { readonly status: TransferStatus }): ReactElement {
  const now = useNow(5000)
  const { due, waiting, running, trouble, order, refusedRecords } = status
  const mark = dueMark(due)
  return (
    <div className="stack">
      <p className="transfer-days">
        <span>
          Days since the last complete transfer: <strong className="figures">{daysWords(due)}</strong>
        </span>
        <StateMark standing={mark.standing}>
          {mark.word}
          {due.clause === undefined ? '' : ` (${due.clause})`}
        </StateMark>
      </p>
      {running === undefined ? undefined : (
        <ProgressBar
          share={running.of === 0 ? 1 : Math.min(1, running.sent / running.of)}
          words={`Sending: ${COUNT.format(running.sent)} of ${COUNT.format(running.of)}`}
        />
      )}
      {trouble === undefined ? undefined : <Warning>{trouble}</Warning>}
      {order === undefined ? undefined : (
        <p role="status">
          <strong>
            {order.state === 'taken' ? 'A transfer is ordered' : 'The ordered transfer is done'}:
          </strong>{' '}
          by {order.by.name}, badge {order.by.badge}, {clockTime(order.at, now)}.
        </p>
      )}
      <FactList
        facts={[
          ['Goes to', toWords(status)],
          ...(status.keeps === undefined ? [] : [['Kept there', status.keeps] as const]),
          [
            'Link',
            <StateMark key="link" standing={LINK_STANDING[status.link]}>
              {linkWords(status)}
            </StateMark>,
          ],
          ['Last contact', agoWords(status.lastContactAt, now)],
          ['Last complete', agoWords(status.lastCompleteAt, now)],
          [
            'Waits here',
            waiting.oldestAt === undefined
              ? waitingWords(waiting)
              : `${waitingWords(waiting)}, the oldest of ${dayOf(waiting.oldestAt)}`,
          ],
        ]}
      />
      {refusedRecords.length === 0 ? undefined : (
        <>
          <h3>Refused by the other side</h3>
          <ul className="stack" aria-label="Refused records">
            {refusedRecords.map(({ kind, why, count }) => (
              <li key={`${kind} ${why}`} className="transfer-refused">
                <strong className="figures">
                  {COUNT.format(count)} of kind {kind}
                </strong>{' '}
                {why}
              </li>
            ))}
          </ul>
          <p className="dim">They stay here and are offered again once a day. Tell the administrator.</p>
        </>
      )}
    </div>
  )
}

const LINK_STANDING = {
  off: 'away',
  reached: 'in-order',
  metered: 'waiting',
  unreachable: 'waiting',
  refused: 'attention',
} as const
