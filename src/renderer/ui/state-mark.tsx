import type { ReactElement, ReactNode } from 'react'
import './state-mark.css'

/** How something stands: in order, waiting for somebody, to be seen to, stopped, or put away. */
export type Standing = 'in-order' | 'waiting' | 'attention' | 'stopped' | 'away'

const SHAPES: Readonly<Record<Standing, ReactElement>> = {
  'in-order': (
    <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm-1.2 13.2-4-4 1.7-1.7 2.3 2.3 4.9-4.9 1.7 1.7z" />
  ),
  waiting: <path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2.2v13.6a6.8 6.8 0 0 1 0-13.6z" />,
  attention: <path d="M12 2 23 22H1zm-1.2 7v6.5h2.4V9zm0 8v2.4h2.4V17z" fillRule="evenodd" />,
  stopped: <path d="M7 1h10l6 6v10l-6 6H7l-6-6V7zm-1 9.6v2.8h12v-2.8z" fillRule="evenodd" />,
  away: <path d="M3 10.6h18v2.8H3z" />,
}

/** A word with a shape, never a colour alone; what is to be seen to stands on the ground of warnings. */
export function StateMark({
  standing,
  children,
}: {
  readonly standing: Standing
  readonly children: ReactNode
}): ReactElement {
  return (
    <span className="state-mark" data-standing={standing}>
      <svg viewBox="0 0 24 24" aria-hidden="true" fillRule="evenodd">
        {SHAPES[standing]}
      </svg>
      <span>{children}</span>
    </span>
  )
}
