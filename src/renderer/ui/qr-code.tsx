import { encode } from 'uqr'
import type { ReactElement } from 'react'
import './qr-code.css'

/** Modules of quiet ground around a code (ISO/IEC 18004 asks four). */
const QUIET = 4

/** A QR code drawn as one path, so that it needs no picture and no inline style. */
export function QrCode({
  text,
  label,
}: {
  readonly text: string
  /** What is in it, for who does not see it. */
  readonly label: string
}): ReactElement {
  const { data, size } = encode(text, { ecc: 'M', border: 0 })
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')))
    .join('')
  const side = size + 2 * QUIET
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path d={path} />
    </svg>
  )
}
