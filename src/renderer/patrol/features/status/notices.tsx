import type { ReactElement } from 'react'
import type { LinkState } from '#renderer/connection/stay-connected.ts'
import { isTooOld, listAge } from '#renderer/patrol/words/list-age.ts'
import { daysWords, nextWords } from '#renderer/patrol/words/transfer-words.ts'
import { clockTime, secondsUntil } from '#renderer/office/words/when.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { TransferStatus } from '#shared/contract/transfer.ts'
import type { AuditState } from '#shared/domain/audit.ts'
import type { HotListStatus } from '#shared/domain/hot-list.ts'
import type { StorageGuard, SystemStatus } from '#shared/domain/system.ts'

type NoticesProps = {
  readonly link: LinkState
  readonly status: SystemStatus | undefined
  readonly audit: AuditState | undefined
  readonly transfer: TransferStatus | undefined
  /** When the core last told its status. */
  readonly toldAt: number | undefined
  /** A hit that left the screen without an answer from here, and why. */
  readonly gone: string | undefined
}

const GUARD: Readonly<Record<Exclude<StorageGuard, 'normal'>, readonly [string, string]>> = {
  'no-context': [
    'Space is short: context images are stopped.',
    'Plates and hits are kept. Transfer records or free space on this laptop.',
  ],
  'hits-only': [
    'Space is nearly used up: only hits are kept.',
    'Transfer records or free space on this laptop.',
  ],
}

/** What does not work just now, one line each. */
export function Notices({ link, status, audit, transfer, toldAt, gone }: NoticesProps): ReactElement {
  const guard = status?.storage.guard ?? 'normal'
  return (
    <div className="notices">
      {link.kind === 'lost' ? <LinkLost link={link} toldAt={toldAt} /> : undefined}
      {audit?.isWriting === false ? (
        <Notice title="The audit cannot be written.">Data stay shut; alerts go on. {audit.fault}</Notice>
      ) : undefined}
      {status?.recogniser.state === 'not-reading' ? (
        <Notice title="Not reading.">
          {status.recogniser.fault ?? 'The recogniser has stopped.'} Plates that pass now are not read.
        </Notice>
      ) : undefined}
      {guard === 'normal' ? undefined : <Notice title={GUARD[guard][0]}>{GUARD[guard][1]}</Notice>}
      {status === undefined ? undefined : <ListNotices lists={status.hotLists} />}
      {transfer === undefined ? undefined : <TransferNotice transfer={transfer} />}
      {gone === undefined ? undefined : <Notice title="The hit is gone.">{gone}</Notice>}
    </div>
  )
}

/** None loaded, too old, or a new version that was refused: what the officer must know before he relies on it. */
function ListNotices({ lists }: { readonly lists: readonly HotListStatus[] }): ReactElement {
  const now = useNow(30_000)
  if (lists.length === 0) {
    return (
      <Notice title="No hot list is loaded.">
        Plates are read and kept, but compared with nothing. Load one: F7, or <code>--hot-list FILE</code>.
      </Notice>
    )
  }
  const old = lists.filter((list) => isTooOld(list, now))
  const refused = lists.filter(({ lastRefusal }) => lastRefusal !== undefined)
  return (
    <>
      {old.length === 0 ? undefined : (
        <Notice title={old.length === 1 ? 'A hot list is too old.' : `${old.length} hot lists are too old.`}>
          {old.map((list) => `${list.name}: ${listAge(list, now)}`).join('; ')}. Import a newer one: F7.
        </Notice>
      )}
      {refused.map(({ name, lastRefusal }) => (
        <Notice key={name} title={`A new version of ${name} was refused; the old one stays.`}>
          {lastRefusal?.why}
        </Notice>
      ))}
    </>
  )
}

/** From the policy's first day of warning on, and sharper at its last. */
function TransferNotice({ transfer }: { readonly transfer: TransferStatus }): ReactElement | undefined {
  const { due } = transfer
  if (due.level === 'fine') return undefined
  const clause = due.clause === undefined ? '' : ` Clause ${due.clause}.`
  return due.level === 'escalated' ? (
    <Notice title={`Transfer overdue: ${daysWords(due)} days.`}>
      Tell your supervisor.{clause} {nextWords(transfer)}
    </Notice>
  ) : (
    <Notice title={`Days since the last complete transfer: ${daysWords(due)}.`}>
      {nextWords(transfer)}
      {clause}
    </Notice>
  )
}

function LinkLost({
  link,
  toldAt,
}: {
  readonly link: Extract<LinkState, { kind: 'lost' }>
  readonly toldAt: number | undefined
}): ReactElement {
  const now = useNow(1000)
  const seconds = secondsUntil(link.retryAt, now)
  const next = seconds === 0 ? 'Reconnecting.' : `Reconnecting in ${seconds} s.`
  if (!link.wasOpen) {
    return (
      <Notice title="The console cannot reach the car's core.">
        {next} If this stays, close this window and start Lookout again.
      </Notice>
    )
  }
  const shown = toldAt === undefined ? '' : ` What is shown is from ${clockTime(toldAt, now)}.`
  return (
    <Notice title="Console lost the car's core.">
      Reading may go on.{shown} {next}
    </Notice>
  )
}
