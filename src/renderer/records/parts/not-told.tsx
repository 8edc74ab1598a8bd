import type { ReactElement } from 'react'
import type { Trouble } from '#renderer/connection/use-action.ts'
import { Empty } from '#renderer/ui/empty.tsx'
import { Trouble as TroubleLine } from '#renderer/ui/trouble.tsx'

/** What stands where an answer is missing that is asked for once: that it is asked, or why it did not come. */
export function NotTold({ trouble }: { readonly trouble: Trouble | undefined }): ReactElement {
  return trouble === undefined ? (
    <Empty title="Asking the server." />
  ) : (
    <TroubleLine trouble={trouble} title="It was not told." />
  )
}
