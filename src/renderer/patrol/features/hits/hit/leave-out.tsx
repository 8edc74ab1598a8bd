import type { ReactElement } from 'react'
import { leavableItem } from '../questions.ts'
import type { HitWork } from '../work.ts'
import { Decide } from './decide.tsx'
import { SkipReason } from './skip-reason.tsx'

/** What could not be told is left out with a reason; then the next, until nothing is left to leave out. */
export function LeaveOut({ work }: { readonly work: HitWork }): ReactElement {
  const item = leavableItem(work.progress, work.profile.verification.value)
  if (item === undefined) return <Decide work={work} />
  return <SkipReason work={work} item={item} onBack={work.back} />
}
