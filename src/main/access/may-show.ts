// Pictures show plates: they are served to nobody before somebody is signed in, and on alert-only just the crops of
// the alerts that stand there.
import { trainingRefusal } from './gates.ts'
import type { Consoles } from './consoles.ts'

const MAY_SEE = ['operate', 'reads.search', 'hits.history'] as const

export function mayShow(
  { level, holder }: ReturnType<Consoles['shows']>,
  hash: string,
  alerts: () => readonly { readonly cropHash?: string | undefined }[],
): boolean {
  if (level === 'nothing') return false
  if (level === 'alerts') return alerts().some(({ cropHash }) => cropHash === hash)
  if (holder === undefined) return false
  return (
    MAY_SEE.some((right) => holder.rights.includes(right)) && trainingRefusal(holder.training) === undefined
  )
}
