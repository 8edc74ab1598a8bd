import type { ReactElement } from 'react'
import type { LinkState } from '#renderer/connection/stay-connected.ts'
import { clockTime, secondsUntil } from '#renderer/patrol/words/when.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { StorageGuard, SystemStatus } from '#shared/domain/system.ts'

type NoticesProps = {
  readonly link: LinkState
  readonly status: SystemStatus | undefined
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
export function Notices({ link, status, toldAt, gone }: NoticesProps): ReactElement {
  const guard = status?.storage.guard ?? 'normal'
  return (
    <div className="notices">
      {link.kind === 'lost' ? <LinkLost link={link} toldAt={toldAt} /> : undefined}
      {status?.recogniser.state === 'not-reading' ? (
        <Notice title="Not reading.">
          {status.recogniser.fault ?? 'The recogniser has stopped.'} Plates that pass now are not read.
        </Notice>
      ) : undefined}
      {guard === 'normal' ? undefined : <Notice title={GUARD[guard][0]}>{GUARD[guard][1]}</Notice>}
      {status?.hotLists.length === 0 ? (
        <Notice title="No hot list is loaded.">
          Plates are read and kept, but compared with nothing. Load one with <code>--hot-list FILE</code>.
        </Notice>
      ) : undefined}
      {gone === undefined ? undefined : <Notice title="The prompt is gone.">{gone}</Notice>}
    </div>
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
