import type { ReactElement } from 'react'
import { REQUEST_WORDS } from '#renderer/records/words/kinds.ts'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import type { ShareRequest } from '#shared/records/sharing.ts'

/** How a request stands; what is missing stands before any decision. */
export function RequestMark({ request }: { readonly request: ShareRequest }): ReactElement {
  const { state, missing } = request
  if (state === 'waiting' && missing.length > 0)
    return (
      <StateMark standing="stopped">
        {missing.length === 1 ? '1 thing is missing' : `${missing.length} things are missing`}
      </StateMark>
    )
  const [words, standing] = REQUEST_WORDS[state]
  return <StateMark standing={standing}>{words}</StateMark>
}
