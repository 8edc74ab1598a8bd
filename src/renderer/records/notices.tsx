import type { ReactElement } from 'react'
import type { LinkState } from '#renderer/connection/stay-connected.ts'
import { secondsUntil } from '#renderer/office/words/when.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { AuditState } from '#shared/domain/audit.ts'

type NoticesProps = { readonly link: LinkState; readonly audit: AuditState | undefined }

/** What does not work just now, one line each. */
export function Notices({ link, audit }: NoticesProps): ReactElement {
  return (
    <div className="notices">
      {link.kind === 'lost' ? <LinkLost link={link} /> : undefined}
      {audit?.isWriting === false ? (
        <Notice title="The audit cannot be written.">Records stay shut until it can. {audit.fault}</Notice>
      ) : undefined}
    </div>
  )
}

function LinkLost({ link }: { readonly link: Extract<LinkState, { kind: 'lost' }> }): ReactElement {
  const seconds = secondsUntil(link.retryAt, useNow(1000))
  const next = seconds === 0 ? 'Reconnecting.' : `Reconnecting in ${seconds} s.`
  return link.wasOpen ? (
    <Notice title="Console lost the server.">What is shown is as it was. {next}</Notice>
  ) : (
    <Notice title="The console cannot reach the server.">
      {next} If this stays, tell whoever looks after the server.
    </Notice>
  )
}
