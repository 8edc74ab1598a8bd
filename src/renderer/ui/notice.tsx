import type { ReactElement, ReactNode } from 'react'
import './notice.css'

/** One line that says what does not work and what happens next. Stays as long as it is so. */
export function Notice({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className="notice" role="status">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 3 22 21H2z" />
        <path className="notice-mark" d="M12 9v6m0 2v2" />
      </svg>
      <p>
        <strong>{title}</strong> {children}
      </p>
    </div>
  )
}
