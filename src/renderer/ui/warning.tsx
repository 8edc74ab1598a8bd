import type { ReactElement, ReactNode } from 'react'

/** A triangle, for what is to be seen to before anybody relies on it. */
export function WarningShape(): ReactElement {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3 22 21H2z" />
      <path className="warning-mark" d="M12 9v6m0 2v2" />
    </svg>
  )
}

/** A warning in words and a shape, on a screen. */
export function Warning({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className="warning">
      <WarningShape />
      <p>{children}</p>
    </div>
  )
}
