import type { ReactElement, ReactNode } from 'react'
import { useKeys } from '#renderer/ui/use-keys.ts'
import './desk.css'

type DeskScreenProps = {
  readonly label: string
  readonly className: string
  readonly onEscape: () => void
  readonly children: ReactNode
}

/** A screen over the stage. Esc leads back from it, out of a field that is typed in as well. */
export function DeskScreen({ label, className, onEscape, children }: DeskScreenProps): ReactElement {
  useKeys({ Escape: onEscape })
  return (
    <section
      className={`desk-screen ${className}`}
      aria-label={label}
      onKeyDown={(event) => {
        // Outside of fields the window hears it.
        if (event.key === 'Escape' && event.target instanceof HTMLInputElement) onEscape()
      }}
    >
      {children}
    </section>
  )
}
