import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import type { Car } from '#renderer/connection/car.ts'

/** The policy's notice, with the clause that asks for it. */
export function NoticeText({ car }: { readonly car: Car }): ReactElement | undefined {
  const notice = useStore(car.store, (state) => state.rules?.profile.notice)
  if (notice === undefined) return undefined
  return (
    <div className="notice-text">
      <p>{notice.value}</p>
      {notice.clause === undefined ? undefined : <p className="dim">Clause {notice.clause}.</p>}
    </div>
  )
}
