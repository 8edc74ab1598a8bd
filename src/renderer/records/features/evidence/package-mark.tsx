import type { ReactElement } from 'react'
import { StateMark } from '#renderer/ui/state-mark.tsx'
import type { EvidencePackage } from '#shared/records/evidence.ts'

/** How far a package is: booked, waiting to be, or not kept here any more. */
export function PackageMark({ evidence }: { readonly evidence: EvidencePackage }): ReactElement {
  const { booked, isHere } = evidence
  if (booked !== undefined) {
    const isOpen = booked.uploadStatus !== undefined && booked.uploadStatus !== 'confirmed'
    return (
      <StateMark standing={isOpen ? 'waiting' : 'in-order'}>
        {isOpen ? 'upload not confirmed' : 'booked'}
      </StateMark>
    )
  }
  return isHere ? (
    <StateMark standing="attention">not booked yet</StateMark>
  ) : (
    <StateMark standing="away">not here any more</StateMark>
  )
}
