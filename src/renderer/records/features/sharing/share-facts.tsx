import type { ReactElement } from 'react'
import { bytesWords, countWords } from '#renderer/records/words/figures.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { FactList } from '#renderer/ui/fact-list.tsx'
import { momentText } from '#renderer/ui/typed-moment.ts'
import type { ShareRequest } from '#shared/records/sharing.ts'

/** Who decided and in what words, what went out, and whether the administrator has seen it. */
export function ShareFacts({ request }: { readonly request: ShareRequest }): ReactElement {
  const { decided, share, forwarded, approvers } = request
  return (
    <div className="stack">
      <h3>Decision</h3>
      {decided === undefined ? (
        <p className="dim">
          {approvers.length === 0
            ? 'Not decided. This policy names nobody who has to approve.'
            : `Not decided. To approve: ${approvers.join(' or ')}.`}
        </p>
      ) : (
        <FactList
          facts={[
            ['Decided', `${momentText(decided.at)} by ${decided.by.name}, ${decided.by.badge}`],
            ['Words', decided.words],
          ]}
        />
      )}
      <h3>Package</h3>
      {share === undefined ? (
        <Empty title="None was made." />
      ) : (
        <FactList
          facts={[
            ['Made', momentText(share.madeAt)],
            ['Records', `${countWords(share.items, 'record')}, ${bytesWords(share.bytes)}`],
            ['Watermark', share.watermark],
            ['Expires', momentText(share.expiresAt)],
            ['Fetched', share.fetchedAt === undefined ? 'not yet' : momentText(share.fetchedAt)],
            ['Here', share.isHere ? 'yes' : 'not any more'],
            ['SHA-256', <code key="hash">{share.sha256}</code>],
          ]}
        />
      )}
      {forwarded === undefined ? undefined : (
        <p>
          Forwarded to the administrator {momentText(forwarded.at)};{' '}
          {forwarded.seenAt === undefined
            ? 'not seen yet.'
            : `seen ${momentText(forwarded.seenAt)} by ${forwarded.seenBy ?? ''}.`}
        </p>
      )}
    </div>
  )
}
