import type { Standing } from '#renderer/ui/state-mark.tsx'
import type { RadarFinding, RadarKind } from '#shared/domain/audit.ts'

export const KIND_WORDS: Readonly<Record<RadarKind, string>> = {
  'same-plate-again': 'One plate again and again',
  'search-without-case': 'Searches without a case',
  'off-duty': 'Looks outside of duty hours',
  'reused-reason': 'The same reason again and again',
  'own-plate': 'An own or family plate',
}

export type Verdict = NonNullable<RadarFinding['verdict']>['verdict']

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  explained: 'explained',
  'followed-up': 'followed up',
}

/** How a finding stands: nobody has said anything yet, or somebody has. */
export function findingState({ verdict }: RadarFinding): readonly [word: string, standing: Standing] {
  return verdict === undefined ? ['open', 'attention'] : [VERDICT_WORDS[verdict.verdict], 'in-order']
}
