import type { ReactElement } from 'react'
import './severity.css'

/** How much a hit weighs; each has its colour, its shape and its word, never the colour alone. */
type Severity = 'critical' | 'high' | 'medium' | 'low' | 'silent'

const SHAPES: Readonly<Record<Severity, string | undefined>> = {
  critical: 'M7 1h10l6 6v10l-6 6H7l-6-6V7z',
  high: 'M12 2 23 22H1z',
  medium: 'M12 1 23 12 12 23 1 12z',
  low: 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20z',
  silent: undefined,
}

/** Octagon, triangle, diamond or circle in the colour of the words beside it; silent has none. */
export function SeverityShape({ severity }: { readonly severity: Severity }): ReactElement | undefined {
  const path = SHAPES[severity]
  if (path === undefined) return undefined
  return (
    <svg className="severity-shape" data-shape={severity} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
