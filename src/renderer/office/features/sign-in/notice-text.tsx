import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Office } from '#renderer/connection/connection.ts'

/** The policy's notice, with the clause that asks for it. */
export function NoticeText({ office }: { readonly office: Office }): ReactElement | undefined {
  const notice = useStore(office.store, (state) => state.rules?.profile.notice)
  if (notice === undefined) return undefined
  return (
    <div className="notice-text">
      <p>{notice.value}</p>
      {notice.clause === undefined ? undefined : <p className="dim">Clause {notice.clause}.</p>}
    </div>
  )
}
