import type { ReactElement, ReactNode } from 'react'

/** What stands where there is nothing yet: what is missing and what to do. */
export function Empty({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ReactNode
}): ReactElement {
  return (
    <div className="empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children === undefined ? undefined : <p className="dim">{children}</p>}
    </div>
  )
}
