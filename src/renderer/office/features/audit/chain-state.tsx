import type { ReactElement } from 'react'
import type { Office, OfficeClient } from '#renderer/connection/connection.ts'
import { useAsked } from '#renderer/connection/use-asked.ts'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import { Warning } from '#renderer/ui/warning.tsx'
import type { AuditState } from '#shared/domain/audit.ts'

const askState = (core: OfficeClient, signal: AbortSignal): Promise<AuditState> =>
  core.audit.state(undefined, { signal })

/** Whether entries can be written, and how far the department has countersigned them. */
export function ChainState({ office }: { readonly office: Office }): ReactElement {
  const { value: state, why } = useAsked(office, askState)
  if (state === undefined) return <p className="dim">{why ?? 'Asking how the audit stands.'}</p>
  const { entries, device, isWriting, fault, countersigned } = state
  return (
    <>
      {isWriting ? undefined : (
        <Warning>
          <strong>Entries cannot be written:</strong> {fault ?? 'the cause is not known'}. Data stay shut;
          alerts go on.
        </Warning>
      )}
      <FactList
        facts={[
          ['Entries', new Intl.NumberFormat('en-US').format(entries)],
          ['Device', <code key="device">{device}</code>],
          [
            'Countersigned',
            countersigned === undefined
              ? 'not yet by the department'
              : `to number ${countersigned.counter}, ${momentText(countersigned.at)}`,
          ],
        ]}
      />
    </>
  )
}
